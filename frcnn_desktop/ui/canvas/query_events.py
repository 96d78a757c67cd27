"""Mouse events that ask about a place of the photo instead of editing there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal, SignalInstance
from PySide6.QtGui import QMouseEvent, QWheelEvent

from frcnn_desktop.ui.canvas.canvas import ImageCanvas
from frcnn_desktop.ui.canvas.modes import CanvasMode

_NOTCH = 120
"""One step of a wheel in eighths of a degree; touch pads tell smaller ones."""


class QueryEvents(QObject):
    """Takes Alt+click in every mode, and click and plain wheel in PICK mode, before the canvas sees them.

    Signals (points in image pixels): `explain_wanted(x, y)`; `pick_wanted(x, y)`; `wheel_turned(steps)`,
    positive towards the person; `left()` when the mouse leaves the photo's view.
    """

    explain_wanted = Signal(float, float)
    pick_wanted = Signal(float, float)
    wheel_turned = Signal(int)
    left = Signal()

    def __init__(self, canvas: ImageCanvas, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._turned = 0
        canvas.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            return self._press(event)
        if event.type() == QEvent.Type.MouseButtonDblClick:
            # A hasty second click must not take the next proposal too.
            return self._canvas.mode is CanvasMode.PICK
        if event.type() == QEvent.Type.Wheel and isinstance(event, QWheelEvent):
            return self._wheel(event)
        if event.type() == QEvent.Type.Leave:
            self._turned = 0
            self.left.emit()
        return False

    def _press(self, event: QMouseEvent) -> bool:
        # During a gesture the other buttons are down too.
        if event.buttons() != Qt.MouseButton.LeftButton:
            return False
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            return self._tell(self.explain_wanted, event.position())
        if self._canvas.mode is CanvasMode.PICK:
            return self._tell(self.pick_wanted, event.position())
        return False

    def _tell(self, signal: SignalInstance, position: QPointF) -> bool:
        point = self._canvas.to_photo(position)
        self._canvas.setFocus()
        signal.emit(point.x(), point.y())
        return True

    def _wheel(self, event: QWheelEvent) -> bool:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if self._canvas.mode is not CanvasMode.PICK or not plain:
            return False
        self._turned -= event.angleDelta().y()
        steps = int(self._turned / _NOTCH)
        if steps:
            self._turned -= steps * _NOTCH
            self.wheel_turned.emit(steps)
        event.accept()
        return True
