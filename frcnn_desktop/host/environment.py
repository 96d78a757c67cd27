"""What other packages leave in the environment of this process and of those it starts."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_LIBRARY_PATHS = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "LIBPATH")
_QT_VARIABLES = ("QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_FONTDIR")


def drop_opencv_qt_paths() -> None:
    """Take back where OpenCV's wheels with windows point Qt on import: at their own Qt 5.

    Before Qt starts they would keep our window from opening; later they would still reach every program
    that is started from here, e.g. a file manager. What the user has set is left alone.
    """
    for name in _QT_VARIABLES:
        if "cv2" in Path(os.environ.get(name, "")).parts:
            del os.environ[name]


def give_library_paths_back() -> None:
    """Undo what the starter of a frozen application sets so that it finds its own libraries.

    They are loaded by now, or found beside those that are. Programs started from here, e.g. a file manager,
    must find the system's. Another process of this application sets its own again.
    """
    if not getattr(sys, "frozen", False):
        return
    for name in _LIBRARY_PATHS:
        original = os.environ.pop(f"{name}_ORIG", None)
        if original is not None:
            os.environ[name] = original
        else:
            os.environ.pop(name, None)
    # Read by the starter: begin afresh instead of relying on what the parent had set.
    os.environ["PYINSTALLER_RESET_ENVIRONMENT"] = "1"
