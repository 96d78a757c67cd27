"""Fingers on the photo: one is the left mouse button, two zoom and move the photo."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QEventPoint, QGuiApplication, QInputDevice, QMouseEvent, QTouchEvent
from PySide6.QtWidgets import QApplication

from frcnn_desktop.ui.canvas.zooming import ZoomView

_DRAG_DISTANCE = 8.0
"""Logical pixels that a finger moves before it drags. A second finger nearly always comes down earlier."""

_TAP_DISTANCE = 24.0
_Mouse = QEvent.Type


class Touch(QObject):
    """Takes touches of a screen before Qt makes mouse events of the first finger.

    The mouse button goes down only once a finger drags or is lifted, so that the first of two fingers touches
    no box. A drag that a second finger interrupts is given up (`ZoomView.give_up_drag`).
    """

    def __init__(self, view: ZoomView) -> None:
        super().__init__(view)
        self._view, self._viewport = view, view.viewport()
        self._start = QPointF()
        self._places: dict[int, QPointF] = {}
        self._dragging = self._pinching = False
        self._spread, self._zoom, self._centre = 1.0, 1.0, QPointF()
        self._last_tap: tuple[int, QPointF] | None = None
        self._viewport.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self._viewport.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        if not isinstance(event, QTouchEvent):
            return False
        device = event.device()
        if device is not None and device.type() is QInputDevice.DeviceType.TouchPad:
            # It moves the pointer; its pinches come as gestures of the system.
            event.ignore()
            return True
        event.accept()
        if event.type() is QEvent.Type.TouchCancel:
            self._give_up_drag()
            return True
        if event.type() is QEvent.Type.TouchBegin:
            self._pinching = self._dragging = False
            self._start = event.points()[0].position()
            self._places.clear()
        for each in event.points():
            # Not every system says where a finger is that rests.
            if each.state() != QEventPoint.State.Stationary:
                self._places[each.id()] = each.position()
        down = [each for each in event.points() if each.state() != QEventPoint.State.Released]
        if len(down) >= 2:
            self._pinch(down[:2])
        elif not self._pinching:
            self._point(event, down)
        elif event.type() is QEvent.Type.TouchEnd:
            self._pinching = False
        return True

    def _pinch(self, fingers: Sequence[QEventPoint]) -> None:
        first, second = (self._places.get(finger.id(), finger.position()) for finger in fingers)
        apart = second - first
        spread = max(1.0, (apart.x() ** 2 + apart.y() ** 2) ** 0.5)
        centre = (first + second) / 2
        began = any(finger.state() == QEventPoint.State.Pressed for finger in fingers)
        if began or not self._pinching:
            self._give_up_drag()
            self._pinching = True
            self._spread, self._zoom, self._centre = spread, self._view.zoom, centre
            return
        moved, self._centre = centre - self._centre, centre
        self._view.scroll_by(moved.x(), moved.y())
        self._view.set_zoom(self._zoom * spread / self._spread, centre)

    def _point(self, event: QTouchEvent, down: Sequence[QEventPoint]) -> None:
        finger = (down or event.points())[0]
        position = self._places.get(finger.id(), finger.position())
        away = (position - self._start).manhattanLength()
        if down and not self._dragging and away >= _DRAG_DISTANCE:
            self._dragging = True
            self._send(_Mouse.MouseButtonPress, self._start)
        if self._dragging:
            self._send(_Mouse.MouseMove, position)
        if down:
            return
        if not self._dragging:
            self._send(self._tap(event.timestamp()), self._start)
        self._dragging = False
        self._send(_Mouse.MouseButtonRelease, position)

    def _tap(self, time: int) -> QEvent.Type:
        """Return how the button goes down for a tap: for the second of two quick ones, as a double-click."""
        before, self._last_tap = self._last_tap, (time, self._start)
        if before is not None:
            quick = time - before[0] <= QApplication.doubleClickInterval()
            if quick and (before[1] - self._start).manhattanLength() <= _TAP_DISTANCE:
                self._last_tap = None
                return _Mouse.MouseButtonDblClick
        return _Mouse.MouseButtonPress

    def _give_up_drag(self) -> None:
        if self._dragging:
            self._dragging = False
            self._view.give_up_drag()

    def _send(self, kind: QEvent.Type, position: QPointF) -> None:
        left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        button = none if kind is _Mouse.MouseMove else left
        held = none if kind is _Mouse.MouseButtonRelease else left
        where = self._viewport.mapToGlobal(position)
        keys = QGuiApplication.keyboardModifiers()
        if kind is _Mouse.MouseButtonPress:
            self._view.setFocus(Qt.FocusReason.MouseFocusReason)
        event = QMouseEvent(kind, position, where, button, held, keys)
        QCoreApplication.sendEvent(self._viewport, event)
