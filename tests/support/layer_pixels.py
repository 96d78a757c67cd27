"""What layers are filled with, and the pixels that they show."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage

from frcnn_desktop.core.detections import Detections, FeatureGrid, Proposals
from frcnn_desktop.ui.canvas.canvas import ImageCanvas
from frcnn_desktop.ui.canvas.layers import LayerKind

GREY = (90, 90, 90)
PROPOSALS, ROIS, DETECTIONS, OBJECTS = LayerKind


def make_proposals(*boxes: tuple[float, float, float, float]) -> Proposals:
    scores = np.linspace(1, 0, len(boxes), dtype=np.float32)
    return Proposals(np.array(boxes, np.float32).reshape(-1, 4), scores)


def make_detections(*rows: tuple[str, float, tuple[float, float, float, float]]) -> Detections:
    count = len(rows)
    return Detections(
        np.array([row[2] for row in rows], np.float32).reshape(-1, 4),
        np.array([row[1] for row in rows], np.float32),
        np.ones(count, np.int64),
        tuple(row[0] for row in rows),
        np.arange(count),
    )


def make_grid(pooling: str = "roi_pool") -> FeatureGrid:
    """Cells of 16 x 16 image pixels."""
    return FeatureGrid(19, 25, 1 / 16, 1 / 16, 16, pooling)


def pixel(canvas: ImageCanvas, picture: QImage, x: float, y: float) -> tuple[int, int, int]:
    """Return the colour of the picture at a point of the image."""
    ratio = picture.devicePixelRatio()
    colour = picture.pixelColor((canvas.viewportTransform().map(QPointF(x, y)) * ratio).toPoint())
    return colour.red(), colour.green(), colour.blue()


def close_to(colour: QColor, tolerance: int = 60):
    return pytest.approx((colour.red(), colour.green(), colour.blue()), abs=tolerance)
