"""The first guess of a drawn box's class: that of the head that learns, before that of the model."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from frcnn_desktop.core.boxes import Box
from frcnn_desktop.ui.feature import Context
from frcnn_desktop.workers.learning.messages import BoxJudged
from frcnn_desktop.workers.learning.service import LearningService


class ClassGuess(QObject):
    """Asks about each box once it is drawn. The model's own scores hold while it changes."""

    def __init__(self, context: Context, service: LearningService) -> None:
        super().__init__(context.shell)
        self._session, self._scores, self._service = context.session, context.values.scores, service
        self._box: Box | None = None
        context.canvas.box_drawn.connect(self._on_drawn)
        context.canvas.box_changing.connect(self._forget)
        context.session.annotation_changed.connect(self._forget)
        context.session.selection_changed.connect(self._forget)
        service.judged.connect(self._on_judged)

    @Slot(tuple)
    def _on_drawn(self, box: Box) -> None:
        image = self._session.image
        if image is not None:
            self._box = box
            self._service.judge(image, box)

    @Slot()
    def _forget(self, *_box: object) -> None:
        self._box = None
        self._scores.prefer({})

    @Slot(object)
    def _on_judged(self, message: BoxJudged) -> None:
        image = self._session.image
        if image is not None and image.content_key == message.content_key and message.box == self._box:
            self._scores.prefer(message.scores)
