"""The detections layer: 2-pixel outlines in the colours of their classes, dotted for what is suggested. Their
chips are in `chips`.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from frcnn_desktop.core.detections import Detections
from frcnn_desktop.ui.canvas.frame import Frame, whole_pixels
from frcnn_desktop.ui.canvas.items.overlay import OverlayItem
from frcnn_desktop.ui.canvas.layers import Layer
from frcnn_desktop.ui.canvas.look import Look
from frcnn_desktop.ui.canvas.outlines import draw_outlines, premultiplied
from frcnn_desktop.ui.canvas.strokes import CASING, DOTS, stroke_box

_TINT = 46
_CASING = premultiplied(CASING, CASING.alphaF())


class DetectionsItem(OverlayItem):
    """Draws the detections, the highest score on top; the one that a key would take is tinted."""

    def __init__(self, layer: Layer, colour_of: Callable[[str], QColor]) -> None:
        super().__init__(layer)
        self._detections: Detections | None = None
        self._suggested: frozenset[int] = frozenset()
        self._current = -1
        self._line = Look().line
        self._colour_of = colour_of

    def set_line(self, width: float) -> None:
        """Draw outlines so many logical pixels wide."""
        self._line = width
        self.refresh()

    @property
    def detections(self) -> Detections | None:
        """What is shown, best first, boxes in image pixels; None: nothing was detected."""
        return self._detections

    @property
    def suggested(self) -> frozenset[int]:
        """The rows that are suggestions."""
        return self._suggested

    def set_detections(self, detections: Detections | None, suggested: frozenset[int] = frozenset()) -> None:
        """Show these, the rows of `suggested` dotted; none is the one that a key would take."""
        self._detections, self._suggested, self._current = detections, suggested, -1
        self.layer.count = 0 if detections is None else len(detections)
        self.refresh()

    def set_current(self, row: int) -> None:
        """Make one row stand out, -1 for none."""
        if row != self._current:
            self._current = row
            self.refresh()

    def set_class_colours(self, colour_of: Callable[[str], QColor]) -> None:
        """Take the colour of each class name."""
        self._colour_of = colour_of
        self.refresh()

    def render(self, target: QImage, frame: Frame) -> None:
        """Draw the marks, then all that is not suggested as whole device pixels, best on top."""
        found = self._detections
        if found is None:
            return
        if self._suggested or self._current >= 0:
            self._render_marks(target, frame, found)
        rows = [row for row in reversed(range(len(found))) if row not in self._suggested]
        # Each box is drawn twice, worst first: its dark casing and then its coloured line on top.
        boxes = np.repeat(frame.to_device(found.boxes[rows]), 2, axis=0)
        names = [found.class_names[row] for row in rows]
        pixels = [pixel for name in names for pixel in (_CASING, premultiplied(self._colour_of(name), 1))]
        half, casing = frame.pixels(self._line) / 2, frame.pixels(1)
        reach = np.tile([half + casing, half], len(boxes) // 2)
        boxes = whole_pixels(boxes) + reach[:, None] * [-1, -1, 1, 1]
        draw_outlines(target, boxes, np.array(pixels, np.uint32), np.rint(2 * reach).astype(np.int64))

    def _render_marks(self, target: QImage, frame: Frame, found: Detections) -> None:
        """Draw dotted outlines, and the tint of the current row."""
        painter = QPainter(target)
        corners = whole_pixels(frame.to_device(found.boxes)).tolist()
        for row in reversed(range(len(found))):
            x1, y1, x2, y2 = corners[row]
            box, colour = QRectF(x1, y1, x2 - x1, y2 - y1), QColor(self._colour_of(found.class_names[row]))
            if row == self._current:
                tint = QColor(colour)
                tint.setAlpha(_TINT)
                painter.fillRect(box, tint)
            if row in self._suggested:
                unit = frame.pixels(1)
                stroke_box(painter, box, colour, frame.pixels(self._line) + unit, pattern=DOTS, casing=unit)
        painter.end()
