"""The annotation of one image, as immutable values.

Boxes are four Python floats, xyxy, continuous, half-open, in pixels of the image as displayed.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field, replace
from typing import Any

from frcnn_desktop.core.boxes import Box
from frcnn_desktop.core.messages import Message

_ids = itertools.count(1)


def new_object_id() -> int:
    """Return an id that no other object of this process has."""
    return next(_ids)


@dataclass(frozen=True, slots=True)
class Attribute:
    """Something that is said of an object besides what VOC knows.

    `own_tag`: the file has an element of this name for it, else an entry in a list of attributes, as CVAT
    writes them.
    """

    name: str
    value: str
    own_tag: bool = False


@dataclass(frozen=True, slots=True)
class ObjectAnnotation:
    """One object of an annotation: a class name, a box, the VOC flags, and free attributes.

    `id` stays the same through every edit (use `dataclasses.replace`); it lives in memory only and takes
    no part in equality, so that two readings of one file are equal.
    """

    name: str
    box: Box
    difficult: bool = False
    truncated: bool = False
    occluded: bool = False
    pose: str = "Unspecified"
    attributes: tuple[Attribute, ...] = ()
    id: int = field(default_factory=new_object_id, compare=False)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something odd in an annotation file that was opened all the same.

    `code` is a stable word for programs, `message` what people read, `object_id` the object concerned.
    """

    code: str
    message: Message
    object_id: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class ImageAnnotation:
    """The annotation of one image: size in pixels as displayed, and its objects in file order.

    `comment` is what people tell each other about the image, "" where nobody has.
    `source` is what the codec needs to keep untouched bytes untouched. It is opaque: only `voc` reads it.
    """

    width: int
    height: int
    objects: tuple[ObjectAnnotation, ...] = ()
    verified: bool = False
    filename: str = ""
    folder: str = ""
    depth: int = 3
    comment: str = ""
    problems: tuple[Problem, ...] = field(default=(), compare=False)
    source: Any = field(default=None, compare=False, repr=False)

    def with_objects(self, objects: tuple[ObjectAnnotation, ...]) -> ImageAnnotation:
        """Return a copy with other objects; the rest, and the bytes it was read from, stay."""
        return replace(self, objects=objects)
