"""The view of a photo: wheel, touch pad and theme. Knows nothing of annotations."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QNativeGestureEvent, QPalette, QWheelEvent
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QWidget

from frcnn_desktop.ui.canvas.touch import Touch
from frcnn_desktop.ui.canvas.zooming import ZoomView

_WHEEL_BASE = 1.0015
"""Zoom per eighth of a degree: a notch of a wheel (120) zooms by 1.2."""


class PhotoView(ZoomView):
    """Shows a photo on a calm ground; the wheel scrolls, Ctrl+wheel and pinching zoom, on a touch
    pad as on a touch screen.
    """

    def __init__(self, scene: QGraphicsScene, parent: QWidget | None = None) -> None:
        super().__init__(scene, parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.SmartViewportUpdate)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontSavePainterState)
        self._apply_palette()
        Touch(self)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self.zoom * _WHEEL_BASE ** event.angleDelta().y(), event.position())
        else:
            self._scroll_wheel(event)
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent):
            return self._native_gesture(event)
        return super().viewportEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._apply_palette()

    def _apply_palette(self) -> None:
        """Put the photo on a calm ground a little deeper than the window, in either theme."""
        window = self.palette().color(QPalette.ColorRole.Window)
        self.setBackgroundBrush(window.darker(135 if window.lightness() < 128 else 108))

    def _native_gesture(self, event: QNativeGestureEvent) -> bool:
        if event.gestureType() != Qt.NativeGestureType.ZoomNativeGesture:
            return super().viewportEvent(event)
        self.set_zoom(self.zoom * (1 + event.value()), event.position())
        return True

    def _scroll_wheel(self, event: QWheelEvent) -> None:
        """Scroll: a touch pad tells pixels, a wheel eighths of a degree."""
        delta = event.pixelDelta() if not event.pixelDelta().isNull() else event.angleDelta() / 2
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and not delta.x():
            delta = QPoint(delta.y(), 0)
        self.scroll_within(delta.x(), delta.y())
