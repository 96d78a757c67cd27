"""What is known of one image of the folder, and how far the work on it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from frcnn_desktop.core.messages import Message


class ImageState(StrEnum):
    """How far the work on an image is."""

    UNLABELLED = "unlabelled"
    DETECTED = "detected"
    LABELLED = "labelled"
    VERIFIED = "verified"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class ImageEntry:
    """The facts about one image.

    `objects` counts the objects of its annotation, None without one; `names` are their classes, each once.
    `detections` is None while nothing was detected. `refusal` says why the image could not be opened,
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


@dataclass(frozen=True, slots=True)
class ImageFilter:
    """Which images are listed: those whose name and classes together contain every word, in one state.

    `words` are case-folded; `state` None takes all.
    """

    words: tuple[str, ...] = ()
    state: ImageState | None = None

    @staticmethod
    def words_of(text: str) -> tuple[str, ...]:
        """Return the words to look for in what a person typed."""
        return tuple(text.casefold().split())

    def takes(self, entry: ImageEntry) -> bool:
        """Whether an image is listed."""
        if self.state is not None and entry.state is not self.state:
            return False
        return not self.words or self._found(entry.path.name, entry.names)

    def _found(self, name: str, classes: Iterable[str]) -> bool:
        held = "\n".join((name, *classes)).casefold()
        return all(word in held for word in self.words)
