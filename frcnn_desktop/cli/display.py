"""Telling what Qt would abort over, before Qt is loaded."""

from __future__ import annotations

import ctypes
import os
import sys

_PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
}
_X11_PACKAGES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}
_HEADLESS = ("offscreen", "minimal", "vnc")


def missing_for_window() -> str | None:
    """Return a sentence that says what keeps a window from opening here, or None. Only Linux is asked."""
    if not sys.platform.startswith("linux"):
        return None
    platform = os.environ.get("QT_QPA_PLATFORM", "").split(":")[0].split(";")[0]
    x11 = platform == "xcb" or (not platform and bool(os.environ.get("DISPLAY")))
    if not platform and not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
        return (
            "There is no screen here: neither DISPLAY nor WAYLAND_DISPLAY is set. Start the program from a "
            "desktop session or by ssh -X, or work without a window: frcnn-desktop detect IMAGE --out FOLDER"
        )
    needed = dict(_PACKAGES)
    if x11 and platform not in _HEADLESS and not os.environ.get("WAYLAND_DISPLAY"):
        needed |= _X11_PACKAGES
    missing = [package for library, package in needed.items() if not _loads(library)]
    if not missing:
        return None
    command = f"sudo apt install {' '.join(missing)}"
    return f"Qt needs system libraries that are not installed. On Debian or Ubuntu: {command}"


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
