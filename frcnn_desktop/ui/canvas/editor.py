"""Editing on the canvas: what gestures are given, which mode is on, and how to step back."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal

from frcnn_desktop.core.boxes import Box
from frcnn_desktop.ui.canvas.hit import boxes_at, detection_goes_first
from frcnn_desktop.ui.canvas.layered_view import LayeredView
from frcnn_desktop.ui.canvas.layers import LayerKind
from frcnn_desktop.ui.canvas.modes import CanvasMode
from frcnn_desktop.ui.canvas.pointer import Pointer
from frcnn_desktop.ui.document.alignment import NO_LINES, Lines
from frcnn_desktop.ui.document.box_edits import Point, Size
from frcnn_desktop.ui.document.session import DocumentSession


class CanvasEditor(QObject):
    """Stands between the gestures and the view; the host of every gesture.

    Signals: see `ImageCanvas`, which passes them on.
    """

    mode_changed = Signal(object)
    box_drawn = Signal(tuple)
    box_changing = Signal(tuple)
    gesture_ended = Signal()
    detection_clicked = Signal(int)
    detection_accept_requested = Signal(int)
    label_edit_requested = Signal(int)

    def __init__(self, session: DocumentSession, view: LayeredView) -> None:
        super().__init__(view)
        self.session = session
        self.current_class = ""
        self.draws_on_empty = False
        self.keeps_drawing = False
        self.draws_by_points = False
        self.shows_guides = True
        self.aligns = False
        self._view = view
        self._stage = view.photo_scene
        self._mode = CanvasMode.SELECT
        self.pointer = Pointer(self)

    @property
    def mode(self) -> CanvasMode:
        """What dragging with the left button does now."""
        return self._mode

    @property
    def image_size(self) -> Size:
        """Width and height of the image in pixels."""
        return self._stage.photo.size

    @property
    def zoom(self) -> float:
        """Logical pixels of the screen per image pixel."""
        return self._view.zoom

    @property
    def objects_shown(self) -> bool:
        """Whether the layer of objects is on; what is hidden cannot be touched."""
        return self._view.layers.layer(LayerKind.OBJECTS).visible

    def set_mode(self, mode: CanvasMode) -> None:
        """Choose what dragging does. A gesture that runs is given up."""
        if mode is self._mode:
            return
        self.pointer.cancel()
        self._mode = mode
        self.pointer.hover()
        self.show_guides(self._view.viewport().underMouse())
        self.mode_changed.emit(mode)

    def cancel(self) -> bool:
        """Step back once: from a gesture or its last point, a box without class, drawing or picking,
        the selection.

        Returns False when there was nothing to step back from.
        """
        if self.pointer.step_back() or self.clear_draft():
            return True
        if self._mode is not CanvasMode.SELECT:
            self.set_mode(CanvasMode.SELECT)
        elif self.session.selection:
            self.session.select([])
        else:
            return False
        return True

    def can_cancel(self) -> bool:
        """Say whether `cancel` would do something."""
        waiting = self.pointer.gesture is not None or self._stage.draft.box is not None
        return waiting or self._mode is not CanvasMode.SELECT or bool(self.session.selection)

    def clear_draft(self) -> bool:
        """Hide a box that got no class. Returns whether there was one."""
        shown = self._stage.draft.box is not None
        if shown:
            self._stage.show_draft(None)
        return shown

    def show_guides(self, wanted: bool) -> None:
        """Show lines through the cursor while drawing, where there is a photo below it."""
        point = self._view.to_photo(self.pointer.position)
        wanted = wanted and self.shows_guides
        shown = wanted and self._mode is CanvasMode.DRAW and self._stage.photo.contains_point(point)
        self._stage.guides.show_at(point if shown else None)

    def ask_about(self, point: QPointF) -> bool:
        """Ask the window about what was double-clicked. Returns whether there was something."""
        row, target = self._detection_at(point), None
        if self.objects_shown:
            target = self.pointer.picker.target(point)
        if row is not None and target is not None:
            detection, item = self._detection_boxes()[row], self._stage.object_items[target]
            row = row if detection_goes_first(detection, item.box) else None
        if row is not None:
            self.detection_accept_requested.emit(row)
        elif target is not None:
            self.label_edit_requested.emit(target)
        return row is not None or target is not None

    def _detection_at(self, point: QPointF) -> int | None:
        if not self._view.layers.layer(LayerKind.DETECTIONS).visible:
            return None
        return next(iter(boxes_at(enumerate(self._detection_boxes()), point.x(), point.y(), 0)), None)

    def _detection_boxes(self) -> list[Box]:
        shown = self._stage.detections.detections
        return [] if shown is None else [(x1, y1, x2, y2) for x1, y1, x2, y2 in shown.boxes.tolist()]

    def on_screen(self, box: Box) -> QRectF:
        """Return where a box in image pixels lies, in logical viewport pixels."""
        x1, y1, x2, y2 = box
        return self._view.viewportTransform().mapRect(QRectF(x1, y1, x2 - x1, y2 - y1).normalized())

    def to_photo(self, position: QPointF) -> QPointF:
        """Return the image pixel, with fractions, under a logical viewport pixel."""
        return self._view.to_photo(position)

    def neighbour_lines(self, moved: Collection[int] = ()) -> Lines:
        """Return the edges of the objects shown, but for those moved; none unless aligning is on."""
        if not self.aligns or not self.objects_shown:
            return NO_LINES
        items = self._stage.object_items.items()
        return Lines.around(item.box for each, item in items if item.isVisible() and each not in moved)

    def show_aligned(self, lines: Lines) -> None:
        """Draw the lines on which edges lie across the photo."""
        self._stage.guides.show_lines(lines)

    def preview_boxes(self, boxes: Mapping[int, Box]) -> None:
        """Draw objects with these boxes, in image pixels; an empty mapping ends that."""
        self._stage.preview_boxes(boxes)

    def show_draft(self, box: Box | None) -> None:
        """Draw the box that is no object yet in the colour of the current class; None hides it."""
        self._stage.show_draft(box, self.current_class)

    def show_points(self, points: Sequence[Point]) -> None:
        """Mark the points clicked so far, in image pixels; none hides the marks."""
        self._stage.marks.show_points(points)

    def show_band(self, box: Box | None) -> None:
        """Draw the rubber band in the theme's highlight colour; None hides it."""
        self._stage.band.set_colour(self._view.palette().highlight().color())
        self._stage.band.show_box(box)

    def set_hovered(self, object_id: int | None) -> None:
        """Mark the object under the mouse; None: there is none."""
        self._stage.set_hovered(object_id)

    def show_cursor(self, shape: Qt.CursorShape) -> None:
        """Give the viewport this cursor, unless it has it already."""
        if self._view.viewport().cursor().shape() != shape:
            self._view.viewport().setCursor(shape)

    def scroll_by(self, dx: float, dy: float) -> None:
        """Move the photo by logical pixels, rounded to whole ones."""
        self._view.scroll_by(dx, dy)

    def report_box(self, box: Box) -> None:
        """Pass on the box under the hand, in image pixels, at every move."""
        self.box_changing.emit(box)

    def report_click(self, point: QPointF) -> None:
        """Pass on the row of the detection that was clicked; -1: there is none."""
        row = self._detection_at(point)
        self.detection_clicked.emit(-1 if row is None else row)

    def report_drawn(self, box: Box) -> None:
        """Keep the finished box in view and ask for its class; drawing ends unless it is kept on."""
        if not self.keeps_drawing:
            self.set_mode(CanvasMode.SELECT)
        # It stays in view while its class is chosen.
        self.show_draft(box)
        self.box_drawn.emit(box)

    def gesture_over(self, edited: bool) -> None:
        """Pass on the end of a gesture that may have edited; scrolling is not reported."""
        if edited:
            self.gesture_ended.emit()
