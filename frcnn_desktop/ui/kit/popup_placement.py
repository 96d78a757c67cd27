"""Where a small widget floats beside a box of the photo."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize

GAP = 8


def place_beside(anchor: QRect, size: QSize, room: QRect, avoid: QPoint | None = None) -> QPoint:
    """Return the top left corner: right of `anchor`, else left of it, else on it, always in `room`.

    When it must lie on the anchor, it goes to the side that is farther from `avoid`.
    """
    right, left = anchor.right() + GAP, anchor.left() - GAP - size.width()
    if right + size.width() <= room.right():
        x = right
    elif left >= room.left():
        x = left
    else:
        away = avoid is not None and avoid.x() > room.center().x()
        x = room.left() if away else min(anchor.right(), room.right()) - size.width()
    x = max(room.left() + GAP, min(x, room.right() - size.width() - GAP))
    return QPoint(x, max(room.top() + GAP, min(anchor.top(), room.bottom() - size.height() - GAP)))
