"""An XML document as elements that know where their bytes are."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat

from frcnn_desktop.core.errors import AnnotationReadError
from frcnn_desktop.core.messages import Message, verbatim

_START_TAG = re.compile(rb"""<[^\s/>"']+(?:[^"'>]|"[^"]*"|'[^']*')*>""")
_WHITESPACE = b" \t\r\n"


@dataclass(slots=True)
class Element:
    """One element; `name` is its tag without the namespace prefix. Offsets count bytes of the UTF-8 text.

    start..open_end is the start tag, close_start..end the end tag; in `<a/>` the last three are equal.
    `texts` are the pieces of the character data directly inside, references resolved.
    """

    tag: str
    name: str
    start: int
    open_end: int
    attributes: dict[str, str]
    close_start: int = 0
    end: int = 0
    texts: list[str] = field(default_factory=list)
    children: list[Element] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The character data directly inside."""
        return "".join(self.texts)

    @property
    def prefix(self) -> str:
        """The namespace prefix with its colon, or nothing."""
        return self.tag[: len(self.tag) - len(self.name)]

    @property
    def self_closing(self) -> bool:
        """Whether it is written as <name/>."""
        return self.open_end == self.end

    def child(self, name: str) -> Element | None:
        """Return the first direct child of this name."""
        # A loop, not a generator: this is asked a dozen times for each object of a data set.
        for child in self.children:
            if child.name == name:
                return child
        return None

    def children_named(self, name: str) -> list[Element]:
        """Return all direct children of this name, in order."""
        return [child for child in self.children if child.name == name]

    def child_text(self, name: str) -> str | None:
        """Return the stripped text of the first direct child of this name; None without such a child."""
        child = self.child(name)
        return None if child is None else child.text.strip()


def whitespace_start(utf8: bytes, position: int) -> int:
    """Return where the white space that ends at `position` begins."""
    start = position
    while start > 0 and utf8[start - 1] in _WHITESPACE:
        start -= 1
    return start


def whitespace_before(utf8: bytes, position: int) -> str:
    """Return the white space that ends at `position`."""
    return utf8[whitespace_start(utf8, position) : position].decode("ascii")


def parse_tree(utf8: bytes) -> Element:
    """Parse UTF-8 XML and return its root.

    Entities, internal or external, are refused: annotations need none and hostile files do. Raises
    AnnotationReadError with a sentence that lacks the file's name.
    """
    return _TreeBuilder(utf8).build()


class _TreeBuilder:
    def __init__(self, utf8: bytes) -> None:
        self._utf8 = utf8
        self._stack: list[Element] = []
        self._root: Element | None = None
        # Naming the encoding here overrules the declaration, which names the one of the file on disk.
        self._parser = parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.EntityDeclHandler = _refuse_entity
        parser.SkippedEntityHandler = _refuse_entity
        parser.ExternalEntityRefHandler = _refuse_entity

    def build(self) -> Element:
        try:
            self._parser.Parse(self._utf8, True)
        except expat.ExpatError as error:
            raise AnnotationReadError(
                Message(
                    "annotation.not_well_formed_at",
                    reason=verbatim(expat.ErrorString(error.code)),
                    line=error.lineno,
                    column=error.offset + 1,
                )
            ) from error
        finally:
            # The parser holds methods of its holder: break the ring, rather than wait for the collector.
            self._parser.StartElementHandler = None
            self._parser.EndElementHandler = None
            self._parser.CharacterDataHandler = None
        if self._root is None:
            raise AnnotationReadError(Message("annotation.empty"))
        return self._root

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        start = self._parser.CurrentByteIndex
        match = _START_TAG.match(self._utf8, start)
        if match is None:
            raise AnnotationReadError(Message("annotation.not_well_formed"))
        element = Element(tag, tag.rpartition(":")[2], start, match.end(), attributes)
        if self._stack:
            self._stack[-1].children.append(element)
        else:
            self._root = element
        self._stack.append(element)

    def _end(self, _tag: str) -> None:
        element = self._stack.pop()
        element.close_start = self._parser.CurrentByteIndex
        if element.close_start == element.open_end and self._utf8[element.open_end - 2] == ord("/"):
            element.end = element.open_end
        else:
            element.end = self._utf8.index(b">", element.close_start) + 1

    def _text(self, text: str) -> None:
        # Joined only where it is asked for: adding piece to piece takes minutes for a file made to do so.
        self._stack[-1].texts.append(text)


def _refuse_entity(*_details: object) -> NoReturn:
    raise AnnotationReadError(Message("annotation.entity"))
