"""Getting the kernels of the search ready: some twenty seconds the first time, a second from the cache.

While they are being compiled in the background, and where they cannot be compiled at all, OpenCV's search
serves.
"""

from __future__ import annotations

from pathlib import Path

from frcnn_desktop.compiled.preparation import Preparation, kernel_folder, storing_in, without_cache_errors
from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.proposals.modes import OPENCV_MODE, method_name


def warm_up(background: bool = False) -> None:
    """Compile the kernels, or load them from the user's cache, so that the first search does not wait.

    With `background` this returns at once, and OpenCV serves searches that somebody waits for until a first
    compilation is done. A failure is logged and leaves OpenCV serving. Later calls cost nothing.
    """
    if background:
        preparation.start(background=True)
    else:
        # Also where the kernels are being compiled in the background already.
        preparation.settle()


def kernels_ready(token: CancelToken | None = None) -> bool:
    """Say whether a search may use the kernels; see `Preparation.wait`. Raises Cancelled."""
    return preparation.wait(token)


def kernels_failed() -> bool:
    """Say whether OpenCV serves for good, because the kernels could not be compiled here."""
    return preparation.failed


def current_method(mode: str) -> str:
    """Return the name of what really serves a mode here once kernels are ready. Raises as `method_name`."""
    return method_name(OPENCV_MODE if kernels_failed() else mode)


def _folder() -> Path:
    return kernel_folder(Path(__file__).parent.glob("*.py"))


def _compile_all(folder: Path) -> None:
    with storing_in(folder):
        from frcnn_desktop.proposals.kernel_warmup import rehearse
    without_cache_errors(rehearse)


preparation = Preparation(
    _folder, _compile_all, "Selective search cannot be compiled; OpenCV's slower one is used."
)
