"""Making a box from a file into one that every reader takes."""

from __future__ import annotations

from frcnn_desktop.core.boxes import Box
from frcnn_desktop.voc.coordinates import box_from_voc, voc_from_box


def upright(box: Box) -> Box:
    """Exchange ends that are the wrong way round, as the file's inclusive numbers show them."""
    x1, y1, x2, y2 = box
    x1, x2 = (x1, x2) if x1 < x2 else (x2 - 1, x1 + 1)
    y1, y2 = (y1, y2) if y1 < y2 else (y2 - 1, y1 + 1)
    return (x1, y1, x2, y2)


def touches_image(box: Box, width: int, height: int) -> bool:
    """Say whether any of the box is inside the image."""
    x1, y1, x2, y2 = upright(box)
    return x1 < width and y1 < height and x2 > 0 and y2 > 0


def normalised(box: Box, width: int, height: int) -> Box:
    """Return the box the right way round, cut to the image, in whole pixels as VOC writes them."""
    return box_from_voc(*voc_from_box(upright(box), width, height))
