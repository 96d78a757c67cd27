"""The stages on the canvas: one picture that is shown, one that fades away."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QObject, QRectF, QVariantAnimation, Slot
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QGraphicsObject,
    QGraphicsScene,
    QStyle,
    QStyleOptionGraphicsItem,
    QWidget,
)

from frcnn_desktop.ui.canvas.frame import Frame, FrameCache
from frcnn_desktop.ui.inside.walk.paint_target import PaintTarget
from frcnn_desktop.ui.inside.walk.registry import STAGES
from frcnn_desktop.ui.inside.walk.stage import AnyStage
from frcnn_desktop.ui.inside.walk.state import Walk

FADE_MS = 220
_FIRST_OPACITY = 0.3
"""The first frame of a fade already shows something of the new stage."""
_Z = 5
"""Above the photo, below every layer."""


class StageItem(QGraphicsObject):
    """One stage over the photo, drawn once for a view and then only copied."""

    def __init__(self) -> None:
        super().__init__()
        self.cache = FrameCache()
        self.stage = STAGES[0]
        self._walk = Walk()
        self.setZValue(_Z)
        self.hide()

    def show_stage(self, stage: AnyStage, walk: Walk) -> None:
        """Draw this from now on."""
        self.prepareGeometryChange()
        self.stage, self._walk = stage, walk
        self.cache.invalidate()
        self.update()

    def take_from(self, other: StageItem) -> None:
        """Show what another one shows, with its picture as it is."""
        self.prepareGeometryChange()
        self.stage, self._walk = other.stage, other._walk
        self.cache, other.cache = other.cache, self.cache
        self.update()

    def forget(self) -> None:
        """Let go of picture and arrays: they are megabytes."""
        self.prepareGeometryChange()
        self._walk = Walk()
        self.cache.release()

    def boundingRect(self) -> QRectF:
        image = self._walk.image
        return QRectF() if image is None else QRectF(0, 0, image.width, image.height)

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        if widget is not None and self.stage.ready(self._walk):
            self.cache.draw(painter, widget, self._render, self.boundingRect())

    def _render(self, target: QImage, frame: Frame) -> None:
        painter = QPainter(target)
        self.stage.draw(PaintTarget(painter, frame), self._walk)
        painter.end()


class StageFader(QObject):
    """Puts stages on a scene, each fading into the next unless the system or the person wants no motion."""

    def __init__(self, scene: QGraphicsScene) -> None:
        # Belongs to the scene, so that nothing fades once the items are gone with it.
        super().__init__(scene)
        self.front, self.back = StageItem(), StageItem()
        for item in (self.back, self.front):
            scene.addItem(item)
        self.fades = True
        self._animation = QVariantAnimation(self)
        self._animation.setDuration(FADE_MS)
        self._animation.setStartValue(_FIRST_OPACITY)
        self._animation.setEndValue(1.0)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._animation.valueChanged.connect(self._on_value)
        self._animation.finished.connect(self._on_finished)

    def show_stage(self, stage: AnyStage, walk: Walk, *, fade: bool = True) -> None:
        """Show a stage; the one before fades away."""
        fades = fade and self.fades and self.front.isVisible() and animations_wanted()
        self._animation.stop()
        self._on_finished()
        if fades:
            self.back.take_from(self.front)
            self.back.show()
        self.front.show_stage(stage, walk)
        self.front.show()
        if fades:
            self._on_value(_FIRST_OPACITY)
            self._animation.start()

    def hide(self) -> None:
        """Show the photo without any stage, at once."""
        self._animation.stop()
        self._on_finished()
        self.front.hide()
        self.front.forget()

    @property
    def running(self) -> bool:
        """A stage is fading into the next."""
        return self._animation.state() is QVariantAnimation.State.Running

    @Slot(object)
    def _on_value(self, share: float) -> None:
        self.front.setOpacity(share)
        self.back.setOpacity(1 - share)

    @Slot()
    def _on_finished(self) -> None:
        self.front.setOpacity(1)
        self.back.hide()
        self.back.forget()


def animations_wanted() -> bool:
    """Say whether the system wants things to move."""
    return QApplication.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) > 0
