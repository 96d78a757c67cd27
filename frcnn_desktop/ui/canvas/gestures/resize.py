"""Resizing one object by a handle or an edge."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF, Qt

from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.core.boxes import Box
from frcnn_desktop.ui.canvas.gestures.base import Gesture, GestureHost, Hand, edge_reach
from frcnn_desktop.ui.canvas.handles import Handle, cursor_of
from frcnn_desktop.ui.document.alignment import NO_LINES
from frcnn_desktop.ui.document.box_edits import fit_box, square_end


class ResizeGesture(Gesture):
    """Moves the edges of a handle to whole pixels; the other edges stay. Dragged past them, the box flips.

    With Ctrl held at a corner the box becomes a square; with Alt no edge attracts.
    """

    def __init__(self, host: GestureHost, target: ObjectAnnotation, handle: Handle, start: QPointF) -> None:
        super().__init__(host, start)
        self._target = target
        self._handle = handle
        self._box: Box | None = None
        self._lines = host.neighbour_lines([target.id])
        self.cursor = cursor_of(handle)

    def is_drag(self, offset: QPointF) -> bool:
        """Say whether the mouse has come half an image pixel or more, at any zoom."""
        # Work on single pixels begins at once; but a click on a handle is no edit.
        return max(abs(offset.x()), abs(offset.y())) >= 0.5

    def follow(self, hand: Hand) -> None:
        """Show and report the box with its edge or corner here."""
        self._box = self._resized(hand)
        self.host.preview_boxes({self._target.id: self._box})
        self.host.show_aligned(self._lines.touching([self._box]))
        self.host.report_box(self._box)

    def release(self) -> bool:
        """Resize the object by one command; a mere click edits nothing."""
        self.cancel()
        if self._box is not None:
            text = QCoreApplication.translate("Canvas", "Resize object")
            self.host.session.set_boxes({self._target.id: self._box}, text)
        return True

    def cancel(self) -> None:
        """Show the object as it is."""
        self.host.show_aligned(NO_LINES)
        self.host.preview_boxes({})

    def _resized(self, hand: Hand) -> Box:
        x1, y1, x2, y2 = self._target.box
        size, handle, offset = self.host.image_size, self._handle, hand.point - self.start
        right, lower = bool(handle & Handle.RIGHT), bool(handle & Handle.BOTTOM)
        held, fixed = (x2 if right else x1, y2 if lower else y1), (x1 if right else x2, y1 if lower else y2)
        here = held[0] + offset.x(), held[1] + offset.y()
        end = self._lines.attract(here, size, edge_reach(self.host, hand))
        across, down = handle & (Handle.LEFT | Handle.RIGHT), handle & (Handle.TOP | Handle.BOTTOM)
        if across and down and hand.modifiers & Qt.KeyboardModifier.ControlModifier:
            end = square_end(fixed, end, size)
        x1, x2 = (fixed[0], end[0]) if across else (x1, x2)
        y1, y2 = (fixed[1], end[1]) if down else (y1, y2)
        return fit_box((x1, y1, x2, y2), size)
