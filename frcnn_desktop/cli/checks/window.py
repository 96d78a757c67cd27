"""The window, off screen where there is none."""

from __future__ import annotations

import os

from frcnn_desktop.ui.app import window_opens


def check() -> str:
    """Open the window and close it again."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return window_opens()
