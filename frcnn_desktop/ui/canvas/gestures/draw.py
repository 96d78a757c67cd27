"""Drawing a new box: press, drag, release; or click one corner and then the other."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt

from frcnn_desktop.core.boxes import Box
from frcnn_desktop.ui.canvas.gestures.base import Gesture, GestureHost, Hand
from frcnn_desktop.ui.document.box_edits import Size, fit_box, snap


class DrawGesture(Gesture):
    """Ends in `report_drawn`. With Ctrl held the box is a square."""

    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, host: GestureHost, start: QPointF) -> None:
        super().__init__(host, start)
        self._box: Box | None = None

    def follow(self, hand: Hand) -> None:
        size = self.host.image_size
        start, end = _inside(self.start, size), _inside(hand.point, size)
        if hand.modifiers & Qt.KeyboardModifier.ControlModifier:
            end = _square_end(start, end, size)
        self._box = fit_box((*start, *end), size)
        self.host.show_draft(self._box)
        self.host.report_box(self._box)

    def release(self) -> bool:
        if self._box is None:
            return False
        self.host.show_draft(None)
        self.host.report_drawn(self._box)
        return True

    def cancel(self) -> None:
        self.host.show_draft(None)


def _inside(point: QPointF, size: Size) -> tuple[float, float]:
    return min(max(snap(point.x()), 0.0), size[0]), min(max(snap(point.y()), 0.0), size[1])


def _square_end(start: tuple[float, float], end: tuple[float, float], size: Size) -> tuple[float, float]:
    """Return the corner of the largest square towards `end` that the image has room for."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    room_x = size[0] - start[0] if dx >= 0 else start[0]
    room_y = size[1] - start[1] if dy >= 0 else start[1]
    side = min(max(abs(dx), abs(dy)), room_x, room_y)
    return start[0] + (side if dx >= 0 else -side), start[1] + (side if dy >= 0 else -side)
