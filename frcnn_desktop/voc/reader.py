"""From XML elements to the values of an annotation, and what is odd about the elements."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation, Problem
from frcnn_desktop.core.boxes import Box
from frcnn_desktop.core.errors import AnnotationReadError
from frcnn_desktop.core.messages import Message
from frcnn_desktop.voc.attributes import read_attributes
from frcnn_desktop.voc.coordinates import box_from_voc
from frcnn_desktop.voc.encoding import decode_file
from frcnn_desktop.voc.source import Head, Source
from frcnn_desktop.voc.tree import Element, parse_tree

COORDINATES = ("xmin", "ymin", "xmax", "ymax")
UNSPECIFIED_POSE = "Unspecified"
_TRUE = frozenset({"1", "true", "yes"})
_DECIMAL = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")
_OBJECT_TAGS = ("pose", "truncated", "difficult")
_HEAD_TAGS = ("folder", "filename", "source", "size", "segmented")


@dataclass(frozen=True, slots=True)
class _ReadObject:
    value: ObjectAnnotation | None
    problems: tuple[Problem, ...]
    more_boxes: tuple[Box, ...] | None = None


def read_values(data: bytes) -> ImageAnnotation:
    """Decode an annotation file's bytes; `problems` is left to `voc.problems`.

    Raises AnnotationReadError with a sentence that lacks the file's name.
    """
    decoded = decode_file(data)
    root = parse_tree(decoded.utf8)
    if root.name != "annotation":
        raise AnnotationReadError(Message("annotation.wrong_root", tag=root.tag))
    elements = root.children_named("object")
    read = [_read_object(element, number) for number, element in enumerate(elements, start=1)]
    head = _read_head(root)
    problems = [*_file_problems(decoded.note, root, head)]
    for each in read:
        problems.extend(each.problems)
    return ImageAnnotation(
        width=head.width,
        height=head.height,
        objects=tuple(each.value for each in read if each.value is not None),
        verified=head.verified,
        filename=head.filename,
        folder=head.folder,
        depth=head.depth,
        comment=head.comment,
        source=Source(
            data,
            tuple(each.value for each in read),
            head,
            tuple(problems),
            more_boxes={
                each.value.id: each.more_boxes
                for each in read
                if each.value is not None and each.more_boxes is not None
            },
        ),
    )


def _read_head(root: Element) -> Head:
    size = root.child("size")
    return Head(
        width=_whole_number(size, "width", 0),
        height=_whole_number(size, "height", 0),
        depth=_whole_number(size, "depth", 3),
        verified=root.attributes.get("verified", "").strip().lower() in _TRUE,
        filename=root.child_text("filename") or "",
        folder=root.child_text("folder") or "",
        comment=comment.text.strip() if (comment := comment_element(root)) is not None else "",
    )


def comment_element(root: Element) -> Element | None:
    """Return the element that holds what people say about the image. One with children is something else."""
    return next((each for each in root.children_named("comment") if not each.children), None)


def _whole_number(parent: Element | None, name: str, default: int) -> int:
    number = _number(parent.child_text(name)) if parent is not None else None
    return int(number) if number is not None and number > 0 else default


def _number(text: str | None) -> float | None:
    # Python's float would take "nan" and "2_63" as well.
    if text is None or _DECIMAL.fullmatch(text) is None:
        return None
    number = float(text)
    return number if math.isfinite(number) else None


def _read_object(element: Element, number: int) -> _ReadObject:
    name = element.child_text("name") or ""
    boxes = [read_box(each) for each in element.children_named("bndbox")]
    box = boxes[0] if boxes else None
    if box is None:
        message = told_of_object(number, name, Message("problem.no_box"))
        return _ReadObject(None, (Problem("no-box", message),))
    value = ObjectAnnotation(
        name=name,
        box=box,
        difficult=_flag(element, "difficult"),
        truncated=_flag(element, "truncated"),
        occluded=_flag(element, "occluded"),
        pose=element.child_text("pose") or UNSPECIFIED_POSE,
        attributes=read_attributes(element),
    )
    found = [
        Problem(code, told_of_object(number, name, what), value.id)
        for code, what in _object_oddities(element)
    ]
    more = tuple(each for each in boxes[1:] if each is not None) if len(boxes) > 1 else None
    return _ReadObject(value, tuple(found), more)


def told_of_object(number: int, name: str, what: Message) -> Message:
    """Return `what` is odd about an object, said of its number in the file and its name if it has one."""
    if name:
        return Message("problem.of_named_object", number=number, name=name, what=what)
    return Message("problem.of_object", number=number, what=what)


def read_box(bndbox: Element) -> Box | None:
    """Return the half-open box of an element; None where one of its four numbers is none."""
    numbers = [_number(bndbox.child_text(name)) for name in COORDINATES]
    known = [number for number in numbers if number is not None]
    return box_from_voc(*known) if len(known) == 4 else None


def _flag(element: Element, name: str) -> bool:
    text = (element.child_text(name) or "").lower()
    number = _number(text)
    return text in _TRUE or (number is not None and number != 0)


def _object_oddities(element: Element) -> list[tuple[str, Message]]:
    found = []
    if len(element.children_named("bndbox")) > 1:
        found.append(("several-boxes", Message("problem.several_boxes")))
    missing = [name for name in _OBJECT_TAGS if element.child(name) is None]
    if missing:
        found.append(("missing-tags", Message("problem.missing_tags", names=", ".join(missing))))
    odd = [name for name in ("truncated", "difficult") if element.child_text(name) not in (None, "0", "1")]
    if odd:
        found.append(("odd-flag", Message("problem.odd_flag", names=", ".join(odd))))
    return found


def _file_problems(note: Message | None, root: Element, head: Head) -> list[Problem]:
    found = []
    if note:
        found.append(Problem("encoding-mismatch", Message("problem.encoding", what=note)))
    if root.prefix or "xmlns" in root.attributes:
        found.append(Problem("namespace", Message("problem.namespace")))
    missing = [name for name in _HEAD_TAGS if root.child(name) is None]
    if missing:
        found.append(Problem("missing-head", Message("problem.missing_head", names=", ".join(missing))))
    if root.child("size") is not None and not (head.width and head.height):
        found.append(Problem("size-zero", Message("problem.size_zero")))
    return found
