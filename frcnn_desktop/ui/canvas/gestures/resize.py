"""Resizing one object by a handle or an edge."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF

from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.core.boxes import Box
from frcnn_desktop.ui.canvas.gestures.base import Gesture, GestureHost, Hand
from frcnn_desktop.ui.canvas.handles import Handle, cursor_of
from frcnn_desktop.ui.document.box_edits import fit_box, snap


class ResizeGesture(Gesture):
    """Moves the edges of a handle to whole pixels; the other edges stay. Dragged past them, the box flips."""

    def __init__(self, host: GestureHost, target: ObjectAnnotation, handle: Handle, start: QPointF) -> None:
        super().__init__(host, start)
        self._target = target
        self._handle = handle
        self._box: Box | None = None
        self.cursor = cursor_of(handle)

    def is_drag(self, offset: QPointF) -> bool:
        # Work on single pixels begins at once; but a click on a handle is no edit.
        return max(abs(offset.x()), abs(offset.y())) >= 0.5

    def follow(self, hand: Hand) -> None:
        self._box = self._resized(hand.point - self.start)
        self.host.preview_boxes({self._target.id: self._box})
        self.host.report_box(self._box)

    def release(self) -> bool:
        self.host.preview_boxes({})
        if self._box is not None:
            text = QCoreApplication.translate("Canvas", "Resize object")
            self.host.session.set_boxes({self._target.id: self._box}, text)
        return True

    def cancel(self) -> None:
        self.host.preview_boxes({})

    def _resized(self, offset: QPointF) -> Box:
        x1, y1, x2, y2 = self._target.box
        handle = self._handle
        x1 = snap(x1 + offset.x()) if handle & Handle.LEFT else x1
        y1 = snap(y1 + offset.y()) if handle & Handle.TOP else y1
        x2 = snap(x2 + offset.x()) if handle & Handle.RIGHT else x2
        y2 = snap(y2 + offset.y()) if handle & Handle.BOTTOM else y2
        return fit_box((x1, y1, x2, y2), self.host.image_size)
