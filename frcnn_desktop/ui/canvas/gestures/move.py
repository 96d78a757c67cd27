"""Moving objects."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF, Qt

from frcnn_desktop.core.boxes import Box
from frcnn_desktop.ui.canvas.gestures.base import Gesture, GestureHost, Hand, edge_reach
from frcnn_desktop.ui.document.alignment import NO_LINES
from frcnn_desktop.ui.document.box_edits import around, shift_allowed, shift_box, snap


class MoveGesture(Gesture):
    """Moves the selected objects as one group, by whole pixels, no further than the edge of the image.

    With Alt held no neighbour attracts them.
    """

    cursor = Qt.CursorShape.SizeAllCursor

    def __init__(self, host: GestureHost, start: QPointF) -> None:
        super().__init__(host, start)
        selected, locked = host.session.selected_objects, host.session.views.locked
        self._boxes: dict[int, Box] = {item.id: item.box for item in selected if item.id not in locked}
        self._moved: dict[int, Box] = {}
        self._lines = host.neighbour_lines(self._boxes)

    def follow(self, hand: Hand) -> None:
        """Show the objects moved by whole pixels; the box is reported when it is only one."""
        offset = hand.point - self.start
        if not self._boxes:
            return
        wanted = self._lines.attract_shift(
            around(self._boxes.values()), (snap(offset.x()), snap(offset.y())), edge_reach(self.host, hand)
        )
        shift = shift_allowed(self._boxes.values(), *wanted, self.host.image_size)
        self._moved = {object_id: shift_box(box, *shift) for object_id, box in self._boxes.items()}
        self.host.preview_boxes(self._moved)
        self.host.show_aligned(self._lines.touching([around(self._moved.values())]))
        if len(self._moved) == 1:
            self.host.report_box(next(iter(self._moved.values())))

    def release(self) -> bool:
        """Move the objects by one command; a press that was no drag edits nothing."""
        self.cancel()
        if self._moved:
            one = QCoreApplication.translate("Canvas", "Move object")
            many = QCoreApplication.translate("Canvas", "Move objects")
            self.host.session.set_boxes(self._moved, one if len(self._moved) == 1 else many)
        elif self.dragged:
            # Says why nothing has moved.
            self.host.session.free(self.host.session.selection)
        return True

    def cancel(self) -> None:
        """Show the objects where they are."""
        self.host.show_aligned(NO_LINES)
        self.host.preview_boxes({})
