"""Everything on the canvas, and how it follows the document."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, QRectF, Signal, Slot
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGraphicsScene

from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.core.boxes import Box
from frcnn_desktop.core.detections import Detections, FeatureGrid, Proposals
from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.ui.canvas.chip_list import detection_chips, draft_chip, object_chips
from frcnn_desktop.ui.canvas.colours import class_colour
from frcnn_desktop.ui.canvas.items.aids import BoxAid, GuidesItem, PointMarks
from frcnn_desktop.ui.canvas.items.chips import Chip, ChipsItem
from frcnn_desktop.ui.canvas.items.crowd import CROWD, SELECTED_CROWD, CrowdItem
from frcnn_desktop.ui.canvas.items.detections import DetectionsItem
from frcnn_desktop.ui.canvas.items.ghosts import GhostsItem
from frcnn_desktop.ui.canvas.items.object_box import ObjectItem
from frcnn_desktop.ui.canvas.items.photo import PhotoItem
from frcnn_desktop.ui.canvas.items.proposals import ProposalsItem
from frcnn_desktop.ui.canvas.items.roi_projections import RoiProjectionsItem
from frcnn_desktop.ui.canvas.layers import LayerKind, LayerSet
from frcnn_desktop.ui.canvas.look import Look
from frcnn_desktop.ui.document.object_views import ObjectViews

_PROPOSALS_Z, _ROIS_Z, _DETECTIONS_Z, _CROWD_Z, _GHOSTS_Z = 10, 20, 30, 40, 190
_DRAFT_Z, _BAND_Z, _GUIDES_Z, _CHIPS_Z = 200, 210, 220, 300


class CanvasScene(QGraphicsScene):
    """The photo, the overlay layers, one item per object, the chips, and the aids of gestures.

    Signals: `class_colours_changed()` for items that others have put on it.
    """

    class_colours_changed = Signal()

    def __init__(self, layers: LayerSet, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # A handful of items that move with every mouse event: an index would cost more than it finds.
        self.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self._layers = layers
        self._colour_of: Callable[[str], QColor] = class_colour
        self._zoom = 1.0
        self._look = Look()
        self._hovered: int | None = None
        self._selection = self._hidden = self._locked = frozenset[int]()
        self._previewed = frozenset[int]()
        self._draft_name = ""
        self._objects: dict[int, ObjectItem] = {}
        self.photo = PhotoItem()
        self.proposals = ProposalsItem(layers.layer(LayerKind.PROPOSALS))
        self.rois = RoiProjectionsItem(layers.layer(LayerKind.ROI_PROJECTIONS))
        self.detections = DetectionsItem(layers.layer(LayerKind.DETECTIONS), self._class_colour)
        self.crowd = CrowdItem(layers.layer(LayerKind.OBJECTS))
        self.ghosts = GhostsItem(_GHOSTS_Z)
        self.draft = BoxAid(fill_alpha=40, width=2, z=_DRAFT_Z)
        self.band = BoxAid(fill_alpha=40, width=1, z=_BAND_Z)
        self.guides = GuidesItem(_GUIDES_Z)
        self.marks = PointMarks(_GUIDES_Z)
        self.chips = ChipsItem(self._make_chips)
        self._add_items()
        for layer in layers:
            layer.changed.connect(self._on_layer_changed)

    def _add_items(self) -> None:
        heights = {
            self.photo: 0,
            self.proposals: _PROPOSALS_Z,
            self.rois: _ROIS_Z,
            self.detections: _DETECTIONS_Z,
            self.crowd: _CROWD_Z,
            self.ghosts: _GHOSTS_Z,
            self.draft: _DRAFT_Z,
            self.band: _BAND_Z,
            self.guides: _GUIDES_Z,
            self.marks: _GUIDES_Z,
            self.chips: _CHIPS_Z,
        }
        for item, height in heights.items():
            item.setZValue(height)
            self.addItem(item)

    @property
    def object_items(self) -> Mapping[int, ObjectItem]:
        """The items of the objects by object id."""
        return self._objects

    def set_image(self, image: LoadedImage | None) -> None:
        """Show another photo. What belonged to the old one goes."""
        self.photo.set_photo(image)
        area = self.photo.boundingRect()
        for overlay in (self.proposals, self.rois, self.detections, self.crowd):
            overlay.set_area(area)
        self.guides.set_area(area)
        self.set_proposals(None)
        self.rois.set_grids(())
        self.set_detections(None)
        self.show_draft(None)
        self.marks.show_points(())
        self.set_ghosts((), QColor("white"))
        self.band.show_box(None)

    def set_view(self, zoom: float, visible: QRectF) -> None:
        """Take the zoom (logical pixels per image pixel) and the part of the scene that can be seen."""
        self.chips.set_area(visible)
        if zoom != self._zoom:
            self._zoom = zoom
            for item in (
                *self._objects.values(),
                self.ghosts,
                self.draft,
                self.band,
                self.guides,
                self.marks,
            ):
                item.set_zoom(zoom)

    def set_look(self, look: Look) -> None:
        """Draw objects, detections and the box being drawn with another line width and fill."""
        self._look = look
        for item in self._objects.values():
            item.set_look(look)
        self.detections.set_line(look.line)
        self._gather_crowd()
        self.draft.set_width(look.line)

    def show_objects(
        self, objects: Sequence[ObjectAnnotation], selection: frozenset[int], views: ObjectViews
    ) -> None:
        """Make the items those of the document."""
        self._hidden, self._locked = views.hidden, views.locked
        wanted = {item.id: item for item in objects}
        for object_id in self._objects.keys() - wanted.keys():
            self.removeItem(self._objects.pop(object_id))
        layer = self._layers.layer(LayerKind.OBJECTS)
        for object_id, shown in wanted.items():
            colour = self._colour_of(shown.name)
            if (item := self._objects.get(object_id)) is None:
                item = self._objects[object_id] = ObjectItem(shown, colour, self._zoom, self._look)
                item.setOpacity(layer.opacity)
                self.addItem(item)
            else:
                item.show_object(shown, colour)
            item.setVisible(layer.visible and object_id not in self._hidden)
            item.set_level(views.level(object_id))
        self._selection = selection
        layer.count = len(wanted)
        self._show_states()

    def set_hovered(self, object_id: int | None) -> None:
        """Mark the object under the mouse, an unknown id none; None: there is none."""
        left, self._hovered = self._hovered, object_id
        if left != object_id:
            self.chips.refresh()
        for each in (left, object_id):
            if each is not None and each in self._objects and left != object_id:
                self._show_state(each)

    def preview_boxes(self, boxes: Mapping[int, Box]) -> None:
        """Show these objects with other boxes, all others with their own."""
        for object_id, item in self._objects.items():
            item.show_preview(boxes.get(object_id))
        if boxes.keys() != self._previewed:
            self._previewed = frozenset(boxes)
            self._gather_crowd()
        self.chips.refresh()

    def show_draft(self, box: Box | None, name: str = "") -> None:
        """Show a box that is no object yet."""
        self._draft_name = name
        self.draft.set_colour(self._colour_of(name) if name else QColor("white"))
        self.draft.show_box(box)
        self.chips.refresh()

    def set_proposals(self, proposals: Proposals | None) -> None:
        """Show proposals of the open image, and the RoIs that they become."""
        self.proposals.set_proposals(proposals)
        self._pass_on_rois()

    def set_proposal_limit(self, limit: int) -> None:
        """Draw so many of the best proposals, and as many RoIs."""
        self.proposals.set_limit(limit)
        self._pass_on_rois()

    def highlight_proposal(self, index: int | None) -> None:
        """Highlight a row of all proposals in both layers; None ends that."""
        self.proposals.highlight(index)
        self._pass_on_rois()

    def set_grids(self, grids: tuple[FeatureGrid, ...]) -> None:
        """Take the feature maps that RoIs are pooled from, one or several; empty: none are known."""
        self.rois.set_grids(grids)

    def set_detections(self, detections: Detections | None, suggested: frozenset[int] = frozenset()) -> None:
        """Show detections with their chips; the rows of `suggested` are dotted."""
        self.detections.set_detections(detections, suggested)
        self.chips.refresh()

    def set_class_colours(self, colour_of: Callable[[str], QColor]) -> None:
        """Draw detections, objects and chips in the colour of each class name."""
        self._colour_of = colour_of
        self.refresh_class_colours()

    def refresh_class_colours(self) -> None:
        """Ask for the colour of each class again: some are others now."""
        self.detections.refresh()
        for item in self._objects.values():
            item.show_object(item.shown, self._colour_of(item.shown.name))
        self._gather_crowd()
        self.chips.refresh()
        self.class_colours_changed.emit()

    def set_ghosts(self, boxes: Sequence[Box], colour: QColor) -> None:
        """Show dashed boxes, in image pixels, that are no objects; empty: none."""
        self.ghosts.show_boxes(boxes, colour)

    def _make_chips(self) -> list[Chip]:
        chips = draft_chip(self.draft.box, self._draft_name, self.draft.colour)
        objects, detections = self._layers.layer(LayerKind.OBJECTS), self._layers.layer(LayerKind.DETECTIONS)
        if objects.visible:
            shown = [item for item in self._objects.values() if item.isVisible()]
            chips += object_chips(shown, self._selection, self._hovered, objects.opacity)
        if detections.visible and self.detections.detections is not None:
            found, suggested = self.detections.detections, self.detections.suggested
            chips += detection_chips(found, suggested, self._colour_of, detections.opacity)
        return chips

    def _class_colour(self, name: str) -> QColor:
        return self._colour_of(name)

    def _pass_on_rois(self) -> None:
        self.rois.set_rois(self.proposals.shown, self.proposals.highlighted)

    def _show_states(self) -> None:
        for object_id in self._objects:
            self._show_state(object_id)
        self._gather_crowd()
        self.chips.refresh()

    def _gather_crowd(self) -> None:
        """Let very many plain boxes be drawn as one picture, each other one by itself."""
        many, area = len(self._objects) >= CROWD, self.photo.boundingRect()
        many_selected = len(self._selection) >= SELECTED_CROWD
        crowd = []
        for object_id, item in self._objects.items():
            crowded = many and (item.plain or (many_selected and item.one_of_several))
            crowded = crowded and area.contains(QRectF(*_sides_of(item.box)))
            item.set_crowded(crowded)
            if crowded and object_id not in self._hidden:
                crowd.append(item)
        self.crowd.show_items(sorted(crowd, key=lambda item: item.zValue()))

    def _show_state(self, object_id: int) -> None:
        selected = object_id in self._selection
        handles = selected and len(self._selection) == 1 and object_id not in self._locked
        self._objects[object_id].show_state(selected, handles, object_id == self._hovered)

    @Slot()
    def _on_layer_changed(self) -> None:
        layer = self._layers.layer(LayerKind.OBJECTS)
        for object_id, item in self._objects.items():
            item.setVisible(layer.visible and object_id not in self._hidden)
            item.setOpacity(layer.opacity)
        self.chips.refresh()


def _sides_of(box: Box) -> Box:
    """Return left, top, width and height."""
    return box[0], box[1], box[2] - box[0], box[3] - box[1]
