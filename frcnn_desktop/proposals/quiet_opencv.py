"""OpenCV, without what its wheels with windows do to Qt. Import it from here and nowhere else."""

from __future__ import annotations

import cv2

from frcnn_desktop.host.environment import drop_opencv_qt_paths

drop_opencv_qt_paths()

__all__ = ["cv2"]
