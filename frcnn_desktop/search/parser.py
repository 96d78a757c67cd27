"""Reading the text of a query.

A text is terms with blanks between them; all have to hold:

    dog               part of the file's name or of a class
    name:2010_        part of the file's name
    class:"stop sign" quotes around what has blanks, colons or quotes; \\" and \\\\ inside them
    score:<0.5        <, <=, >, >= before numbers and days
    -difficult:1      a minus in front: must not hold
    dog or cat        one of the terms on both sides of an `or`, which binds closer than a blank
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Self

from frcnn_desktop.core.errors import FrcnnError
from frcnn_desktop.core.messages import Message
from frcnn_desktop.core.messages import Value as Field
from frcnn_desktop.search.query import (
    CHOICES,
    DECIMALS,
    KINDS,
    MAY_BE_UNKNOWN,
    OR,
    UNKNOWN,
    Comparison,
    Condition,
    Either,
    Key,
    Kind,
    Query,
    Term,
    Value,
)

EXAMPLES = {
    Key.NAME: "name:2010_",
    Key.CLASS: 'class:"stop sign"',
    Key.STATE: "state:unverified",
    Key.OBJECTS: "objects:>5",
    Key.SIZE: "size:<32",
    Key.SCORE: "score:<0.5",
    Key.BY: "by:hand",
    Key.DIFFICULT: "difficult:1",
    Key.TRUNCATED: "truncated:1",
    Key.OCCLUDED: "occluded:0",
    Key.WIDTH: "width:>2000",
    Key.HEIGHT: "height:<=480",
    Key.SAVED: "saved:>=2026-11-01",
    Key.COMMENT: "comment:blurred",
}
_FLAGS = {"1": True, "yes": True, "true": True, "0": False, "no": False, "false": False}
_KEY = re.compile(r"[^\W\d_]+(?=:)")
_SIGN = re.compile(r"<=|>=|<|>|=")
_NUMBER = re.compile(rf"[0-9]{{1,15}}(\.[0-9]{{1,{DECIMALS}}})?|\.[0-9]{{1,{DECIMALS}}}")
_BARE = re.compile(r"\S+")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


class QueryError(FrcnnError):
    """A text that is no query. `start` and `end` enclose what cannot be read."""

    start = end = 0

    def at(self, start: int, end: int) -> Self:
        """Return the error with its place."""
        self.start, self.end = start, end
        return self


@dataclass(frozen=True, slots=True)
class Piece:
    """One term as it stands in the text, from `start` to `end`; `key` as typed, None for a plain word.

    `quoted`: the value stands in quotes, and `text` is what is inside them.
    """

    start: int
    end: int
    negated: bool
    key: str | None
    sign: str
    text: str
    quoted: bool

    @property
    def joins(self) -> bool:
        """Whether it is the `or` between two terms."""
        return self.key is None and not self.negated and not self.quoted and self.text.casefold() == OR

    def error(self, message_id: str, **fields: Field) -> QueryError:
        """Return what to raise about this piece."""
        return QueryError(Message(message_id, **fields)).at(self.start, self.end)


def parse_query(text: str) -> Query:
    """Return the query that a text means. Raises QueryError."""
    return Query(tuple(_conditions(pieces_of(text))))


def _conditions(pieces: list[Piece]) -> Iterator[Condition]:
    """Yield the terms, those around an `or` as one condition. Raises QueryError."""
    joined: list[Term] = []
    for number, piece in enumerate(pieces):
        if piece.joins:
            if number in (0, len(pieces) - 1) or pieces[number - 1].joins:
                raise piece.error("search.or_alone")
            continue
        joined.append(_term(piece))
        if number + 1 == len(pieces) or not pieces[number + 1].joins:
            yield joined[0] if len(joined) == 1 else Either(tuple(joined))
            joined.clear()


def pieces_of(text: str) -> list[Piece]:
    """Divide a text into terms. Raises QueryError where a quotation mark is not closed, or not the end."""
    pieces: list[Piece] = []
    at = 0
    while (found := _BARE.search(text, at)) is not None:
        piece = _piece(text, found.start())
        pieces.append(piece)
        at = piece.end
    return pieces


def _piece(text: str, start: int) -> Piece:
    at = start
    negated = text[at] == "-" and text[at + 1 : at + 2].strip() != ""
    at += negated
    key = _KEY.match(text, at)
    sign = ""
    if key is not None:
        at = key.end() + 1
        if (found := _SIGN.match(text, at)) is not None:
            sign, at = found.group(), found.end()
    is_quoted = text[at : at + 1] == '"'
    value, end = _quoted(text, start, at) if is_quoted else _bare(text, at)
    return Piece(start, end, negated, key.group() if key else None, sign, value, is_quoted)


def _bare(text: str, at: int) -> tuple[str, int]:
    found = _BARE.match(text, at)
    return (found.group(), found.end()) if found else ("", at)


def _quoted(text: str, start: int, at: int) -> tuple[str, int]:
    found = _QUOTED.match(text, at)
    if found is None:
        raise QueryError(Message("search.open_quote")).at(start, len(text))
    if text[found.end() : found.end() + 1].strip():
        raise QueryError(Message("search.after_quote")).at(start, _bare(text, found.end())[1])
    return _ESCAPED.sub(r"\1", found.group(1)), found.end()


def _term(piece: Piece) -> Term:
    if piece.key is None:
        if ":" in piece.text and not piece.quoted:
            raise piece.error("search.unknown_key", key=piece.text.split(":")[0])
        if not piece.text:
            raise piece.error("search.nothing_quoted")
        return Term(Key.WORD, piece.text, negated=piece.negated)
    key = next((each for each in Key if each and each == piece.key.casefold()), None)
    if key is None:
        raise piece.error("search.unknown_key", key=piece.key)
    if not piece.text:
        raise piece.error("search.no_value", key=str(key), example=EXAMPLES[key])
    kind = KINDS[key]
    if piece.sign not in {"", "="} and kind not in {Kind.NUMBER, Kind.DAY}:
        raise piece.error("search.not_compared", key=str(key), sign=piece.sign, example=EXAMPLES[key])
    value = _value(key, kind, piece)
    comparison = Comparison("" if piece.sign == "=" else piece.sign)
    if value == UNKNOWN and comparison is not Comparison.IS:
        raise piece.error("search.not_compared", key=str(key), sign=piece.sign, example=f"{key}:{UNKNOWN}")
    return Term(key, value, comparison, piece.negated)


def _value(key: Key, kind: Kind, piece: Piece) -> Value:
    text, folded = piece.text, piece.text.casefold()
    if kind is Kind.TEXT:
        return text
    if kind is Kind.CHOICE:
        if folded not in CHOICES[key]:
            raise piece.error("search.no_choice", key=str(key), value=text, values=", ".join(CHOICES[key]))
        return folded
    if kind is Kind.FLAG:
        if folded not in _FLAGS:
            raise piece.error("search.no_choice", key=str(key), value=text, values="1, 0")
        return _FLAGS[folded]
    if kind is Kind.DAY:
        return _day(piece)
    if folded == UNKNOWN and key in MAY_BE_UNKNOWN:
        return UNKNOWN
    if _NUMBER.fullmatch(text) is None:
        raise piece.error("search.no_number", key=str(key), value=text, example=EXAMPLES[key])
    return float(text)


def _day(piece: Piece) -> date:
    try:
        return date.fromisoformat(piece.text)
    except ValueError:
        raise piece.error("search.no_day", value=piece.text, example=EXAMPLES[Key.SAVED]) from None
