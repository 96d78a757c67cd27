"""A data set in no format: images, their annotations in our own values, and what was met on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from frcnn_desktop.core.annotation import ImageAnnotation
from frcnn_desktop.core.messages import Message
from frcnn_desktop.formats.kinds import IMAGE_KINDS, OBJECT_KINDS, Effect
from frcnn_desktop.voc.left_out import LeftOutFrom


@dataclass(frozen=True, slots=True)
class ImageEvent:
    """What became of an image. `code` is a key of IMAGE_KINDS, `file` what told of it."""

    code: str
    image: str
    file: str
    reason: Message

    @property
    def effect(self) -> Effect:
        """What the event means for the image."""
        return IMAGE_KINDS[self.code].effect

    def to_dict(self) -> dict[str, Any]:
        """Return what the JSON of the command says."""
        return {"image": self.image, "file": self.file, "code": self.code, "reason": str(self.reason)}


@dataclass(frozen=True, slots=True)
class LabelledImage:
    """An image with its annotation.

    `name` is its relative path, "/" between folders, never absolute and without "..", as its format calls it
    within `split` ("" for none). `path` is where it is, None where it is not. `file` holds the annotation.
    """

    name: str
    split: str
    path: Path | None
    file: str
    annotation: ImageAnnotation


@dataclass(frozen=True, slots=True, eq=False)
class LabelledSet:
    """A data set. `classes` are in its own order; `listed` says whether it had such a list.

    `objects` are events of objects, their codes keys of OBJECT_KINDS; `notes` concern the whole.
    """

    root: Path
    classes: tuple[str, ...]
    listed: bool
    images: tuple[LabelledImage, ...]
    image_events: tuple[ImageEvent, ...] = ()
    object_events: tuple[LeftOutFrom, ...] = ()
    notes: tuple[Message, ...] = ()

    @property
    def splits(self) -> dict[str, int]:
        """How many images there are of each split."""
        return dict(Counter(each.split for each in self.images))

    @property
    def object_count(self) -> int:
        """Objects of all images."""
        return sum(len(each.annotation.objects) for each in self.images)


@dataclass(frozen=True, slots=True)
class KindCount:
    """How often something happens. `message` says it with the count in it."""

    code: str
    effect: Effect
    message: Message
    count: int


def effect_of(event: LeftOutFrom) -> Effect:
    """Return how much is lost of an object."""
    return OBJECT_KINDS[event.what.code].effect


def count_kinds(
    image_events: Iterable[ImageEvent], object_events: Iterable[LeftOutFrom]
) -> tuple[KindCount, ...]:
    """Return how often each kind of event is there; what is left out comes first."""
    images = Counter(each.code for each in image_events)
    objects = Counter(each.what.code for each in object_events)
    found = [
        KindCount(code, kind.effect, Message(kind.counted, count=counts[code]), counts[code])
        for kinds, counts in ((IMAGE_KINDS, images), (OBJECT_KINDS, objects))
        for code, kind in kinds.items()
        if counts[code]
    ]
    order = list(Effect)
    return tuple(sorted(found, key=lambda each: order.index(each.effect)))
