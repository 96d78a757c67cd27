"""The proposals layer: hairlines coloured by rank."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from frcnn_desktop.core.boxes import BoxArray
from frcnn_desktop.core.detections import Proposals
from frcnn_desktop.ui.canvas.frame import Frame
from frcnn_desktop.ui.canvas.items.overlay import OverlayItem
from frcnn_desktop.ui.canvas.layers import Layer
from frcnn_desktop.ui.canvas.outlines import draw_outlines, rank_pixels
from frcnn_desktop.ui.canvas.strokes import mitred

_BEST_ALPHA, _WORST_ALPHA = 0.95, 0.16


class ProposalsItem(OverlayItem):
    """Draws the best `limit` proposals, the best of them on top; one may be highlighted."""

    def __init__(self, layer: Layer) -> None:
        super().__init__(layer)
        self._proposals: Proposals | None = None
        self._limit = 200
        self._highlighted: int | None = None

    @property
    def shown(self) -> BoxArray:
        """The boxes that are drawn, best first."""
        boxes = np.zeros((0, 4), np.float32) if self._proposals is None else self._proposals.boxes
        return boxes[: self._limit]

    @property
    def highlighted(self) -> BoxArray | None:
        """The highlighted box, 1 x 4; it may lie beyond the limit."""
        index = self._highlighted
        if self._proposals is None or index is None or not 0 <= index < len(self._proposals):
            return None
        return self._proposals.boxes[index : index + 1]

    def set_proposals(self, proposals: Proposals | None) -> None:
        """Show proposals, best first, boxes in image pixels; none of them is highlighted."""
        self._proposals, self._highlighted = proposals, None
        self._changed()

    def set_limit(self, limit: int) -> None:
        """Draw only so many of the best; less than 0 counts as 0."""
        self._limit = max(0, limit)
        self._changed()

    def highlight(self, index: int | None) -> None:
        """Highlight a row of all proposals, also one beyond the limit; None ends that."""
        self._highlighted = index
        self.refresh()

    def render(self, target: QImage, frame: Frame) -> None:
        """Draw hairlines in colours of rank, worst first, and the highlighted box over them."""
        boxes = self.shown
        pixels = rank_pixels(len(boxes), _BEST_ALPHA, _WORST_ALPHA)
        draw_outlines(target, frame.to_device(boxes)[::-1], pixels[::-1], frame.pixels(1))
        if (box := self.highlighted) is not None:
            draw_highlight(target, frame.rect(*box[0].tolist()), frame)

    def _changed(self) -> None:
        self.layer.count = len(self.shown)
        self.refresh()


def draw_highlight(target: QImage, rect: QRectF, frame: Frame) -> None:
    """Draw one box so that it stands out from all others: white within black."""
    painter = QPainter(target)
    painter.setBrush(QColor(255, 255, 255, 40))
    for colour, width in ((QColor(0, 0, 0, 200), 4), (QColor("white"), 2)):
        painter.setPen(mitred(colour, frame.pixels(width)))
        painter.drawRect(rect)
        painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.end()
