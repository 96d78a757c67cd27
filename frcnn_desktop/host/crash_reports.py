"""Reports of what should not have happened, in files, so that a person without a terminal can pass them on.

Two kinds: an exception that nobody caught (the program goes on), and a fault that ended the process (written
by `faulthandler` while it died, found at the next start).
"""

from __future__ import annotations

import faulthandler
import logging
import os
import platform
import sys
import threading
import time
import traceback
from collections.abc import Callable
from io import FileIO
from pathlib import Path
from types import TracebackType

from frcnn_desktop import __version__
from frcnn_desktop.host.folders import state_folder

if sys.platform != "win32":
    import fcntl

REPORT_PATTERN = "report-*.txt"
FAULT_PATTERN = "fault-*.txt"
MOST_REPORTS = 20

_log = logging.getLogger(__name__)


class CrashReports:
    """The reports in one folder. `install` makes Python and faulthandler write there; `close` ends the run.

    `on_report(path)` is called in the thread where an exception was not caught, once for each kind of it.
    Nothing here raises: where no file can be written, errors only go to the log.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder if folder is not None else state_folder("crashes")
        self.on_report: Callable[[Path], object] | None = None
        self._seen: set[str] = set()
        self._fault: FileIO | None = None
        self._before = (sys.excepthook, threading.excepthook)

    def install(self) -> None:
        """Report what nobody catches from now on, in every thread, and what kills the process."""
        self._before = (sys.excepthook, threading.excepthook)
        sys.excepthook = self.report_exception
        threading.excepthook = self._on_thread_exception
        try:
            self._fault = FileIO(self.folder / f"fault-{os.getpid()}.txt", "w")
            _hold(self._fault)
            faulthandler.enable(self._fault)
        except (OSError, RuntimeError):
            _log.info("Faults will not be reported: nothing can be written to %s", self.folder)

    def close(self) -> None:
        """Take the hooks back: this run ended well."""
        sys.excepthook, threading.excepthook = self._before
        if self._fault is not None:
            faulthandler.disable()
            self._fault.close()
            _remove(Path(os.fsdecode(self._fault.name)))
            self._fault = None

    def report_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Log an exception and write a report of it; one that was reported before is only logged."""
        _log.error("unexpected error", exc_info=(kind, error, trace))
        if issubclass(kind, KeyboardInterrupt | SystemExit):
            return
        text = "".join(traceback.format_exception(kind, error, trace))
        # Where it happened says what it is: a message may hold a number that changes every time.
        place = f"{kind.__name__} {traceback.extract_tb(trace)[-1:]}"
        if place in self._seen:
            return
        self._seen.add(place)
        path = self._write(text)
        if path is not None and self.on_report is not None:
            self.on_report(path)

    def collect_left_over(self) -> list[Path]:
        """Return the reports nobody has looked at, newest first, after faults of dead runs became reports."""
        try:
            for path in self.folder.glob(FAULT_PATTERN):
                self._collect_fault(path)
            found = sorted(self.folder.glob(REPORT_PATTERN), reverse=True)
            for old in found[MOST_REPORTS:]:
                _remove(old)
        except OSError:
            return []
        return [path for path in found[:MOST_REPORTS] if not _seen_mark(path).exists()]

    def mark_seen(self, path: Path) -> None:
        """Remember that a person was told of a report."""
        try:
            _seen_mark(path).touch()
        except OSError:
            _log.debug("A report will be offered again.", exc_info=True)

    def _collect_fault(self, path: Path) -> None:
        if self._fault is not None and path.name == Path(os.fsdecode(self._fault.name)).name:
            return
        if _is_held(path):
            return
        text = path.read_text("utf-8", "replace").strip()
        if not text or self._write(f"The program ended unexpectedly.\n{text}\n") is not None:
            _remove(path)

    def _write(self, text: str) -> Path | None:
        stamp = time.strftime("%Y%m%d-%H%M%S")
        path = self.folder / f"report-{stamp}-{os.getpid()}-{len(self._seen)}.txt"
        try:
            path.write_text(_without_home(f"{_circumstances()}\n{text}"), "utf-8")
        except OSError:
            return None
        return path

    def _on_thread_exception(self, caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None:
            self.report_exception(caught.exc_type, caught.exc_value, caught.exc_traceback)


def _circumstances() -> str:
    loaded = (
        (name, getattr(sys.modules.get(name), "__version__", ""))
        for name in ("PySide6", "torch", "numba", "cv2")
    )
    lines = [
        f"frcnn-desktop {__version__}{' (frozen)' if getattr(sys, 'frozen', False) else ''}",
        f"Python {sys.version.split()[0]}, {platform.platform()}",
        time.strftime("%Y-%m-%d %H:%M:%S %z"),
        *(f"{name} {version}" for name, version in loaded if version),
    ]
    return "\n".join(lines) + "\n"


def _without_home(text: str) -> str:
    """Reports are passed on: who the person is does not belong into them."""
    home = os.path.expanduser("~")
    return text.replace(home, "~") if len(home) > 1 else text


def _seen_mark(report: Path) -> Path:
    return report.with_suffix(".seen")


def _hold(file: FileIO) -> None:
    """Lock the file for as long as this process lives. On Windows an open file cannot be removed anyway."""
    if sys.platform != "win32":
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _is_held(path: Path) -> bool:
    if sys.platform == "win32":
        try:
            path.rename(path)
        except OSError:
            return True
        return False
    with FileIO(path, "r") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return True
    return False


def _remove(path: Path) -> None:
    for each in (path, _seen_mark(path)):
        try:
            each.unlink(missing_ok=True)
        except OSError:
            _log.debug("%s stays.", each, exc_info=True)
