"""What people call the formats, for menus: known before the formats are loaded."""

from __future__ import annotations

from collections.abc import Mapping

TITLES: Mapping[str, str] = {"voc": "Pascal VOC", "coco": "COCO", "yolo": "YOLO", "labelme": "labelme"}
"""By the names of the formats, in the order of `registry.FORMATS`; VOC, which the program works with, is
first."""
