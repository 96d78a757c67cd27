"""A photo with its layers, to look at. Editing is added by `canvas`."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, QSizeF, Signal, Slot
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QWidget

from frcnn_desktop.core.boxes import Box
from frcnn_desktop.core.detections import Detections, FeatureGrid, Proposals
from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.ui.canvas.drop import DropTarget, draw_drop_highlight
from frcnn_desktop.ui.canvas.items.pointed import Pointed, PointedItem
from frcnn_desktop.ui.canvas.layers import LayerSet
from frcnn_desktop.ui.canvas.scene import CanvasScene
from frcnn_desktop.ui.canvas.view import PhotoView

_GHOST_COLOUR = QColor("white")
_POINTED_Z = 310
_CHIP_FONT_SHARE, _SMALLEST_CHIP_FONT = 0.92, 7.5


class LayeredView(PhotoView):
    """Shows an image, and on it proposals, RoI projections, detections and objects.

    Signals: `paths_dropped(list)` of Path: local files and folders; `proposal_highlighted(object)` the index
    of the proposal made to stand out, None when that ends.
    """

    paths_dropped = Signal(list)
    proposal_highlighted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        self.layers = LayerSet()
        self.stage = CanvasScene(self.layers)
        super().__init__(self.stage, parent)
        for owned in (self.layers, self.stage):
            owned.setParent(self)
        self.pointed = PointedItem(_POINTED_Z)
        self.stage.addItem(self.pointed)
        self._drop = DropTarget(self.viewport())
        self._drop.paths_dropped.connect(self.paths_dropped)
        self._drop.hover_changed.connect(self._on_drop_hover)
        self._set_chip_font()

    def set_image(self, image: LoadedImage | None) -> None:
        """Show another image. Proposals, grids and detections of the old one go."""
        self.stage.set_image(image)
        self.point_out(None)
        self.set_photo_size(QSizeF(image.width, image.height) if image else QSizeF())
        self.view_changed()

    def set_proposals(self, proposals: Proposals | None) -> None:
        """Show proposals, which are the RoIs of the RoI projections too."""
        self.stage.set_proposals(proposals)

    def set_proposal_limit(self, limit: int) -> None:
        """Show the best `limit` proposals only."""
        self.stage.set_proposal_limit(limit)

    def highlight_proposal(self, index: int | None) -> None:
        """Make one proposal stand out and show how it is pooled; None ends that."""
        self.stage.highlight_proposal(index)
        self.proposal_highlighted.emit(index)

    def point_out(self, pointed: Pointed | None) -> None:
        """Make one box stand out above everything else, whatever layers are shown; None ends that."""
        self.pointed.show_pointed(pointed)

    def set_grids(self, grids: tuple[FeatureGrid, ...]) -> None:
        """Set the feature maps that RoIs are pooled from, the finest first."""
        self.stage.set_grids(grids)

    def set_detections(self, detections: Detections | None) -> None:
        self.stage.set_detections(detections)

    def set_ghosts(self, boxes: Sequence[Box], colour: QColor = _GHOST_COLOUR) -> None:
        """Show where boxes were or could be, as dashed outlines that cannot be touched; none ends that."""
        self.stage.set_ghosts(boxes, colour)

    def set_class_colours(self, colour_of: Callable[[str], QColor]) -> None:
        """Take the colours of classes from elsewhere than `colours.class_colour`; call again on change."""
        self.stage.set_class_colours(colour_of)

    def view_changed(self) -> None:
        self.pointed.set_zoom(self.zoom)
        self.stage.set_view(self.zoom, self.mapToScene(self.viewport().rect()).boundingRect())

    def drawForeground(self, painter: QPainter, _rect: QRectF | QRect) -> None:
        if self._drop.hovered:
            painter.save()
            painter.resetTransform()
            text = self.tr("Drop images or a folder to open them")
            draw_drop_highlight(painter, QRectF(self.viewport().rect()), self.palette(), text)
            painter.restore()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            self._set_chip_font()

    def _set_chip_font(self) -> None:
        font = QFont(self.font())
        if font.pointSizeF() > 0:
            font.setPointSizeF(max(font.pointSizeF() * _CHIP_FONT_SHARE, _SMALLEST_CHIP_FONT))
        self.stage.chips.set_font(font)
        self.pointed.set_font(font)

    @Slot()
    def _on_drop_hover(self) -> None:
        self.viewport().update()
