"""Collecting the smallest edits of a parsed document."""

from __future__ import annotations

import re
from collections.abc import Sequence

from frcnn_desktop.voc.encoding import Edit
from frcnn_desktop.voc.markup import escape_text, leaf_markup, quoted_attribute
from frcnn_desktop.voc.tree import Element, whitespace_before, whitespace_start

_SELF_CLOSING_END = re.compile(rb"\s*/>$")
_ATTRIBUTE = re.compile(rb"""\s([^\s=/>]+)\s*=\s*("[^"]*"|'[^']*')""")


class DocumentEdits:
    """Edits of one document, kept until they are spliced into the file all at once.

    Positions are bytes of the UTF-8 text and always those of the unedited document.
    """

    def __init__(self, utf8: bytes) -> None:
        self._utf8 = utf8
        self.edits: list[Edit] = []

    def set_text(self, element: Element, text: str) -> None:
        """Replace the text of a leaf, keeping its tags, attributes and surrounding white space."""
        if element.self_closing:
            self.fill_empty(element, escape_text(text))
            return
        start, end = element.open_end, element.close_start
        content = self._utf8[start:end]
        if b"<" not in content and (core := content.strip()):
            # Not by a pattern: one that tries every end takes seconds for a text of many words.
            start += len(content) - len(content.lstrip())
            end = start + len(core)
        self._replace(start, end, escape_text(text))

    def set_content(self, element: Element, text: str) -> None:
        """Replace everything inside a leaf, the white space around its text too."""
        if element.self_closing:
            self.fill_empty(element, escape_text(text))
        else:
            self._replace(element.open_end, element.close_start, escape_text(text))

    def set_child(self, parent: Element, name: str, text: str, order: Sequence[str]) -> None:
        """Set the text of the first child of this name, or insert one at its place in `order`."""
        child = parent.child(name)
        if child is not None:
            self.set_text(child, text)
        else:
            self.insert(parent, name, leaf_markup(parent.prefix + name, text), order)

    def insert(self, parent: Element, name: str, markup: str, order: Sequence[str]) -> None:
        """Insert a child where `order` has it, laid out like its neighbour. The parent must have children."""
        for predecessor in reversed(order[: order.index(name)]):
            if siblings := parent.children_named(predecessor):
                self.insert_after(siblings[-1], whitespace_before(self._utf8, siblings[-1].start) + markup)
                return
        first = parent.children[0]
        # Before the white space, so that cutting the first child does not cut this.
        gap = whitespace_start(self._utf8, first.start)
        self._replace(gap, gap, whitespace_before(self._utf8, first.start) + markup)

    def insert_after(self, element: Element, content: str) -> None:
        """Put content, its white space included, behind an element."""
        self._replace(element.end, element.end, content)

    def fill_empty(self, element: Element, content: str) -> None:
        """Put content, its white space included, into an element that has no children."""
        if not element.self_closing:
            self._replace(element.open_end, element.close_start, content)
            return
        tag = self._utf8[element.start : element.end]
        match = _SELF_CLOSING_END.search(tag)
        start = element.start + match.start() if match else element.end
        self._replace(start, element.end, f">{content}</{element.tag}>")

    def replace(self, element: Element, markup: str) -> None:
        """Put other markup into the place of an element."""
        self._replace(element.start, element.end, markup)

    def cut(self, element: Element) -> None:
        """Remove an element and the white space before it."""
        self._replace(whitespace_start(self._utf8, element.start), element.end, "")

    def set_attribute(self, element: Element, name: str, value: str) -> None:
        """Set an attribute of a start tag."""
        tag_end = element.start + 1 + len(element.tag.encode("utf-8"))
        for match in _ATTRIBUTE.finditer(self._utf8, tag_end, element.open_end):
            if match[1] == name.encode("ascii"):
                self._replace(match.start(2), match.end(2), quoted_attribute(value))
                return
        self._replace(tag_end, tag_end, f" {name}={quoted_attribute(value)}")

    def _replace(self, start: int, end: int, text: str) -> None:
        if self._utf8[start:end] != text.encode("utf-8"):
            self.edits.append((start, end, text))
