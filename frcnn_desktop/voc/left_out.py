"""Which objects of an annotation take part, and why the others do not: one rule for every command."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.core.boxes import Box
from frcnn_desktop.core.messages import Message
from frcnn_desktop.voc.box_repair import touches_image, upright
from frcnn_desktop.voc.reader import told_of_object
from frcnn_desktop.voc.source import source_of


@dataclass(frozen=True, slots=True)
class LeftOutImage:
    """An image that takes no part."""

    image_id: str
    reason: Message


@dataclass(frozen=True, slots=True)
class LeftOutObject:
    """An object of an annotation that takes no part.

    `code` is a stable word for programs: "no-box", "no-name", "unknown-class", "inverted-box",
    "several-boxes" or "outside-image". `name` is its class. `regions` are the half-open boxes, in pixels of
    the image as displayed, where it is nevertheless; empty where the file does not tell.
    """

    code: str
    name: str
    reason: Message
    regions: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOutFrom:
    """The same with the image and the annotation file that it is in."""

    image_id: str
    file: str
    what: LeftOutObject

    @property
    def message(self) -> Message:
        """The sentence about it, with its file."""
        return Message("object.left_out", file=self.file, reason=self.what.reason)

    def to_dict(self) -> dict[str, Any]:
        """Return what the JSON of the commands says."""
        return {
            "image": self.image_id,
            "file": self.file,
            "name": self.what.name,
            "code": self.what.code,
            "reason": str(self.what.reason),
        }


@dataclass(frozen=True, slots=True)
class SortedObjects:
    """The objects that take part, in file order, and those that do not."""

    used: tuple[ObjectAnnotation, ...]
    left_out: tuple[LeftOutObject, ...]


def sort_objects(
    annotation: ImageAnnotation, class_names: Collection[str] | None = None, *, turning: bool = False
) -> SortedObjects:
    """Part the objects that can be learnt and judged from those that cannot.

    Left out are objects without a usable box or a name, with several boxes or an inverted one, wholly outside
    the image (where its size is known, see `check_against_image`), and of a class that is not among
    `class_names`. With `turning` inverted boxes take part: the caller puts them the right way round.
    """
    source = source_of(annotation)
    numbers = _numbers(annotation)
    left_out = [
        LeftOutObject(each.code, str(dict(each.message.fields).get("name", "")), each.message)
        for each in (source.file_problems if source is not None else ())
        if each.code == "no-box"
    ]
    fixed = source.fixed_objects if source is not None else ()
    more_boxes = {k: v for k, v in source.more_boxes.items() if k not in fixed} if source is not None else {}
    size = source.image_size if source is not None else None
    used = []
    for each in annotation.objects:
        boxes = (each.box, *more_boxes.get(each.id, ()))
        found = _obstacle(each, each.id in more_boxes, size, class_names)
        if found is None or (turning and found[0] == "inverted-box"):
            used.append(each)
        else:
            code, what = found
            reason = told_of_object(numbers[each.id], each.name, what)
            left_out.append(LeftOutObject(code, each.name, reason, tuple(map(upright, boxes))))
    return SortedObjects(tuple(used), tuple(left_out))


def _obstacle(
    value: ObjectAnnotation,
    several: bool,
    size: tuple[int, int] | None,
    class_names: Collection[str] | None,
) -> tuple[str, Message] | None:
    x1, y1, x2, y2 = value.box
    if not value.name:
        return "no-name", Message("problem.no_class_name")
    if several:
        return "several-boxes", Message("object.several_boxes")
    if size is not None and not touches_image(value.box, *size):
        return "outside-image", Message("object.outside_image")
    if x1 >= x2 or y1 >= y2:
        return "inverted-box", Message("problem.inverted_box")
    # Last: classes that are taken from the data lack those of which every object is faulty.
    if class_names is not None and value.name not in class_names:
        return "unknown-class", Message("object.unknown_class")
    return None


def _numbers(annotation: ImageAnnotation) -> Mapping[int, int]:
    """Return the place of each object in its file, by id, counted from 1."""
    source = source_of(annotation)
    if source is None:
        return {each.id: number for number, each in enumerate(annotation.objects, start=1)}
    places = {each.id: number for number, each in enumerate(source.originals, start=1) if each is not None}
    added = (each for each in annotation.objects if each.id not in places)
    return places | {each.id: number for number, each in enumerate(added, start=len(source.originals) + 1)}
