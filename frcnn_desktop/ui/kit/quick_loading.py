"""Loading the window's modules without what slows that down."""

from __future__ import annotations

import builtins
import gc


def load_quickly() -> None:
    """Prepare this process for loading the window, before Qt and the window's modules are imported.

    What is loaded now stays: looking through it for garbage again and again is a tenth of the start. The
    window collects once it runs, see `GarbageCollection`.
    """
    gc.disable()
    load_qt_with_plain_imports()


def load_qt_with_plain_imports() -> None:
    """Load Qt, and undo what PySide6 does to the import statement. Calling this again does nothing.

    It reads the source of every module that is imported from then on, to find out whether that one may ask
    for its `__feature__`, and `linecache` keeps all that was read. Torch's 1,300 modules take a second that
    way, and 55 MB. No module here has a `__feature__`.
    """
    from PySide6 import QtCore  # noqa: F401

    if builtins.__import__ is getattr(builtins, "__feature_import__", None):
        builtins.__import__ = builtins.__dict__["__orig_import__"]
