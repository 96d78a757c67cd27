"""What other packages leave in the environment of this process and of those it starts."""

from __future__ import annotations

import os
from pathlib import Path

_QT_VARIABLES = ("QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_FONTDIR")


def drop_opencv_qt_paths() -> None:
    """Take back where OpenCV's wheels with windows point Qt on import: at their own Qt 5.

    Before Qt starts they would keep our window from opening; later they would still reach every program
    that is started from here, e.g. a file manager. What the user has set is left alone.
    """
    for name in _QT_VARIABLES:
        if "cv2" in Path(os.environ.get(name, "")).parts:
            del os.environ[name]
