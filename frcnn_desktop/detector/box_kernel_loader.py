"""Getting `box_kernel` ready without anyone waiting; until then, and where it cannot be, torch serves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.compiled.preparation import Preparation, kernel_folder, storing_in, without_cache_errors
from frcnn_desktop.proposals import kernels

JudgeBox = Callable[..., NDArray[np.float32]]


def warm_up_box_kernel() -> None:
    """Begin to compile the kernel, or to load it from the user's cache, behind those of the search."""
    preparation.start(background=True)


def box_kernel() -> JudgeBox | None:
    """Return `box_kernel.judge_box`, None while it cannot be used."""
    return _loaded() if preparation.ready else None


def _loaded() -> JudgeBox:
    from frcnn_desktop.detector.box_kernel import judge_box

    return judge_box


def _compile(folder: Path) -> None:
    # One after the other: the search is waited for, this is not.
    kernels.preparation.settle()
    with storing_in(folder):
        judge_box = _loaded()
    features, one = np.zeros((1, 1, 1), np.float32), np.zeros(1, np.float32)
    layers = one, one, np.ones(1, np.int64), np.ones(1, np.bool_), np.zeros((0, 1), np.float32)
    example = features, np.zeros(4, np.int64), 1, *layers

    def rehearse() -> None:
        judge_box(*example)

    without_cache_errors(rehearse)


def _folder() -> Path:
    return kernel_folder([Path(__file__).with_name("box_kernel.py")])


preparation = Preparation(
    _folder, _compile, "Judging one box cannot be compiled; torch does it a little more slowly."
)
