"""A photo with its layers, to look at. Editing is added by `canvas`."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QSizeF, Slot
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QWidget

from frcnn_desktop.core.boxes import Box
from frcnn_desktop.core.detections import Detections, FeatureGrid, Proposals
from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.core.tone import Tone
from frcnn_desktop.ui.canvas.colour_change import COLOURS_CHANGED
from frcnn_desktop.ui.canvas.items.pointed import Pointed, PointedItem
from frcnn_desktop.ui.canvas.layers import LayerSet
from frcnn_desktop.ui.canvas.look import Look
from frcnn_desktop.ui.canvas.scene import CanvasScene
from frcnn_desktop.ui.canvas.view import PhotoView

_GHOST_COLOUR = QColor("white")
_POINTED_Z = 310
_CHIP_FONT_SHARE, _SMALLEST_CHIP_FONT = 0.92, 7.5


class LayeredView(PhotoView):
    """Shows an image, and on it proposals, RoI projections, detections and objects."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.layers = LayerSet()
        self.photo_scene = CanvasScene(self.layers)
        super().__init__(self.photo_scene, parent)
        for owned in (self.layers, self.photo_scene):
            owned.setParent(self)
        self.pointed = PointedItem(_POINTED_Z)
        self.photo_scene.addItem(self.pointed)
        # The window takes every drop, so that the target covers all of it.
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)
        self._look = Look()
        self._set_chip_font()

    @property
    def look(self) -> Look:
        """Line width, size of labels and fill as they are drawn now."""
        return self._look

    def set_look(self, look: Look) -> None:
        """Draw lines, labels and fill like this."""
        self._look = look
        self.photo_scene.set_look(look)
        self._set_chip_font()

    def set_image(self, image: LoadedImage | None) -> None:
        """Show another image. Proposals, grids and detections of the old one go."""
        self.photo_scene.set_image(image)
        self.highlight_box(None)
        self.set_photo_size(QSizeF(image.width, image.height) if image else QSizeF())
        self.view_changed()

    def set_tone(self, tone: Tone) -> None:
        """Show the photo, and those that follow, brighter or darker; no pixel is changed."""
        self.photo_scene.photo.set_tone(tone)

    def set_proposals(self, proposals: Proposals | None) -> None:
        """Show proposals, which are the RoIs of the RoI projections too."""
        self.photo_scene.set_proposals(proposals)

    def set_proposal_limit(self, limit: int) -> None:
        """Show the best `limit` proposals only."""
        self.photo_scene.set_proposal_limit(limit)

    @Slot(object)
    def highlight_proposal(self, index: int | None) -> None:
        """Make one proposal stand out and show how it is pooled; None ends that."""
        self.photo_scene.highlight_proposal(index)

    def highlight_box(self, pointed: Pointed | None) -> None:
        """Make one box stand out above everything else, whatever layers are shown; None ends that."""
        self.pointed.show_pointed(pointed)

    def set_grids(self, grids: tuple[FeatureGrid, ...]) -> None:
        """Set the feature maps that RoIs are pooled from, the finest first."""
        self.photo_scene.set_grids(grids)

    def set_detections(self, detections: Detections | None, suggested: frozenset[int] = frozenset()) -> None:
        """Show detections; those in the rows `suggested` are suggestions, which nobody has asked for yet."""
        self.photo_scene.set_detections(detections, suggested)

    def set_current_detection(self, row: int) -> None:
        """Make the detection stand out that a key would take, -1 for none."""
        self.photo_scene.detections.set_current(row)

    def set_ghosts(self, boxes: Sequence[Box], colour: QColor = _GHOST_COLOUR) -> None:
        """Show where boxes were or could be, as dashed outlines that cannot be touched; none ends that."""
        self.photo_scene.set_ghosts(boxes, colour)

    def set_class_colours(self, colour_of: Callable[[str], QColor]) -> None:
        """Take the colours of classes from elsewhere than `colours.class_colour`."""
        self.photo_scene.set_class_colours(colour_of)

    def view_changed(self) -> None:
        """Tell the items about the zoom and the part of the image that is in view."""
        self.pointed.set_zoom(self.zoom)
        self.photo_scene.set_view(self.zoom, self.mapToScene(self.viewport().rect()).boundingRect())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            self._set_chip_font()

    def customEvent(self, event: QEvent) -> None:
        if event.type() == COLOURS_CHANGED:
            self.photo_scene.refresh_class_colours()

    def _set_chip_font(self) -> None:
        font = QFont(self.font())
        if font.pointSizeF() > 0:
            size = font.pointSizeF() * _CHIP_FONT_SHARE * self._look.label
            font.setPointSizeF(max(size, _SMALLEST_CHIP_FONT * min(self._look.label, 1)))
        self.photo_scene.chips.set_font(font)
        self.pointed.set_font(font)
