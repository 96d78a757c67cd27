"""Writing XML markup, laid out like its surroundings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from frcnn_desktop.core.annotation import Attribute, ObjectAnnotation
from frcnn_desktop.core.errors import AnnotationWriteError
from frcnn_desktop.core.messages import Message
from frcnn_desktop.voc.attributes import has_own_tag
from frcnn_desktop.voc.coordinates import voc_from_box, writable_box
from frcnn_desktop.voc.reader import COORDINATES, UNSPECIFIED_POSE
from frcnn_desktop.voc.tree import Element, whitespace_before

_SURROGATE = re.compile("[\ud800-\udfff]")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

# xml.sax.saxutils would do it, and load Python's HTTP client and TLS before the window is seen.
_CHARACTER_DATA = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_ATTRIBUTE_VALUE = _CHARACTER_DATA | str.maketrans({'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})


@dataclass(frozen=True, slots=True)
class Layout:
    """White space before an element of each level, and before the end tag that closes the level.

    `child` stands directly in the root, `field` in an object, `leaf` in a bndbox.
    """

    child: str = "\n\t"
    child_close: str = "\n"
    field: str = "\n\t\t"
    field_close: str = "\n\t"
    leaf: str = "\n\t\t\t"
    leaf_close: str = "\n\t\t"


def escape_text(text: str) -> str:
    """Return text as XML character data. Raises AnnotationWriteError on characters that XML cannot hold."""
    if match := _ILLEGAL.search(text):
        raise AnnotationWriteError(
            Message("annotation.bad_character", text=repr(text), character=repr(match[0]))
        )
    return text.translate(_CHARACTER_DATA)


def quoted_attribute(value: str) -> str:
    """Return an attribute's value in quotes, so that a reader gives back these very characters."""
    return f'"{value.translate(_ATTRIBUTE_VALUE)}"'


def written_name(name: str) -> str:
    """Return the name of a file or folder as XML can hold it: bytes that are no UTF-8 become U+FFFD."""
    return _SURROGATE.sub("\ufffd", name)


def leaf_markup(tag: str, text: str) -> str:
    """Return an element that holds text only. Raises as `escape_text`."""
    return f"<{tag}>{escape_text(text)}</{tag}>"


def block_markup(tag: str, children: Sequence[str], before: str, close: str) -> str:
    """Return an element whose children each follow `before` and whose end tag follows `close`."""
    return f"<{tag}>" + "".join(before + child for child in children) + close + f"</{tag}>"


def object_markup(value: ObjectAnnotation, limits: tuple[int, int], layout: Layout, prefix: str = "") -> str:
    """Return the markup of one object. `limits` is the image's width and height, 0 when unknown.

    Raises AnnotationWriteError when the object has no class name or its box no area in the image, ValueError
    when the box is not finite.
    """
    numbers = voc_from_box(writable_box(value.box, *limits), *limits)
    corners = [
        leaf_markup(prefix + tag, str(number)) for tag, number in zip(COORDINATES, numbers, strict=True)
    ]
    fields = [
        leaf_markup(prefix + "name", class_name(value)),
        leaf_markup(prefix + "pose", value.pose.strip() or UNSPECIFIED_POSE),
        leaf_markup(prefix + "truncated", flag_text(value.truncated)),
        *([leaf_markup(prefix + "occluded", "1")] if value.occluded else []),
        leaf_markup(prefix + "difficult", flag_text(value.difficult)),
        block_markup(prefix + "bndbox", corners, layout.leaf, layout.leaf_close),
        *_attribute_fields(value.attributes, layout, prefix),
    ]
    return block_markup(prefix + "object", fields, layout.field, layout.field_close)


def _attribute_fields(attributes: Sequence[Attribute], layout: Layout, prefix: str) -> list[str]:
    own = [leaf_markup(prefix + each.name, each.value) for each in attributes if has_own_tag(each)]
    listed = [each for each in attributes if not has_own_tag(each)]
    return [*own, *([attribute_list_markup(listed, layout, prefix)] if listed else [])]


def attribute_list_markup(attributes: Sequence[Attribute], layout: Layout, prefix: str = "") -> str:
    """Return the list of attributes of an object, as CVAT writes it. Raises as `escape_text`."""
    entries = [list_entry_markup(each, prefix) for each in attributes]
    return block_markup(prefix + "attributes", entries, layout.leaf, layout.leaf_close)


def list_entry_markup(attribute: Attribute, prefix: str = "") -> str:
    """Return one entry of the list of attributes. Raises as `escape_text`."""
    name, value = (leaf_markup(prefix + tag, getattr(attribute, tag)) for tag in ("name", "value"))
    return f"<{prefix}attribute>{name}{value}</{prefix}attribute>"


def class_name(value: ObjectAnnotation) -> str:
    """Return the class name as it is written. Raises AnnotationWriteError when there is none."""
    name = value.name.strip()
    if not name:
        raise AnnotationWriteError(Message("annotation.object_without_class"))
    return name


def flag_text(flag: bool) -> str:
    """Return a flag as VOC writes it."""
    return "1" if flag else "0"


def size_markup(size: tuple[int, int, int], layout: Layout, prefix: str = "") -> str:
    """Return the size element of (width, height, depth)."""
    tags = (prefix + "width", prefix + "height", prefix + "depth")
    fields = [leaf_markup(tag, str(number)) for tag, number in zip(tags, size, strict=True)]
    return block_markup(prefix + "size", fields, layout.field, layout.field_close)


def source_markup(layout: Layout, prefix: str = "") -> str:
    """Return the source element; the database is unknown, as labelImg writes it."""
    database = leaf_markup(prefix + "database", "Unknown")
    return block_markup(prefix + "source", [database], layout.field, layout.field_close)


def layout_of(utf8: bytes, root: Element) -> Layout:
    """Return the layout of a document, from its last complete object or else from its indentation."""
    if not root.children:
        return _indented_layout("\r\n" if b"\r\n" in utf8 else "\n", "\t", "\t")
    for element in reversed(root.children_named("object")):
        bndbox = element.child("bndbox")
        if bndbox is not None and bndbox.children:
            return Layout(
                child=whitespace_before(utf8, element.start),
                child_close=whitespace_before(utf8, root.close_start),
                field=whitespace_before(utf8, element.children[0].start),
                field_close=whitespace_before(utf8, element.close_start),
                leaf=whitespace_before(utf8, bndbox.children[0].start),
                leaf_close=whitespace_before(utf8, bndbox.close_start),
            )
    before = whitespace_before(utf8, root.children[-1].start)
    if "\n" not in before:
        return Layout(before, before, before, before, before, before)
    head, _, indent = before.rpartition("\n")
    line_end = "\r\n" if head.endswith("\r") else "\n"
    return _indented_layout(line_end, indent, _indentation_unit(utf8, root, indent))


def _indentation_unit(utf8: bytes, root: Element, indent: str) -> str:
    for child in root.children:
        if child.children:
            inner = whitespace_before(utf8, child.children[0].start).rpartition("\n")[2]
            return inner.removeprefix(indent)
    return indent


def _indented_layout(newline: str, indent: str, unit: str) -> Layout:
    levels = [newline + indent + unit * depth for depth in range(3)]
    return Layout(levels[0], newline, levels[1], levels[0], levels[2], levels[1])
