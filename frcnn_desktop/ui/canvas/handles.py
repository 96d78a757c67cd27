"""The eight handles of a selected box: where they are and which one is under the cursor."""

from __future__ import annotations

from enum import Flag, auto

from PySide6.QtCore import QPointF, QRectF, Qt

HANDLE_SIDE = 8.0
"""Side of a drawn handle, in logical pixels."""
HIT_RADIUS = 7.0
"""How far from an edge or a corner, in logical pixels, it can still be grabbed."""
_ROOM_FOR_MIDDLE = 44.0
_ROOM_FOR_CORNERS = 22.0


class Handle(Flag):
    """The edges that a handle moves; a corner moves two."""

    LEFT = auto()
    TOP = auto()
    RIGHT = auto()
    BOTTOM = auto()


_CORNERS = (
    Handle.LEFT | Handle.TOP,
    Handle.RIGHT | Handle.TOP,
    Handle.RIGHT | Handle.BOTTOM,
    Handle.LEFT | Handle.BOTTOM,
)


def cursor_of(handle: Handle) -> Qt.CursorShape:
    """Return the cursor that shows which way the handle goes."""
    shapes = Qt.CursorShape
    if handle in (_CORNERS[0], _CORNERS[2]):
        return shapes.SizeFDiagCursor
    if handle in (_CORNERS[1], _CORNERS[3]):
        return shapes.SizeBDiagCursor
    return shapes.SizeHorCursor if handle & (Handle.LEFT | Handle.RIGHT) else shapes.SizeVerCursor


def handle_centres(box: QRectF) -> list[QPointF]:
    """Return where handles are drawn for a box given in logical viewport pixels.

    Small boxes keep their corners only, and tiny ones have them outside, so that they stay visible between.
    """
    if min(box.width(), box.height()) < _ROOM_FOR_CORNERS:
        box = box.adjusted(-HANDLE_SIDE / 2, -HANDLE_SIDE / 2, HANDLE_SIDE / 2, HANDLE_SIDE / 2)
    centre = box.center()
    centres = [box.topLeft(), box.topRight(), box.bottomRight(), box.bottomLeft()]
    if box.width() >= _ROOM_FOR_MIDDLE:
        centres += [QPointF(centre.x(), box.top()), QPointF(centre.x(), box.bottom())]
    if box.height() >= _ROOM_FOR_MIDDLE:
        centres += [QPointF(box.left(), centre.y()), QPointF(box.right(), centre.y())]
    return centres


def handle_at(box: QRectF, point: QPointF) -> Handle | None:
    """Return what a press at `point` would resize: a corner, an edge, or nothing.

    Both in logical viewport pixels. At least the middle third of a small box is left for moving it.
    """
    reach_x = _sides(point.x(), box.left(), box.right(), Handle.LEFT, Handle.RIGHT)
    reach_y = _sides(point.y(), box.top(), box.bottom(), Handle.TOP, Handle.BOTTOM)
    if reach_x is None or reach_y is None:
        return None
    handle = reach_x | reach_y
    return handle or None


def _sides(place: float, low: float, high: float, low_side: Handle, high_side: Handle) -> Handle | None:
    """Return the side within reach along one axis, an empty flag between them, None too far away."""
    if not low - HIT_RADIUS <= place <= high + HIT_RADIUS:
        return None
    inside = min(HIT_RADIUS, (high - low) / 3)
    if place <= low + inside:
        return low_side
    if place >= high - inside:
        return high_side
    return Handle(0)
