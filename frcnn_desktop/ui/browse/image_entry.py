"""What is known of one image of the folder, and how far the work on it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from frcnn_desktop.core.messages import Message
from frcnn_desktop.search.facts import ImageState, ObjectFacts


@dataclass(frozen=True, slots=True)
class ImageEntry:
    """The facts about one image; a query asks them (`search.facts.Searchable`).

    `objects` counts the objects of its annotation, None without one; `names` are their classes, each once,
    and `found` the objects themselves. `detections` is None while nothing was detected, `detected` are
    those that were counted. `size` is width and height, None while not known; `saved` the day on which the
    annotation file was last written. `refusal` says why the image could not be opened,
    `problem` why its annotation could not be read, `failure` why it could not be detected. `summarised`:
    somebody has looked for its annotation.
    """

    path: Path
    objects: int | None = None
    verified: bool = False
    names: tuple[str, ...] = ()
    detections: int | None = None
    refusal: Message | None = None
    problem: Message | None = None
    failure: Message | None = None
    summarised: bool = False
    found: tuple[ObjectFacts, ...] = ()
    detected: tuple[ObjectFacts, ...] = ()
    size: tuple[int, int] | None = None
    saved: date | None = None
    comment: str = ""

    @property
    def name(self) -> str:
        """Of the file, with its suffix."""
        return self.path.name

    @property
    def object_count(self) -> int | None:
        """Objects of its annotation, 0 where there is none; None while nobody has looked for one."""
        return self.objects if self.objects is not None or not self.summarised else 0

    @property
    def seen(self) -> tuple[ObjectFacts, ...]:
        """Its objects; its detections while it has no annotation."""
        return self.detected if self.objects is None else self.found

    @property
    def state(self) -> ImageState:
        """Only here is it decided how far the work on an image is.

        A person's work counts more than what the detector says, and what keeps it from being seen more than
        either.
        """
        if self.refusal or self.problem:
            return ImageState.PROBLEM
        if self.verified:
            return ImageState.VERIFIED
        if self.objects is not None:
            return ImageState.LABELLED
        if self.failure:
            return ImageState.PROBLEM
        return ImageState.UNLABELLED if self.detections is None else ImageState.DETECTED

    @property
    def note(self) -> Message | None:
        """What the problem is, None without one."""
        if self.state is not ImageState.PROBLEM:
            return None
        return self.refusal or self.problem or self.failure
