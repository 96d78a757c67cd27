"""Kernels are compiled once for all sessions of these tests, not into each test's empty home."""

from __future__ import annotations

import os

import numpy as np
import pytest
from numpy.typing import NDArray

from frcnn_desktop.compiled.preparation import Preparation
from frcnn_desktop.proposals import kernels, warm_up


@pytest.fixture(scope="session", autouse=True)
def _kernels(request: pytest.FixtureRequest) -> None:
    before = os.environ.get("NUMBA_CACHE_DIR")
    os.environ["NUMBA_CACHE_DIR"] = before or str(request.config.rootpath / ".pytest_cache" / "kernels")
    try:
        warm_up()
        if kernels.kernels_failed():
            # Begun by an earlier test, on a disk or in a home that it had broken on purpose.
            kernels.preparation = Preparation(kernels._folder, kernels._compile_all)
            warm_up()
    finally:
        if before is None:
            del os.environ["NUMBA_CACHE_DIR"]
    assert not kernels.kernels_failed()


@pytest.fixture(scope="session")
def scene() -> NDArray[np.uint8]:
    """A picture with objects in it, 160 x 120: boxes and a striped disc on a gradient, and some noise."""
    random = np.random.default_rng(11)
    y, x = np.mgrid[:120, :160]
    picture = np.stack([x, 2 * y, 255 - x], axis=2) * 0.6
    for left, top, side, colour in (
        (15, 20, 30, (250, 30, 30)),
        (60, 10, 45, (20, 220, 60)),
        (95, 60, 50, 0),
    ):
        picture[top : top + side, left : left + side] = colour
    disc = (x - 45) ** 2 + (y - 85) ** 2 < 25**2
    picture[disc] = np.where((x + y)[disc] % 12 < 6, 240, 60)[:, None]
    return np.clip(picture + random.normal(0, 4, picture.shape), 0, 255).astype(np.uint8)
