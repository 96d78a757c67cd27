"""Where suggestions come from: asked for the open image and those ahead, and kept for a while."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QObject, Signal, Slot

from frcnn_desktop.core.detections import DetectionRun
from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.ui.browse.workspace import Workspace
from frcnn_desktop.ui.detect.detecting import DetectionControl
from frcnn_desktop.ui.feature import Context
from frcnn_desktop.workers.learning.messages import ImageSuggestions, LearningState
from frcnn_desktop.workers.learning.service import LearningService

_KEPT = 64
"""Suggestions of so many images are kept, so that walking back shows them at once."""


class SuggestionSource(QObject):
    """While it is on, asks for the suggestions of the open image once its features are there, and of the
    images ahead with each head that is taken.

    Signals: `arrived(ImageSuggestions)` those of the open image; `state_changed()`.
    """

    arrived = Signal(object)
    state_changed = Signal()

    def __init__(self, context: Context, service: LearningService) -> None:
        super().__init__(context.shell)
        self._session, self._inference, self._service = context.session, context.services.inference, service
        self._detection = DetectionControl.of(context)
        self._on = False
        self.state = LearningState()
        self._kept: OrderedDict[str, ImageSuggestions] = OrderedDict()
        self._neighbours: tuple[LoadedImage, ...] = ()
        Workspace.of(context).neighbours_loaded.connect(self._on_neighbours)
        self._inference.prefetched.connect(self._on_prefetched)
        service.changed.connect(self._on_state)
        service.suggested.connect(self._on_suggested)

    def set_on(self, on: bool) -> None:
        """Switch asking on or off; either way what was suggested is forgotten."""
        self._on = on
        self.forget()

    def forget(self) -> None:
        """Another data set or model: nothing that was suggested holds any more."""
        self.state = LearningState()
        self._kept.clear()

    def forget_image(self, content_key: str) -> None:
        """A person has answered on an image what must not be asked again: do not show what was kept."""
        self._kept.pop(content_key, None)

    def newest(self, content_key: str) -> ImageSuggestions | None:
        """Return what the present head suggests on an image, None where it was not asked yet."""
        kept = self._kept.get(content_key)
        return kept if kept is not None and kept.heads == self.state.taken else None

    def ask(self, *, again: bool = False) -> None:
        """Ask for the suggestions of the open image; `again`: also those that were rejected on it."""
        image = self._session.image
        if self._on and image is not None:
            (self._service.suggest_again if again else self._service.suggest)(image)

    def ask_when_detected(self) -> None:
        """Ask now, unless detection is about to make the features that are needed: it asks then."""
        if self._detection.run is not None or not self._detection.automatic:
            self.ask()

    @Slot(object)
    def _on_suggested(self, message: ImageSuggestions) -> None:
        self._kept[message.content_key] = message
        self._kept.move_to_end(message.content_key)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        image = self._session.image
        if image is not None and image.content_key == message.content_key:
            self.arrived.emit(message)

    @Slot(object)
    def _on_state(self, state: LearningState) -> None:
        another, self.state = state.taken != self.state.taken, state
        if another:
            self._ask_ahead()
        self.state_changed.emit()

    @Slot(list)
    def _on_neighbours(self, images: list[LoadedImage]) -> None:
        self._neighbours = tuple(images)
        self._ask_ahead()

    @Slot(object)
    def _on_prefetched(self, _run: DetectionRun) -> None:
        self._ask_ahead()

    def _ask_ahead(self) -> None:
        """Ask for the newest suggestions of the next images, once their features are there."""
        if self._on:
            self._service.suggest_ahead([image for image in self._neighbours if self._is_outdated(image)])

    def _is_outdated(self, image: LoadedImage) -> bool:
        newest = self.newest(image.content_key) is not None
        return not newest and self._inference.kept(image.content_key) is not None
