"""Class names of an annotation file changed in its bytes, also of objects that have no usable box."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from frcnn_desktop.core.errors import AnnotationReadError
from frcnn_desktop.core.messages import Message
from frcnn_desktop.voc.edits import DocumentEdits
from frcnn_desktop.voc.encoding import decode_file
from frcnn_desktop.voc.tree import Element, parse_tree

_OBJECT_ORDER = ("name",)


@dataclass(frozen=True, slots=True)
class Reclassed:
    """A file with other class names. `renamed` and `deleted` count objects, `left` those still in it."""

    data: bytes
    renamed: int
    deleted: int
    left: int


def class_texts(data: bytes) -> Counter[str]:
    """Count the objects of each class. Names stand as in the file, white space around them included.

    Raises AnnotationReadError with a sentence that lacks the file's name.
    """
    return Counter(_written(each) for each in _annotation(decode_file(data).utf8).children_named("object"))


def with_classes(data: bytes, new_name: Callable[[str], str | None]) -> Reclassed:
    """Return the file's bytes with its classes renamed; all else stays as it is, byte for byte.

    `new_name` is given a name as it stands in the file, and returns the one to write; None deletes the
    object. Raises AnnotationReadError as `class_texts`, and AnnotationWriteError for what XML cannot hold.
    """
    file = decode_file(data)
    edits = DocumentEdits(file.utf8)
    elements = _annotation(file.utf8).children_named("object")
    renamed = deleted = 0
    for element in elements:
        old = _written(element)
        new = new_name(old)
        if new is None:
            edits.cut(element)
            deleted += 1
        elif new != old:
            _rename(element, new, edits)
            renamed += 1
    return Reclassed(file.splice(edits.edits), renamed, deleted, len(elements) - deleted)


def _annotation(utf8: bytes) -> Element:
    root = parse_tree(utf8)
    if root.name != "annotation":
        raise AnnotationReadError(Message("annotation.wrong_root", tag=root.tag))
    return root


def _written(element: Element) -> str:
    name = element.child("name")
    return "" if name is None else name.text


def _rename(element: Element, new: str, edits: DocumentEdits) -> None:
    name = element.child("name")
    if name is not None:
        edits.set_content(name, new)
    elif element.children:
        edits.set_child(element, "name", new, _OBJECT_ORDER)
    else:
        raise AnnotationReadError(Message("problem.no_class_name"))
