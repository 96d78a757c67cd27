"""What all overlay layers share: one item, one cached picture, switched by its layer."""

from __future__ import annotations

from abc import abstractmethod

from PySide6.QtCore import QRectF, Slot
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QGraphicsObject, QStyleOptionGraphicsItem, QWidget

from frcnn_desktop.ui.canvas.frame import Frame, FrameCache
from frcnn_desktop.ui.canvas.layers import Layer


class OverlayItem(QGraphicsObject):
    """Draws a whole layer as a picture of the viewport, made anew only when its data or the view changes."""

    def __init__(self, layer: Layer) -> None:
        super().__init__()
        self.layer = layer
        self.cache = FrameCache()
        self._area = QRectF()
        layer.changed.connect(self._on_layer_changed)
        self._on_layer_changed()

    def set_area(self, area: QRectF) -> None:
        """Say where in the scene the layer may draw; the rest is cut off."""
        self.prepareGeometryChange()
        self._area = area

    def refresh(self) -> None:
        """Draw anew: the data changed."""
        self.cache.invalidate()
        self.update()

    def boundingRect(self) -> QRectF:
        return self._area

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        if widget is not None and self.layer.count:
            self.cache.draw(painter, widget, self.render, self._area)

    @abstractmethod
    def render(self, target: QImage, frame: Frame) -> None:
        """Draw the layer in device pixels on a transparent picture."""

    @Slot()
    def _on_layer_changed(self) -> None:
        self.setVisible(self.layer.visible)
        self.setOpacity(self.layer.opacity)
        if not self.layer.visible:
            self.cache.release()
