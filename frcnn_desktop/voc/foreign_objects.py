"""Objects of one annotation file put into another, both kept byte for byte."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.voc.edits import DocumentEdits
from frcnn_desktop.voc.encoding import decode_file
from frcnn_desktop.voc.markup import Layout, layout_of, object_markup
from frcnn_desktop.voc.source import Source, source_of, writing_limits
from frcnn_desktop.voc.tree import Element, parse_tree


@dataclass(frozen=True, slots=True)
class Transplant:
    """What becomes of the objects of a file, by their ids: `removed` go, `replaced` give their place to one
    of the other file, `followed` get one behind them, and `added` come at the end."""

    removed: frozenset[int] = frozenset()
    replaced: Mapping[int, int] = field(default_factory=dict)
    followed: Mapping[int, int] = field(default_factory=dict)
    added: Sequence[int] = ()

    def __bool__(self) -> bool:
        return bool(self.removed or self.replaced or self.followed or self.added)


def transplanted(annotation: ImageAnnotation, other: ImageAnnotation | None, wanted: Transplant) -> bytes:
    """Return the bytes of the file of `annotation` with objects of `other`, both read from files.

    Raises AnnotationWriteError or ValueError when an object cannot be written, e.g. without a class name
    where files of different namespaces meet.
    """
    source = _source(annotation)
    if not wanted:
        return source.data
    file = decode_file(source.data)
    root, edits = parse_tree(file.utf8), DocumentEdits(file.utf8)
    layout = layout_of(file.utf8, root)
    elements = _by_id(root, source)
    foreign = _markup(other, layout, root.prefix) if other is not None else {}
    for object_id in wanted.removed:
        edits.cut(elements[object_id])
    for object_id, new in wanted.replaced.items():
        edits.replace(elements[object_id], foreign[new])
    for object_id, new in wanted.followed.items():
        edits.insert_after(elements[object_id], layout.child + foreign[new])
    content = "".join(layout.child + foreign[new] for new in wanted.added)
    if content and root.children:
        edits.insert_after(_last_object(root), content)
    elif content:
        edits.fill_empty(root, content + layout.child_close)
    return file.splice(edits.edits)


def _source(annotation: ImageAnnotation) -> Source:
    source = source_of(annotation)
    if source is None:
        raise ValueError("the annotation was not read from a file")
    return source


def _by_id(root: Element, source: Source) -> dict[int, Element]:
    pairs = zip(root.children_named("object"), source.originals, strict=True)
    return {value.id: element for element, value in pairs if value is not None}


def _last_object(root: Element) -> Element:
    return (root.children_named("object") or root.children)[-1]


def _markup(annotation: ImageAnnotation, layout: Layout, prefix: str) -> dict[int, str]:
    """Return the objects of a file as text, as they stand there, by their ids."""
    source = _source(annotation)
    utf8 = decode_file(source.data).utf8
    root = parse_tree(utf8)
    elements = _by_id(root, source)
    if root.prefix == prefix:
        return {each: utf8[element.start : element.end].decode() for each, element in elements.items()}
    values = (value for value in source.originals if value is not None)
    return {value.id: _written(value, annotation, layout, prefix) for value in values}


def _written(value: ObjectAnnotation, annotation: ImageAnnotation, layout: Layout, prefix: str) -> str:
    return object_markup(value, writing_limits(annotation), layout, prefix)
