"""What a reader finds, image by image, checked by the rules that hold for every format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.core.boxes import Box
from frcnn_desktop.core.errors import DatasetError, ImageLoadError
from frcnn_desktop.core.images import ImageHead, image_head
from frcnn_desktop.core.messages import Message, Value
from frcnn_desktop.formats.format import Reading
from frcnn_desktop.formats.kinds import IMAGE_KINDS, OBJECT_KINDS, Effect
from frcnn_desktop.formats.values import ImageEvent, LabelledImage, LabelledSet
from frcnn_desktop.voc.left_out import LeftOutFrom, LeftOutObject
from frcnn_desktop.voc.reader import UNSPECIFIED_POSE, told_of_object

TOLERANCE = 0.01
"""Pixels. A box that moves by less has not changed: YOLO's decimals are no nearer."""

Remark = tuple[str, Message]
"""A key of OBJECT_KINDS and what is to be told of the object."""


def remark(code: str, **fields: Value) -> Remark:
    """Return a remark whose text is the usual one of its kind."""
    return code, Message(OBJECT_KINDS[code].told, **fields)


@dataclass(frozen=True, slots=True)
class FoundObject:
    """One entry of an annotation, its `number` counted from 1. `box` is None where a remark says why."""

    number: int
    name: str
    box: Box | None
    difficult: bool = False
    truncated: bool = False
    occluded: bool = False
    pose: str = UNSPECIFIED_POSE
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundImage:
    """One image. `size` is what the format says, 0 for nothing.

    With `shares` boxes are parts of width and height. `left_out` are objects that a reader has sorted out by
    itself.
    """

    name: str
    split: str
    path: Path | None
    file: str
    objects: Sequence[FoundObject]
    size: tuple[int, int] = (0, 0)
    verified: bool = False
    shares: bool = False
    left_out: tuple[LeftOutObject, ...] = ()


@dataclass(slots=True)
class Gathering:
    """Collects the images of a data set. `root` is its folder."""

    root: Path
    reading: Reading
    notes: list[Message] = field(default_factory=list)
    _images: list[LabelledImage] = field(default_factory=list)
    _image_events: list[ImageEvent] = field(default_factory=list)
    _object_events: list[LeftOutFrom] = field(default_factory=list)
    _names: set[tuple[str, str]] = field(default_factory=set)

    def step(self, done: int, total: int) -> None:
        """Tell the progress. Raises Cancelled."""
        if self.reading.token is not None:
            self.reading.token.raise_if_cancelled()
        if self.reading.progress is not None:
            self.reading.progress(done, total)

    def tell(self, code: str, image: str, file: str, reason: Message | None = None) -> None:
        """Say what became of an image; the reason is the usual one of its kind where none is given."""
        self._image_events.append(ImageEvent(code, image, file, reason or Message(IMAGE_KINDS[code].told)))

    def tell_of_object(self, image: str, file: str, number: int, name: str, what: Remark) -> None:
        """Say what became of an object."""
        code, message = what
        event = LeftOutObject(code, name, told_of_object(number, name, message))
        self._object_events.append(LeftOutFrom(image, file, event))

    def add(self, found: FoundImage) -> None:
        """Check an image and what is in it, and keep both, or say why not."""
        if (found.split, found.name) in self._names:
            self.tell("doubled", found.name, found.file)
            return
        self._names.add((found.split, found.name))
        head = self._head(found)
        if head is None:
            return
        self._object_events += [LeftOutFrom(found.name, found.file, each) for each in found.left_out]
        kept = [self._checked(found, each, head) for each in found.objects]
        annotation = ImageAnnotation(
            head.width,
            head.height,
            tuple(each for each in kept if each is not None),
            found.verified,
            Path(found.name).name,
            depth=head.depth,
        )
        self._images.append(LabelledImage(found.name, found.split, found.path, found.file, annotation))

    def finish(self, classes: Sequence[str], listed: bool) -> LabelledSet:
        """Return what was gathered. Raises DatasetError when that is nothing."""
        if not self._images:
            reason = self._image_events[0].reason if self._image_events else Message("export.no_images")
            raise DatasetError(Message("convert.nothing", name=self.root.name, reason=reason))
        return LabelledSet(
            self.root,
            tuple(dict.fromkeys(each for each in classes if each)),
            listed,
            tuple(self._images),
            tuple(self._image_events),
            tuple(self._object_events),
            tuple(self.notes),
        )

    def _head(self, found: FoundImage) -> ImageHead | None:
        stated = found.size if min(found.size) > 0 else None
        if found.path is None:
            if stated is None:
                self.tell("size-unknown", found.name, found.file)
                return None
            self.tell("image-absent", found.name, found.file)
            return ImageHead(*stated, 1, 3)
        try:
            head = image_head(found.path)
        except ImageLoadError as error:
            self.tell("unreadable", found.name, found.file, error.message)
            return None
        shown = (head.width, head.height)
        sizes = {"stated": "{} x {}".format(*found.size), "shown": "{} x {}".format(*shown)}
        if stated not in (None, shown):
            if stated == shown[::-1]:
                self.tell("unrotated", found.name, found.file)
                return None
            self.tell("size-differs", found.name, found.file, Message("problem.size_differs", **sizes))
        if head.orientation != 1:
            self.tell("turned", found.name, found.file)
        return head

    def _checked(self, image: FoundImage, found: FoundObject, head: ImageHead) -> ObjectAnnotation | None:
        remarks = list(found.remarks)
        box = found.box
        if box is not None:
            if image.shares:
                w, h = head.width, head.height
                box = (box[0] * w, box[1] * h, box[2] * w, box[3] * h)
            box, more = _inside(box, head.width, head.height)
            remarks += more
        if not found.name and not any(_drops(each) for each in remarks):
            remarks.append(remark("no-name"))
        for each in remarks:
            self.tell_of_object(image.name, image.file, found.number, found.name, each)
        if box is None or any(_drops(each) for each in remarks):
            return None
        return ObjectAnnotation(found.name, box, found.difficult, found.truncated, found.occluded, found.pose)


def _drops(what: Remark) -> bool:
    return OBJECT_KINDS[what[0]].effect is Effect.LEFT_OUT


def _inside(box: Box, width: int, height: int) -> tuple[Box, list[Remark]]:
    x1, y1, x2, y2 = box
    if not (x1 < x2 and y1 < y2):
        return box, [remark("no-area")]
    cut = (max(x1, 0.0), max(y1, 0.0), min(x2, float(width)), min(y2, float(height)))
    if cut[0] >= cut[2] or cut[1] >= cut[3]:
        return box, [remark("outside-image")]
    moved = max(abs(a - b) for a, b in zip(box, cut, strict=True))
    return cut, [remark("cut")] if moved > TOLERANCE else []
