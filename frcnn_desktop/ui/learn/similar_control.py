"""Similar objects: from a selected object to the labelled places that look most like it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from frcnn_desktop.core.boxes import Box, as_box_array, pairwise_iou
from frcnn_desktop.core.similar_box import SimilarBox
from frcnn_desktop.ui.browse.workspace import Workspace
from frcnn_desktop.ui.canvas.colours import class_colour
from frcnn_desktop.ui.feature import Context
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.workers.learning.messages import SimilarFound
from frcnn_desktop.workers.learning.service import LearningService

if TYPE_CHECKING:
    from frcnn_desktop.ui.learn.similar_dialog import SimilarDialog

_SAME_IOU = 0.5


class SimilarControl(QObject):
    """A mislabelled or forgotten object is often found beside one of its kind. Nothing is changed here."""

    def __init__(self, context: Context, service: LearningService) -> None:
        super().__init__(context.shell)
        self._shell, self._session, self._canvas = context.shell, context.session, context.canvas
        self._service, self._workspace = service, Workspace.of(context)
        self._dialog: SimilarDialog | None = None
        self._asked: tuple[Box, str] | None = None
        self._place: tuple[Path, SimilarBox] | None = None
        context.actions.bind(ActionId.SIMILAR, self._ask)
        service.similar_found.connect(self._on_found)
        service.ended.connect(self._forget)
        self._workspace.current_changed.connect(self._on_image)

    def _ask(self) -> None:
        image, selected = self._session.image, self._session.selected_objects
        if image is not None and selected:
            self._asked = selected[0].box, selected[0].name
            self._service.find_similar(image, selected[0].box)

    @Slot(object)
    def _on_found(self, message: SimilarFound) -> None:
        if self._asked is None or message.box != self._asked[0]:
            return
        if not message.found:
            self._shell.status(self.tr("No other labelled image has been learnt yet."))
            return
        if self._dialog is None:
            from frcnn_desktop.ui.learn.similar_dialog import SimilarDialog

            self._dialog = SimilarDialog(self._shell.owner)
            self._dialog.chosen.connect(self._go_to)
        self._dialog.show_places(self._asked[1], message.found)
        self._dialog.show()
        self._dialog.raise_()

    @Slot(object, object)
    def _go_to(self, path: Path, place: SimilarBox) -> None:
        if self._workspace.current == path:
            self._place = None
            self._point_out(place)
        else:
            self._place = path, place
            self._workspace.open_image(path)

    @Slot(object)
    def _on_image(self, path: Path | None) -> None:
        # Whoever goes elsewhere meanwhile does not look for it any more.
        place, self._place = self._place, None
        if place is not None and place[0] == path:
            self._point_out(place[1])

    def _point_out(self, place: SimilarBox) -> None:
        """Select the object that is there; else show where the place is."""
        objects = self._session.objects
        overlaps = pairwise_iou(as_box_array([place.box]), as_box_array([each.box for each in objects]))[0]
        there = objects[int(overlaps.argmax())] if len(objects) and overlaps.max() >= _SAME_IOU else None
        self._session.select([] if there is None else [there.id])
        self._canvas.set_ghosts(() if there is not None else (place.box,), class_colour(place.name))

    @Slot()
    def _forget(self) -> None:
        self._asked = self._place = None
        if self._dialog is not None:
            self._dialog.close()
