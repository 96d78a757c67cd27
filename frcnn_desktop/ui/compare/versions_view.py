"""A photo with the objects of two annotators as layers."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGraphicsScene, QWidget

from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.curation.conflicts import Conflict
from frcnn_desktop.ui.canvas.items.chips import Chip, ChipsItem
from frcnn_desktop.ui.canvas.items.ghosts import GhostsItem
from frcnn_desktop.ui.canvas.items.photo import PhotoItem
from frcnn_desktop.ui.canvas.items.pointed import Pointed, PointedItem
from frcnn_desktop.ui.canvas.strokes import DASHES
from frcnn_desktop.ui.canvas.view import PhotoView

COLOUR_A, COLOUR_B = QColor("#4da3ff"), QColor("#ffb000")
"""Blue unbroken and amber dashed: told apart without seeing colours."""


class VersionsView(PhotoView):
    """Setters: `set_image`, `set_versions`, `show_layers`, `set_conflict`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._photo, self._pointed = PhotoItem(), PointedItem(30)
        self._a, self._b = GhostsItem(11, ()), GhostsItem(12, DASHES)
        self._shown: tuple[bool, bool] = (True, True)
        self._objects: tuple[tuple[ObjectAnnotation, ...], tuple[ObjectAnnotation, ...]] = ((), ())
        self._chips = ChipsItem(self.chips_now)
        self._chips.setZValue(20)
        scene = QGraphicsScene()
        for item in (self._photo, self._a, self._b, self._chips, self._pointed):
            scene.addItem(item)
        super().__init__(scene, parent)
        scene.setParent(self)

    def set_image(self, image: LoadedImage | None) -> None:
        """Show another photo."""
        self._photo.set_photo(image)
        self.set_photo_size(QSizeF(image.width, image.height) if image else QSizeF())
        self.view_changed()

    def set_versions(self, a: Iterable[ObjectAnnotation], b: Iterable[ObjectAnnotation]) -> None:
        """Show the objects of both."""
        self._objects = (tuple(a), tuple(b))
        self._show()

    def show_layers(self, a: bool, b: bool) -> None:
        """Show the objects of A, of B, or of both."""
        self._shown = (a, b)
        self._show()

    def set_conflict(self, conflict: Conflict | None) -> None:
        """Make the place of a conflict stand out, and bring it into view."""
        self._pointed.show_pointed(None if conflict is None else Pointed(conflict.box))
        if conflict is not None:
            x1, y1, x2, y2 = conflict.box
            self.ensureVisible(x1, y1, x2 - x1, y2 - y1)

    def view_changed(self) -> None:
        """Tell the items about the zoom and the part of the image that is in view."""
        for item in (self._a, self._b, self._pointed):
            item.set_zoom(self.zoom)
        self._chips.set_area(self.mapToScene(self.viewport().rect()).boundingRect())

    def _show(self) -> None:
        a, b = self._visible()
        self._a.show_boxes([each.box for each in a], COLOUR_A)
        self._b.show_boxes([each.box for each in b], COLOUR_B)
        self._chips.refresh()

    def _visible(self) -> tuple[tuple[ObjectAnnotation, ...], tuple[ObjectAnnotation, ...]]:
        return self._objects[0] if self._shown[0] else (), self._objects[1] if self._shown[1] else ()

    def chips_now(self) -> list[Chip]:
        """Return the name tags of what is shown, with the letter of who has drawn it."""
        a, b = self._visible()
        marked = (("A", COLOUR_A, a), ("B", COLOUR_B, b))
        return [
            Chip(each.name, each.box, (colour.red(), colour.green(), colour.blue()), letter)
            for letter, colour, objects in marked
            for each in objects
        ]
