"""Getting the compiled kernels ready without anyone waiting for it."""

from __future__ import annotations

import hashlib
import logging
import os
import sys
import threading
from pathlib import Path

from frcnn_desktop import __version__
from frcnn_desktop.core.folders import cache_folder

logger = logging.getLogger(__name__)

_lock = threading.Lock()
_ready: bool | None = None
"""None: not tried yet; True: kernels are compiled; False: they cannot be, OpenCV serves for good."""
_background: threading.Thread | None = None


def warm_up(background: bool = False) -> None:
    """Compile the kernels, or load them from the user's cache, so that the first search does not wait.

    With `background` the work runs in a daemon thread, and searches are served by OpenCV until it is done.
    A failure is logged and leaves OpenCV serving. Thread-safe; later calls return at once.
    """
    global _background  # noqa: PLW0603 - the state of the process: kernels are compiled once
    if not background:
        _prepare()
        return
    if _ready is None and _background is None:
        _background = threading.Thread(target=_prepare, name="proposal-warm-up", daemon=True)
        _background.start()


def kernels_ready() -> bool:
    """Say whether a search may use the kernels; prepare them here unless that is going on elsewhere."""
    if _ready is None and _background is None:
        _prepare()
    return _ready is True


def kernels_failed() -> bool:
    """Say whether OpenCV serves for good, because the kernels could not be compiled here."""
    return _ready is False


def _prepare() -> None:
    global _ready  # noqa: PLW0603
    with _lock:
        if _ready is not None:
            return
        try:
            _choose_cache()
            _compile()
        except Exception:  # whatever stops numba or LLVM here, OpenCV's search still works
            logger.warning("Selective search cannot be compiled; OpenCV's slower one is used.", exc_info=True)
            _ready = False
        else:
            _ready = True


def _choose_cache() -> None:
    """Point numba's cache at a folder of this version of the kernels.

    numba looks only at the file of a kernel to see whether its stored code is stale, not at the files of
    the kernels it calls: a folder for every state of the sources is safe.
    """
    digest = hashlib.blake2b(__version__.encode(), digest_size=6)
    for source in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(source.read_bytes())
    folder = str(cache_folder("kernels", digest.hexdigest()))
    if "numba" in sys.modules:
        from numba.core import config

        config.CACHE_DIR = folder  # pyright: ignore[reportAttributeAccessIssue]
    else:
        os.environ.setdefault("NUMBA_CACHE_DIR", folder)


def _compile() -> None:
    import numpy as np

    from frcnn_desktop.proposals.modes import MODES
    from frcnn_desktop.proposals.pipeline import StopFlag, search_colour_space

    sample = np.random.default_rng(0).integers(0, 255, (24, 32, 3)).astype(np.uint8)
    search_colour_space(sample, "lab", MODES["fast"], StopFlag())
