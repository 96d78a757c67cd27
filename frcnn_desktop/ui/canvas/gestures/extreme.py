"""Drawing a box by its four extreme points (Papadopoulos et al., 2017): quicker than dragging two corners
that lie beside the object."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt

from frcnn_desktop.core.boxes import Box
from frcnn_desktop.ui.canvas.gestures.base import Gesture, GestureHost, Hand, edge_reach
from frcnn_desktop.ui.document.alignment import NO_LINES
from frcnn_desktop.ui.document.box_edits import Point, fit_box

_ENOUGH = 4


class ExtremeGesture(Gesture):
    """Four clicks on the topmost, leftmost, lowest and rightmost point, in any order; ends in `report_drawn`.

    The box around the points so far, with the mouse as the next one, is shown.
    """

    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, host: GestureHost, start: QPointF) -> None:
        super().__init__(host, start)
        self._points: list[Point] = []
        self._hand: Point = start.x(), start.y()
        self._lines = host.neighbour_lines()

    def is_drag(self, offset: QPointF) -> bool:  # noqa: ARG002 - every move counts
        """True: the box follows the mouse from the first move on, without a button held."""
        return True

    def follow(self, hand: Hand) -> None:
        """Show the box around the points so far and the mouse, kept within the image."""
        here = hand.point.x(), hand.point.y()
        self._hand = self._lines.attract(here, self.host.image_size, edge_reach(self.host, hand))
        self._show([*self._points, self._hand])

    def release(self) -> bool:
        """Take the point where the mouse was last; the fourth one hands over the box."""
        self._points.append(self._hand)
        if len(self._points) < _ENOUGH:
            self._show(self._points)
            return False
        self.cancel()
        self.host.report_drawn(self._around(self._points))
        return True

    def step_back(self) -> bool:
        """Take back the last point. Returns False when the first one is the only one left."""
        if len(self._points) < 2:
            return False
        self._points.pop()
        self._show([*self._points, self._hand])
        return True

    def cancel(self) -> None:
        """Hide the points and the box."""
        self.host.show_points(())
        self.host.show_aligned(NO_LINES)
        self.host.show_draft(None)

    def _show(self, points: list[Point]) -> None:
        self.host.show_points(self._points)
        if len(points) > 1:
            box = self._around(points)
            self.host.show_draft(box)
            self.host.show_aligned(self._lines.touching([box]))
            self.host.report_box(box)

    def _around(self, points: list[Point]) -> Box:
        xs, ys = zip(*points, strict=True)
        return fit_box((min(xs), min(ys), max(xs), max(ys)), self.host.image_size)
