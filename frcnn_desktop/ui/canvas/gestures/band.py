"""Selecting by a rubber band."""

from __future__ import annotations

from PySide6.QtCore import QPointF

from frcnn_desktop.core.boxes import Box
from frcnn_desktop.ui.canvas.gestures.base import Gesture, GestureHost, Hand


class BandGesture(Gesture):
    """Selects the objects that lie wholly inside the band; with Ctrl or Shift they join what was selected.

    Released without a drag, it selects nothing (or, with Ctrl or Shift, leaves the selection as it was).
    """

    def __init__(self, host: GestureHost, start: QPointF, extend: bool) -> None:
        super().__init__(host, start)
        self._before = host.session.selection
        self._kept = self._before if extend else frozenset[int]()

    def follow(self, hand: Hand) -> None:
        """Show the band and select what it holds, so that the release is no surprise."""
        band = self._band(hand.point)
        self.host.show_band(band)
        self.host.session.select(self._kept | self._inside(band))

    def release(self) -> bool:
        """Hide the band; a press that was no drag is reported as a click."""
        self.host.show_band(None)
        if not self.dragged:
            self.host.session.select(self._kept)
            self.host.report_click(self.start)
        return True

    def cancel(self) -> None:
        """Hide the band and select again what was selected before."""
        self.host.show_band(None)
        self.host.session.select(self._before)

    def _band(self, point: QPointF) -> Box:
        x1, x2 = sorted((self.start.x(), point.x()))
        y1, y2 = sorted((self.start.y(), point.y()))
        return (x1, y1, x2, y2)

    def _inside(self, band: Box) -> frozenset[int]:
        hidden = self.host.session.views.hidden
        return frozenset(
            item.id
            for item in self.host.session.objects
            if item.id not in hidden
            and band[0] <= item.box[0] and band[1] <= item.box[1]
            and item.box[2] <= band[2] and item.box[3] <= band[3]
        )  # fmt: skip
