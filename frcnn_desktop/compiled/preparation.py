"""Getting compiled kernels ready without anyone waiting for them.

numba compiles a kernel in about a second, once for each version of the program, and loads it from the user's
cache folder in a few hundredths afterwards. Meanwhile, and where it cannot be compiled at all, something
slower serves.
"""

from __future__ import annotations

import hashlib
import logging
import os
import platform
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from frcnn_desktop import __version__
from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.host.folders import private_cache_folder
from frcnn_desktop.host.leaving import do_not_wait_for

logger = logging.getLogger(__name__)

_POLL_SECONDS = 0.01
_STAMP = "complete"
_MOST_KERNELS = 64
_config_lock = threading.Lock()


class Preparation:
    """The compiling or loading of the kernels, at most once. Thread-safe."""

    def __init__(
        self, folder: Callable[[], Path], compile_all: Callable[[Path], None], advice: str = ""
    ) -> None:
        """`folder` names the cache folder; `compile_all(folder)` compiles into it or loads from it; `advice`
        goes to the log where that fails."""
        self._folder = folder
        self._compile_all = compile_all
        self._advice = advice
        self._lock = threading.Lock()
        self._done = threading.Event()
        self._thread: threading.Thread | None = None
        self._may_serve_meanwhile = False
        self.failed = False

    def start(self, *, background: bool) -> None:
        """Begin, unless it has begun. `background`: others need not wait for a compilation."""
        with self._lock:
            if self._thread is not None:
                return
            self._may_serve_meanwhile = background
            self._thread = threading.Thread(target=self._run, name="kernels", daemon=True)
            do_not_wait_for(self._thread)
            self._thread.start()

    def wait(self, token: CancelToken | None) -> bool:
        """Say whether the kernels may be used, after waiting for them where that is wanted.

        Waits while they are loaded from the cache, which takes no longer than a search by OpenCV, and while
        they are compiled, unless that was begun in the background and somebody at a window waits for what
        they are to make. Without a token a program asks, which gets the same boxes at any time. Raises
        Cancelled.
        """
        self.start(background=False)
        in_haste = token is not None and token.somebody_waits
        while not self._done.wait(_POLL_SECONDS if token is not None else None):
            if token is not None:
                token.raise_if_cancelled()
            if in_haste and not self._must_wait:
                return False
        return not self.failed

    def settle(self) -> None:
        """Return when the kernels are ready or have failed, however long that takes."""
        self.start(background=True)
        self._done.wait()

    @property
    def ready(self) -> bool:
        """Whether the kernels may be used now."""
        return self._done.is_set() and not self.failed

    @property
    def _must_wait(self) -> bool:
        return not self._may_serve_meanwhile or self._stored

    @property
    def _stored(self) -> bool:
        try:
            return (self._folder() / _STAMP).exists()
        except OSError:
            return False

    def _run(self) -> None:
        try:
            folder = self._folder()
            self._compile_all(folder)
            _leave_stamp(folder)
        except Exception:  # whatever stops numba or LLVM here, there is another way
            logger.warning(self._advice, exc_info=True)
            self.failed = True
        finally:
            self._done.set()


def kernel_folder(sources: Iterable[Path]) -> Path:
    """Return the cache folder of this very state of the kernels and of what compiles them.

    numba looks only at a kernel's own file to see whether stored code is stale, not at the files of the
    kernels it calls: a folder for every state of the sources is safe. A frozen program's version stands for
    what it has no source of. Raises PermissionError where others may write to every place for it: numba
    runs what it finds there.
    """
    digest = hashlib.blake2b(digest_size=8)
    for part in (__version__, sys.version, platform.machine(), _numba_version()):
        digest.update(part.encode())
    for source in sorted([*sources, Path(__file__).with_name("compiler.py")]):
        if source.exists():
            digest.update(source.read_bytes())
    if given := os.environ.get("NUMBA_CACHE_DIR"):
        return private_cache_folder("kernels", f"frcnn-desktop-{digest.hexdigest()}", root=Path(given))
    return private_cache_folder("kernels", digest.hexdigest())


def _numba_version() -> str:
    try:
        return version("numba")
    except PackageNotFoundError:
        return ""


@contextmanager
def storing_in(folder: Path) -> Iterator[None]:
    """Let the kernels of modules that are imported meanwhile be stored in this folder."""
    from numba.core import config

    with _config_lock:
        before = config.CACHE_DIR  # pyright: ignore[reportAttributeAccessIssue]
        config.CACHE_DIR = str(folder)  # pyright: ignore[reportAttributeAccessIssue]
        try:
            yield
        finally:
            config.CACHE_DIR = before  # pyright: ignore[reportAttributeAccessIssue]


def without_cache_errors(rehearse: Callable[[], None]) -> None:
    """Call `rehearse` again after each OSError: a kernel that cannot be stored on a full or read-only disk is
    compiled all the same, and the next call gets past it."""
    for attempt in range(_MOST_KERNELS + 1):
        try:
            return rehearse()
        except OSError:
            if attempt == _MOST_KERNELS:
                raise
            logger.debug("A compiled kernel cannot be stored.", exc_info=True)
    return None


def _leave_stamp(folder: Path) -> None:
    try:
        (folder / _STAMP).touch()
    except OSError:
        logger.debug("The kernels will be compiled again next time.", exc_info=True)
