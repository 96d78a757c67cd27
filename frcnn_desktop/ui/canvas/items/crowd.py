"""Many objects as one picture: Qt and Python need 5 ms to draw 100 items one by one, and half a second for
8,000."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtGui import QColor, QImage

from frcnn_desktop.core.boxes import Box
from frcnn_desktop.ui.canvas.frame import Frame, whole_pixels
from frcnn_desktop.ui.canvas.items.object_box import ObjectItem
from frcnn_desktop.ui.canvas.items.overlay import OverlayItem
from frcnn_desktop.ui.canvas.layers import Layer
from frcnn_desktop.ui.canvas.outlines import draw_outlines, premultiplied

CROWD = 32
"""From so many objects on, those that nobody has selected are drawn as one picture."""
SELECTED_CROWD = 500
"""From so many selected ones on these are, too, without their tint."""


class CrowdItem(OverlayItem):
    """Draws the plain outlines of items that leave that to it, in their order; they draw all marks."""

    def __init__(self, layer: Layer) -> None:
        super().__init__(layer)
        self._outlines: list[tuple[Box, QColor, float, QColor]] = []

    def show_items(self, items: Sequence[ObjectItem]) -> None:
        """Draw the boxes of these, later ones on top; those that look as before cost no repaint."""
        outlines = [(item.box, item.colour, *item.outline) for item in items]
        if outlines != self._outlines:
            self._outlines = outlines
            self.refresh()

    def render(self, target: QImage, frame: Frame) -> None:
        """Draw casing and line of each box as whole device pixels, the last item on top."""
        if not self._outlines:
            return
        shown, colours, widths, edges = zip(*self._outlines, strict=True)
        # Each box is drawn twice: its dark casing and then its coloured line on top.
        boxes = whole_pixels(frame.to_device(np.array(shown)))
        half = np.array([frame.pixels(width) for width in widths]) / 2
        reach = np.stack([half + frame.pixels(1), half], axis=1).ravel()
        boxes = np.repeat(boxes, 2, axis=0) + reach[:, None] * [-1, -1, 1, 1]
        pixels = np.empty(len(boxes), np.uint32)
        pixels[::2] = _pixels(edges)
        pixels[1::2] = _pixels(colours)
        draw_outlines(target, boxes, pixels, np.rint(2 * reach).astype(np.int64))


def _pixels(colours: Sequence[QColor]) -> list[int]:
    """Return pixels of colours, of which there are few different ones."""
    keys = [colour.rgba() for colour in colours]
    known = {key: premultiplied(QColor.fromRgba(key), QColor.fromRgba(key).alphaF()) for key in set(keys)}
    return [known[key] for key in keys]
