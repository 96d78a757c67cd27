"""The detections layer: 2-pixel outlines in the colours of their classes. Their chips are in `chips`."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtGui import QColor, QImage

from frcnn_desktop.core.detections import Detections
from frcnn_desktop.ui.canvas.frame import Frame, whole_pixels
from frcnn_desktop.ui.canvas.items.overlay import OverlayItem
from frcnn_desktop.ui.canvas.layers import Layer
from frcnn_desktop.ui.canvas.outlines import draw_outlines, premultiplied
from frcnn_desktop.ui.canvas.strokes import CASING

LINE = 2
_CASING = premultiplied(CASING, CASING.alphaF())


class DetectionsItem(OverlayItem):
    """Draws the detections, the highest score on top."""

    def __init__(self, layer: Layer, colour_of: Callable[[str], QColor]) -> None:
        super().__init__(layer)
        self._detections: Detections | None = None
        self._colour_of = colour_of

    @property
    def detections(self) -> Detections | None:
        return self._detections

    def set_detections(self, detections: Detections | None) -> None:
        self._detections = detections
        self.layer.count = 0 if detections is None else len(detections)
        self.refresh()

    def set_class_colours(self, colour_of: Callable[[str], QColor]) -> None:
        self._colour_of = colour_of
        self.refresh()

    def render(self, target: QImage, frame: Frame) -> None:
        if self._detections is None:
            return
        # Each box is drawn twice, worst first: its dark casing and then its coloured line on top.
        boxes = np.repeat(frame.to_device(self._detections.boxes)[::-1], 2, axis=0)
        names = reversed(self._detections.class_names)
        pixels = [pixel for name in names for pixel in (_CASING, premultiplied(self._colour_of(name), 1))]
        half, casing = frame.pixels(LINE) / 2, frame.pixels(1)
        reach = np.tile([half + casing, half], len(boxes) // 2)
        boxes = whole_pixels(boxes) + reach[:, None] * [-1, -1, 1, 1]
        draw_outlines(target, boxes, np.array(pixels, np.uint32), np.rint(2 * reach).astype(np.int64))
