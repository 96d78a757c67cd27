"""Turns presses, moves and releases into gestures, and holds the one that runs."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt

from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.ui.canvas.gestures.band import BandGesture
from frcnn_desktop.ui.canvas.gestures.base import Gesture, Hand
from frcnn_desktop.ui.canvas.gestures.draw import DrawGesture
from frcnn_desktop.ui.canvas.gestures.extreme import ExtremeGesture
from frcnn_desktop.ui.canvas.gestures.move import MoveGesture
from frcnn_desktop.ui.canvas.gestures.pan import PanGesture
from frcnn_desktop.ui.canvas.gestures.resize import ResizeGesture
from frcnn_desktop.ui.canvas.handles import Handle, cursor_of, handle_at
from frcnn_desktop.ui.canvas.modes import CanvasMode, PointerHost
from frcnn_desktop.ui.canvas.object_hit_cycle import Picker

_EXTEND = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class Pointer:
    """At most one gesture at a time. Positions are in logical viewport pixels."""

    def __init__(self, host: PointerHost) -> None:
        self._host = host
        self.picker = Picker(host)
        self._gesture: Gesture | None = None
        self._fresh = True
        self._position = QPointF()

    @property
    def gesture(self) -> Gesture | None:
        """The gesture that runs."""
        return self._gesture

    @property
    def position(self) -> QPointF:
        """Where the mouse was last."""
        return self._position

    def press(self, position: QPointF, button: Qt.MouseButton, modifiers: Qt.KeyboardModifier) -> None:
        """Begin what the button means here; during a gesture only the right button counts, and cancels it."""
        self._position = position
        point = self._host.to_photo(position)
        if self._gesture is not None:
            if button == Qt.MouseButton.RightButton:
                self.cancel()
        elif button == Qt.MouseButton.MiddleButton:
            self._begin(PanGesture(self._host, point))
        elif button == Qt.MouseButton.RightButton:
            self._select_for_menu(point)
        elif button == Qt.MouseButton.LeftButton and not modifiers & Qt.KeyboardModifier.AltModifier:
            self._begin(self._choose(position, point, modifiers))

    def move(self, position: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Feed the gesture that runs, or show what a press here would touch."""
        self._position = position
        if self._gesture is not None:
            self._gesture.move(Hand(self._host.to_photo(position), modifiers))
        else:
            self.hover()

    def refresh(self, modifiers: Qt.KeyboardModifier) -> None:
        """Follow a change of the view or of the modifier keys under a mouse that stands still."""
        if self._gesture is not None and not isinstance(self._gesture, PanGesture):
            self._gesture.move(Hand(self._host.to_photo(self._position), modifiers))

    def release(self, position: QPointF, button: Qt.MouseButton, modifiers: Qt.KeyboardModifier) -> None:
        """End the gesture of this button; releases of any other button are ignored."""
        gesture = self._gesture
        wanted = Qt.MouseButton.MiddleButton if isinstance(gesture, PanGesture) else Qt.MouseButton.LeftButton
        if gesture is None or button != wanted:
            return
        point = self._host.to_photo(position)
        gesture.move(Hand(point, modifiers))
        # Not running any more when the document changes: a change during a gesture cancels it.
        self._gesture = None
        if not gesture.release():
            self._gesture = gesture
            return
        if isinstance(gesture, MoveGesture) and not gesture.dragged:
            self.picker.clicked(point, was_selected=not self._fresh)
        self._host.gesture_over(edited=not isinstance(gesture, PanGesture))
        self._position = position
        self.hover()

    def cancel(self) -> bool:
        """Give up the gesture that runs. Returns whether there was one."""
        gesture, self._gesture = self._gesture, None
        if gesture is None:
            return False
        gesture.cancel()
        self._host.gesture_over(edited=not isinstance(gesture, PanGesture))
        self.hover()
        return True

    def step_back(self) -> bool:
        """Take back the last step of the gesture that runs, or all of it. Returns whether there was one."""
        if self._gesture is not None and self._gesture.step_back():
            return True
        return self.cancel()

    def leave(self) -> None:
        """The mouse is no longer over the canvas."""
        if self._gesture is None:
            self._host.set_hovered(None)

    def _begin(self, gesture: Gesture | None) -> None:
        self._gesture = gesture
        if gesture is not None:
            self._host.set_hovered(None)
            if gesture.cursor is not None:
                self._host.show_cursor(gesture.cursor)

    def _choose(self, position: QPointF, point: QPointF, modifiers: Qt.KeyboardModifier) -> Gesture | None:
        """Return the gesture that a press of the left button begins; selecting happens at once."""
        host = self._host
        if host.mode is CanvasMode.DRAW:
            return ExtremeGesture(host, point) if host.draws_by_points else DrawGesture(host, point)
        extend = bool(modifiers & _EXTEND)
        if not extend and (grabbed := self._grabbed(position)) is not None:
            self.picker.forget()
            return ResizeGesture(host, *grabbed, point)
        target = self.picker.target(point) if host.objects_shown else None
        if target is None:
            self.picker.forget()
            if host.draws_on_empty and not extend:
                host.session.select([])
                return DrawGesture(host, point)
            return BandGesture(host, point, extend)
        if extend:
            host.session.select(host.session.selection ^ {target})
            return None
        self._fresh = target not in host.session.selection
        if self._fresh:
            host.session.select([target])
        return MoveGesture(host, point)

    def _grabbed(self, position: QPointF) -> tuple[ObjectAnnotation, Handle] | None:
        """Return the selected object and its handle under the mouse."""
        selected, views = self._host.session.selected_objects, self._host.session.views
        if len(selected) != 1 or not self._host.objects_shown:
            return None
        if selected[0].id in views.locked | views.hidden:
            return None
        handle = handle_at(self._host.on_screen(selected[0].box), position)
        return None if handle is None else (selected[0], handle)

    def _select_for_menu(self, point: QPointF) -> None:
        """A context menu speaks of what is under the mouse."""
        target = self.picker.target(point) if self._host.objects_shown else None
        if target is not None and target not in self._host.session.selection:
            self._host.session.select([target])

    def hover(self) -> None:
        """Show what a press at the mouse would take hold of."""
        host, shapes = self._host, Qt.CursorShape
        position, point = self._position, self._host.to_photo(self._position)
        if host.mode is not CanvasMode.SELECT:
            host.set_hovered(None)
            drawing = host.mode is CanvasMode.DRAW
            host.show_cursor(shapes.CrossCursor if drawing else shapes.PointingHandCursor)
            return
        grabbed = self._grabbed(position)
        target = self.picker.target(point) if host.objects_shown and grabbed is None else None
        host.set_hovered(target)
        if grabbed is not None:
            host.show_cursor(cursor_of(grabbed[1]))
        elif target is not None and target in host.session.selection:
            host.show_cursor(shapes.SizeAllCursor)
        elif target is None and host.draws_on_empty:
            host.show_cursor(shapes.CrossCursor)
        else:
            host.show_cursor(shapes.ArrowCursor)
