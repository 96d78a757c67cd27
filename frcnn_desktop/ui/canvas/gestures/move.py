"""Moving objects."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF, Qt

from frcnn_desktop.core.boxes import Box
from frcnn_desktop.ui.canvas.gestures.base import Gesture, GestureHost, Hand
from frcnn_desktop.ui.document.box_edits import shift_allowed, shift_box, snap


class MoveGesture(Gesture):
    """Moves the selected objects as one group, by whole pixels, no further than the edge of the image."""

    cursor = Qt.CursorShape.SizeAllCursor

    def __init__(self, host: GestureHost, start: QPointF) -> None:
        super().__init__(host, start)
        selected, locked = host.session.selected_objects, host.session.views.locked
        self._boxes: dict[int, Box] = {item.id: item.box for item in selected if item.id not in locked}
        self._moved: dict[int, Box] = {}

    def follow(self, hand: Hand) -> None:
        """Show the objects moved by whole pixels; the box is reported when it is only one."""
        offset = hand.point - self.start
        if not self._boxes:
            return
        wanted = snap(offset.x()), snap(offset.y())
        shift = shift_allowed(self._boxes.values(), *wanted, self.host.image_size)
        self._moved = {object_id: shift_box(box, *shift) for object_id, box in self._boxes.items()}
        self.host.preview_boxes(self._moved)
        if len(self._moved) == 1:
            self.host.report_box(next(iter(self._moved.values())))

    def release(self) -> bool:
        """Move the objects by one command; a press that was no drag edits nothing."""
        self.host.preview_boxes({})
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
        self.host.preview_boxes({})
