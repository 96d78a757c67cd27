"""Tightening objects with the head that learns, once it knows their class."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.ui.feature import Context
from frcnn_desktop.workers.learning.messages import BoxesSnapped, BoxToSnap, LearningState
from frcnn_desktop.workers.learning.service import LearningService


class ObjectSnapping(QObject):
    """The loaded model draws boxes of its own classes alone; what was refitted knows those of this set."""

    def __init__(self, context: Context, service: LearningService) -> None:
        super().__init__(context.shell)
        self._session, self._service = context.session, service
        self._tightening = context.values.tightening
        self._tightening.wanted.connect(self._on_wanted)
        service.changed.connect(self._on_state)
        service.ended.connect(self._on_ended)
        service.snapped.connect(self._on_snapped)

    @Slot(object)
    def _on_state(self, state: LearningState) -> None:
        self._tightening.names = frozenset(state.known)

    @Slot()
    def _on_ended(self) -> None:
        self._tightening.names = frozenset()

    @Slot(list)
    def _on_wanted(self, items: list[ObjectAnnotation]) -> None:
        image = self._session.image
        if image is not None:
            self._service.snap(image, [BoxToSnap(item.box, item.name, item.id) for item in items])

    @Slot(object)
    def _on_snapped(self, message: BoxesSnapped) -> None:
        image = self._session.image
        if image is None or image.content_key != message.content_key:
            return
        pairs = zip(message.asked, message.boxes, strict=True)
        boxes = {asked.object_id: box for asked, box in pairs if asked.object_id is not None}
        if boxes:
            self._tightening.answer(boxes)
