"""Very many objects as one picture: Qt and Python need half a second to draw 8,000 items one by one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtGui import QImage

from frcnn_desktop.ui.canvas.frame import Frame, whole_pixels
from frcnn_desktop.ui.canvas.items.object_box import ObjectItem
from frcnn_desktop.ui.canvas.items.overlay import OverlayItem
from frcnn_desktop.ui.canvas.layers import Layer
from frcnn_desktop.ui.canvas.look import Look
from frcnn_desktop.ui.canvas.outlines import draw_outlines, premultiplied
from frcnn_desktop.ui.canvas.strokes import CASING

CROWD = 500
"""From so many objects on, those that nobody has selected are drawn as one picture."""
_CASING = premultiplied(CASING, CASING.alphaF())


class CrowdItem(OverlayItem):
    """Draws the plain outlines of items that leave that to it, in their order; they draw all marks."""

    def __init__(self, layer: Layer) -> None:
        super().__init__(layer)
        self._items: Sequence[ObjectItem] = ()
        self._line = Look().line

    def set_line(self, width: float) -> None:
        """Draw outlines so many logical pixels wide."""
        self._line = width
        self.refresh()

    def show_items(self, items: Sequence[ObjectItem]) -> None:
        """Draw the boxes of these, later ones on top."""
        if items or self._items:
            self._items = items
            self.refresh()

    def render(self, target: QImage, frame: Frame) -> None:
        """Draw casing and line of each box as whole device pixels, the last item on top."""
        if not self._items:
            return
        # Each box is drawn twice: its dark casing and then its coloured line on top.
        boxes = whole_pixels(frame.to_device(np.array([item.box for item in self._items])))
        half, casing = frame.pixels(self._line) / 2, frame.pixels(1)
        reach = np.tile([half + casing, half], len(boxes))
        boxes = np.repeat(boxes, 2, axis=0) + reach[:, None] * [-1, -1, 1, 1]
        pixels = np.full(len(boxes), _CASING, np.uint32)
        pixels[1::2] = [premultiplied(item.colour, 1) for item in self._items]
        draw_outlines(target, boxes, pixels, np.rint(2 * reach).astype(np.int64))
