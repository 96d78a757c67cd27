"""What a data set will be in another format, and what is lost of it: known before anything is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.core.class_names import similar_names, similar_names_message
from frcnn_desktop.core.errors import DatasetError
from frcnn_desktop.core.messages import Message
from frcnn_desktop.formats.format import FLAGS, Format
from frcnn_desktop.formats.gathering import TOLERANCE, Remark, remark
from frcnn_desktop.formats.kinds import Effect
from frcnn_desktop.formats.values import (
    ImageEvent,
    KindCount,
    LabelledImage,
    LabelledSet,
    count_kinds,
    effect_of,
)
from frcnn_desktop.voc.box_repair import normalised
from frcnn_desktop.voc.left_out import LeftOutFrom, LeftOutObject
from frcnn_desktop.voc.portable_names import PortableNames
from frcnn_desktop.voc.reader import UNSPECIFIED_POSE, told_of_object
from frcnn_desktop.voc.splits import divide

_REST = "rest"
"""The split of images that are in none, where others are in one and every image needs one."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is to be converted: `classes` alone and in this order (none: all), divided if in no split yet."""

    classes: tuple[str, ...] = ()
    val_share: float = 0.0
    seed: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """What will be written: `data`, in which events of reading and of this format are together."""

    source: Format
    target: Format
    data: LabelledSet

    @property
    def counts(self) -> tuple[KindCount, ...]:
        """How often each kind of event happens."""
        return count_kinds(self.data.image_events, self.data.object_events)

    def to_dict(self) -> dict[str, Any]:
        """Return what the JSON of a dry run says."""
        data = self.data
        return {
            "source": str(data.root),
            "from": self.source.name,
            "to": self.target.name,
            "destination": None,
            "images": len(data.images),
            "objects": data.object_count,
            "splits": data.splits,
            "classes": list(data.classes),
            "frames": [str(self.source.frame), str(self.target.frame)],
            "counts": {each.code: each.count for each in self.counts},
            "images_left_out": [e.to_dict() for e in data.image_events if e.effect is Effect.LEFT_OUT],
            "images_changed": [e.to_dict() for e in data.image_events if e.effect is not Effect.LEFT_OUT],
            "objects_left_out": [e.to_dict() for e in data.object_events if effect_of(e) is Effect.LEFT_OUT],
            "objects_changed": [e.to_dict() for e in data.object_events if effect_of(e) is Effect.CHANGED],
            "notes": [str(each) for each in data.notes],
        }


def plan(data: LabelledSet, source: Format, target: Format, wishes: Wishes = Wishes()) -> Plan:
    """Return what `target` makes of a data set. Raises DatasetError when no image is left."""
    planning = _Planning(target, wishes.classes or data.classes)
    images = tuple(planning.image(each) for each in _divided(data.images, target, wishes))
    notes = list(data.notes)
    if not data.listed and not wishes.classes:
        notes.append(Message("convert.no_class_list", count=len(data.classes)))
    notes += [similar_names_message(group) for group in similar_names(planning.names)]
    if {each.split for each in images} == {target.single_split} and target.single_split:
        notes.append(Message("convert.one_split", split=target.single_split))
    if not images:
        raise DatasetError(Message("export.no_images"))
    return Plan(
        source,
        target,
        replace(
            data,
            classes=planning.names,
            images=images,
            image_events=(*data.image_events, *planning.image_events),
            object_events=(*data.object_events, *planning.object_events),
            notes=tuple(notes),
        ),
    )


def _divided(images: Sequence[LabelledImage], target: Format, wishes: Wishes) -> list[LabelledImage]:
    """Return the images with the splits that they will have."""
    if any(each.split for each in images):
        # A split becomes the name of a folder, and came as that of somebody's file.
        names, rest = PortableNames(), _REST if target.single_split else ""
        safe = {split: names.take(split) for split in dict.fromkeys(each.split for each in images) if split}
        return [replace(each, split=safe.get(each.split, rest)) for each in images]
    if not wishes.val_share:
        return [replace(each, split=target.single_split) for each in images]
    splits = divide([each.name for each in images], wishes.val_share, wishes.seed)
    val = set(splits["val"])
    return [replace(each, split="val" if each.name in val else "train") for each in images]


class _Planning:
    """Makes images fit a format and says what that costs."""

    def __init__(self, target: Format, names: tuple[str, ...]) -> None:
        self.names = names
        self.image_events: list[ImageEvent] = []
        self.object_events: list[LeftOutFrom] = []
        self._target, self._known = target, frozenset(names)
        self._lost = [flag for flag in FLAGS if flag not in target.holds]
        self._taken: dict[tuple[str, str], PortableNames] = {}

    def image(self, image: LabelledImage) -> LabelledImage:
        annotation = image.annotation
        name = self._name(image)
        if name != image.name:
            reason = Message("convert.image.renamed", name=name)
            self.image_events.append(ImageEvent("renamed", image.name, image.file, reason))
        if annotation.verified and "verified" not in self._target.holds:
            reason = Message("convert.image.verified")
            self.image_events.append(ImageEvent("verified", image.name, image.file, reason))
        objects = []
        for number, each in enumerate(annotation.objects, start=1):
            remarks = list(self._remarks(each, annotation))
            for code, what in remarks:
                event = LeftOutObject(code, each.name, told_of_object(number, each.name, what))
                self.object_events.append(LeftOutFrom(image.name, image.file, event))
            if each.name in self._known:
                objects.append(each)
        return replace(image, name=name, annotation=annotation.with_objects(tuple(objects)))

    def _remarks(self, value: ObjectAnnotation, annotation: ImageAnnotation) -> Iterator[Remark]:
        if value.name not in self._known:
            yield "unknown-class", Message("object.unknown_class")
            return
        for flag in self._lost:
            if getattr(value, flag) not in (False, UNSPECIFIED_POSE):
                yield remark(flag)
        if self._target.whole_pixels:
            whole = normalised(value.box, annotation.width, annotation.height)
            if max(abs(a - b) for a, b in zip(value.box, whole, strict=True)) > TOLERANCE:
                yield remark("rounded")

    def _name(self, image: LabelledImage) -> str:
        """Return a name that systems and readers of the format take, each once without its suffix."""
        path = PurePosixPath(image.name)
        if self._target.flat:
            names = self._taken.setdefault(("", ""), PortableNames())
            return names.take(path.stem) + path.suffix
        folder = "/".join(PortableNames(blanks=True).take(part) for part in path.parent.parts)
        names = self._taken.setdefault((image.split, folder.casefold()), PortableNames(blanks=True))
        stem = names.take(path.stem)
        return f"{folder}/{stem}{path.suffix}" if folder else f"{stem}{path.suffix}"
