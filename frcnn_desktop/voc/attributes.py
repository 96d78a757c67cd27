"""Free attributes of an object: CVAT's list of names and values, and elements that only other programs know.

Both are read as `Attribute`s, and each is written back where it was. What holds further elements, such as
VOC's `part`, is no attribute and stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from frcnn_desktop.core.annotation import Attribute
from frcnn_desktop.voc.tree import Element

_FIELDS = frozenset({"name", "pose", "truncated", "difficult", "occluded", "bndbox", "attributes"})
_TAG_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")


def read_attributes(element: Element) -> tuple[Attribute, ...]:
    """Return the attributes of an object element: its own elements first, then the list."""
    return tuple(attribute for attribute, _, _ in attribute_places(element))


def attribute_places(element: Element) -> Iterator[tuple[Attribute, Element, Element]]:
    """Yield each attribute with the element that is all of it and the one that holds its value."""
    group = None
    for child in element.children:
        if child.name not in _FIELDS:
            if not child.children:
                yield Attribute(child.name, child.text.strip(), own_tag=True), child, child
        elif child.name == "attributes" and group is None:
            group = child
    for entry in group.children_named("attribute") if group is not None else ():
        name, value = entry.child_text("name"), entry.child("value")
        if name and value is not None and not value.children:
            yield Attribute(name, value.text.strip()), entry, value


def has_own_tag(attribute: Attribute) -> bool:
    """Say whether an attribute is written as an element of its own.

    Attributes come from clipboards and journals, too: not every name can be a tag.
    """
    fits = _TAG_NAME.fullmatch(attribute.name) is not None and attribute.name not in _FIELDS
    return attribute.own_tag and fits
