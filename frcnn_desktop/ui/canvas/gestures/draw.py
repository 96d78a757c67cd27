"""Drawing a new box: press, drag, release; or click one corner and then the other."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt

from frcnn_desktop.core.boxes import Box
from frcnn_desktop.ui.canvas.gestures.base import Gesture, GestureHost, Hand, edge_reach
from frcnn_desktop.ui.document.alignment import NO_LINES
from frcnn_desktop.ui.document.box_edits import fit_box, square_end


class DrawGesture(Gesture):
    """Ends in `report_drawn`.

    With Ctrl held the box is a square; with Alt no edge attracts.
    """

    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, host: GestureHost, start: QPointF) -> None:
        super().__init__(host, start)
        self._box: Box | None = None
        self._lines = host.neighbour_lines()

    def follow(self, hand: Hand) -> None:
        """Show the box from the press to here, in whole pixels within the image."""
        size, reach = self.host.image_size, edge_reach(self.host, hand)
        start, end = (
            self._lines.attract((each.x(), each.y()), size, reach) for each in (self.start, hand.point)
        )
        if hand.modifiers & Qt.KeyboardModifier.ControlModifier:
            end = square_end(start, end, size)
        self._box = fit_box((*start, *end), size)
        self.host.show_draft(self._box)
        self.host.show_aligned(self._lines.touching([self._box]))
        self.host.report_box(self._box)

    def release(self) -> bool:
        """Hand over the box; after a mere click the next click is the other corner."""
        if self._box is None:
            return False
        self.cancel()
        self.host.report_drawn(self._box)
        return True

    def cancel(self) -> None:
        """Hide the box."""
        self.host.show_aligned(NO_LINES)
        self.host.show_draft(None)
