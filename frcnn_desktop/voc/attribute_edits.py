"""Changing the attributes of an object in the file that it came from."""

from __future__ import annotations

from collections.abc import Sequence

from frcnn_desktop.core.annotation import Attribute
from frcnn_desktop.voc.attributes import attribute_places
from frcnn_desktop.voc.edits import DocumentEdits
from frcnn_desktop.voc.markup import Layout, attribute_list_markup, list_entry_markup
from frcnn_desktop.voc.tree import Element, whitespace_before


def patch_attributes(
    edits: DocumentEdits, element: Element, wanted: Sequence[Attribute], utf8: bytes, layout: Layout
) -> None:
    """Make the attributes of an object element those that are wanted, touching only what differs."""
    left, gone = list(wanted), []
    for known, whole, leaf in attribute_places(element):
        same = [each for each in left if (each.name, each.own_tag) == (known.name, known.own_tag)]
        if not same:
            gone.append(whole)
            continue
        left.remove(same[0])
        if same[0].value != known.value:
            edits.set_text(leaf, same[0].value)
    group = element.child("attributes")
    if group is not None and group.children and not left and all(each in gone for each in group.children):
        # An empty list says nothing.
        gone = [each for each in gone if each not in group.children] + [group]
    for each in gone:
        edits.cut(each)
    if left:
        _add(edits, element, left, utf8, layout)


def _add(edits: DocumentEdits, element: Element, added: list[Attribute], utf8: bytes, layout: Layout) -> None:
    prefix, group = element.prefix, element.child("attributes")
    if group is None:
        edits.insert_after(element.children[-1], layout.field + attribute_list_markup(added, layout, prefix))
    elif not group.children:
        content = "".join(layout.leaf + list_entry_markup(each, prefix) for each in added)
        edits.fill_empty(group, content + layout.leaf_close)
    else:
        last = group.children[-1]
        before = whitespace_before(utf8, last.start)
        edits.insert_after(last, "".join(before + list_entry_markup(each, prefix) for each in added))
