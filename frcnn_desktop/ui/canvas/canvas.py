"""The canvas: the open image with its layers, and the events that become gestures."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QWidget

from frcnn_desktop.ui.canvas.edge_scroll import EdgeScroller
from frcnn_desktop.ui.canvas.editor import CanvasEditor
from frcnn_desktop.ui.canvas.gestures.pan import PanGesture
from frcnn_desktop.ui.canvas.layered_view import LayeredView
from frcnn_desktop.ui.canvas.minimap import Minimap
from frcnn_desktop.ui.canvas.pointer import CanvasMode
from frcnn_desktop.ui.document.highlight import Highlight
from frcnn_desktop.ui.document.session import DocumentSession
from frcnn_desktop.ui.kit.paint_first import FIRST_MS, PaintFirst

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_HELD = {
    Qt.Key.Key_Control: Qt.KeyboardModifier.ControlModifier,
    Qt.Key.Key_Alt: Qt.KeyboardModifier.AltModifier,
}
"""Keys that change what a gesture makes while they are held."""
_FAST_NUDGE = 10
_ARROW_SCROLL = 60


class ImageCanvas(LayeredView):
    """Shows what the session holds and edits it by gestures; it keeps no state of the document itself.

    Signals (boxes and points in image pixels): `cursor_moved(x, y)`; `mode_changed(CanvasMode)`;
    `box_drawn(box)` a new box waits for its class and stays visible until the document changes or
    `clear_draft`; `box_changing(box)` while a box is drawn, moved or resized; `gesture_ended()` after that;
    `detection_clicked(row)`, -1 beside all detections; `detection_accept_requested(row)`;
    `label_edit_requested(object id)`; `nothing_to_cancel()` cancelling was wanted with nothing left to
    step back from.
    `paint_first` holds back what can wait while another image is on its way to the screen.
    """

    cursor_moved = Signal(float, float)
    mode_changed = Signal(object)
    box_drawn = Signal(tuple)
    box_changing = Signal(tuple)
    gesture_ended = Signal()
    detection_clicked = Signal(int)
    detection_accept_requested = Signal(int)
    label_edit_requested = Signal(int)
    nothing_to_cancel = Signal()

    def __init__(self, session: DocumentSession, highlight: Highlight, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._editor = CanvasEditor(session, self)
        self._pointer = self._editor.pointer
        self.paint_first = PaintFirst(self)
        self._minimap = Minimap(self)
        self._edge_scroller = EdgeScroller(self._scroll_at_edge, self)
        self._cancel_keys = [QKeySequence(Qt.Key.Key_Escape)]
        self.setAccessibleName(self.tr("Image"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self._pass_on(self._editor)
        highlight.changed.connect(self.highlight_proposal)
        session.image_changed.connect(self._on_image_changed)
        session.pixels_came.connect(self.photo_scene.photo.take_pixels)
        session.opened.connect(self._on_opened)
        session.annotation_changed.connect(self._on_annotation_changed)
        session.selection_changed.connect(self._show_objects)
        session.views.changed.connect(self._show_objects)
        self._on_image_changed()
        self._on_annotation_changed()

    def _pass_on(self, editor: CanvasEditor) -> None:
        editor.mode_changed.connect(self.mode_changed)
        editor.box_drawn.connect(self.box_drawn)
        editor.box_changing.connect(self.box_changing)
        editor.gesture_ended.connect(self.gesture_ended)
        editor.gesture_ended.connect(self._edge_scroller.stop)
        editor.detection_clicked.connect(self.detection_clicked)
        editor.detection_accept_requested.connect(self.detection_accept_requested)
        editor.label_edit_requested.connect(self.label_edit_requested)

    @property
    def mode(self) -> CanvasMode:
        """What dragging with the left button does now."""
        return self._editor.mode

    def set_mode(self, mode: CanvasMode) -> None:
        """Choose what dragging does. A gesture that runs is given up."""
        self._editor.set_mode(mode)

    def set_cancel_keys(self, keys: Sequence[QKeySequence]) -> None:
        """Set which keys step back; Esc at first."""
        self._cancel_keys = list(keys)

    def set_current_class(self, name: str) -> None:
        """Set the class whose colour and name a box has while it is drawn."""
        self._editor.current_class = name

    def set_draws_on_empty(self, draws: bool) -> None:
        """Let a drag beside all objects draw a box instead of selecting; Ctrl or Shift still select."""
        self._editor.draws_on_empty = draws

    def set_keeps_drawing(self, keeps: bool) -> None:
        """Stay in DRAW mode after a box, instead of going back to SELECT."""
        self._editor.keeps_drawing = keeps

    def set_draws_by_points(self, by_points: bool) -> None:
        """Click boxes together from their extreme points in DRAW mode, instead of dragging them."""
        self._pointer.cancel()
        self._editor.draws_by_points = by_points

    def set_shows_guides(self, shows: bool) -> None:
        """Show lines through the cursor while drawing."""
        self._editor.shows_guides = shows
        self._editor.show_guides(self.viewport().underMouse())

    def set_aligns(self, aligns: bool) -> None:
        """Let the edges of other objects attract what is drawn, moved or resized from now on."""
        self._editor.aligns = aligns

    def set_shows_minimap(self, shows: bool) -> None:
        """Show the whole photo in a corner while only part of it is in view."""
        self._minimap.set_wanted(shows)

    def clear_draft(self) -> None:
        """Hide a drawn box that got no class."""
        self._editor.clear_draft()

    def cancel(self) -> bool:
        """Step back once: from a gesture, a box without class, drawing, the selection. False: nothing."""
        cancelled = self._editor.cancel()
        if not cancelled:
            self.nothing_to_cancel.emit()
        return cancelled

    def give_up_drag(self) -> None:
        """Cancel the gesture that runs, without a trace; without one nothing happens."""
        self._pointer.cancel()

    def view_changed(self) -> None:
        """Feed the pointer anew: another pixel of the photo is under the mouse now."""
        super().view_changed()
        self._minimap.follow()
        self._pointer.refresh(QGuiApplication.keyboardModifiers())

    @Slot()
    def expect_photo(self) -> None:
        """Another image has been asked for: let it be seen before anything else is done."""
        if self._session.image is None:
            self.paint_first.hold(FIRST_MS)
        elif self.isVisible():
            self.paint_first.hold()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._session.image is not None:
            self._editor.clear_draft()
            self._pointer.press(event.position(), event.button(), event.modifiers())
            self._minimap.step_aside(self._pointer.gesture is not None)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._session.image is None:
            return
        position = event.position()
        self._pointer.move(position, event.modifiers())
        if self._pointer.gesture is not None and not isinstance(self._pointer.gesture, PanGesture):
            self._edge_scroller.follow(position, self.viewport().size())
        self._editor.show_guides(True)
        point = self.to_photo(position)
        self.cursor_moved.emit(point.x(), point.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pointer.release(event.position(), event.button(), event.modifiers())
        self._minimap.step_aside(False)
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        left = event.button() == Qt.MouseButton.LeftButton
        if (
            not left
            or self.mode is CanvasMode.DRAW
            or not self._editor.ask_about(self.to_photo(event.position()))
        ):
            # Two quick clicks that mean no box are two clicks.
            self.mousePressEvent(event)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _HELD:
            self._pointer.refresh(event.modifiers() | _HELD[key])
        if key == Qt.Key.Key_Backspace and self._pointer.step_back():
            return
        if key in _ARROWS:
            self._press_arrow(*_ARROWS[key], bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif not self._cancels(event) or not self.cancel():
            # Everything else, Space too, belongs to the window.
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if (held := _HELD.get(Qt.Key(event.key()))) is not None:
            self._pointer.refresh(event.modifiers() & ~held)
        event.ignore()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            escapes = self._cancels(event) and self._editor.can_cancel()
            nudges = event.key() in _ARROWS and bool(self._session.selection)
            steps = event.key() == Qt.Key.Key_Backspace and self._pointer.gesture is not None
            if escapes or nudges or steps:
                event.accept()
                return True
        return super().event(event)

    def _cancels(self, event: QKeyEvent) -> bool:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return QKeySequence(held.value | event.key()) in self._cancel_keys

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._pointer.leave()
        self._editor.show_guides(False)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() == Qt.FocusReason.ActiveWindowFocusReason:
            # The release may go to another window and never be heard of here.
            self._pointer.cancel()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.ignore()

    def _press_arrow(self, dx: int, dy: int, fast: bool) -> None:
        if self._pointer.gesture is not None:
            return
        if self._session.selection:
            step = _FAST_NUDGE if fast else 1
            self._session.nudge(dx * step, dy * step)
        else:
            self.scroll_within(-dx * _ARROW_SCROLL, -dy * _ARROW_SCROLL)

    def _scroll_at_edge(self, dx: float, dy: float) -> None:
        self.scroll_within(dx, dy)

    @Slot()
    def _on_image_changed(self) -> None:
        self._pointer.cancel()
        self._pointer.picker.forget()
        if self._session.image is not None and self.isVisible():
            self.paint_first.hold()
        self.set_image(self._session.image)

    @Slot()
    def _on_opened(self) -> None:
        """Everybody knows of the image. Where there was none, the canvas has to be brought up first."""
        if self._session.image is None or self.isVisible():
            self.paint_now()

    def paint_now(self) -> None:
        """Let a photo that is waited for be seen, then the rest be done."""
        if self.paint_first.held and self._session.image is not None:
            self.viewport().repaint()
        self.paint_first.let_go()

    @Slot()
    def _on_annotation_changed(self) -> None:
        # What a gesture began with is no longer so.
        self._pointer.cancel()
        self._editor.clear_draft()
        self._show_objects()

    @Slot()
    def _show_objects(self) -> None:
        self.photo_scene.show_objects(self._session.objects, self._session.selection, self._session.views)
