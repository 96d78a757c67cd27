"""What could be typed next in a query."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from frcnn_desktop.search.parser import EXAMPLES, QueryError, pieces_of
from frcnn_desktop.search.query import (
    ANYTHING,
    CHOICES,
    KINDS,
    MAY_BE_UNKNOWN,
    OR,
    UNKNOWN,
    Key,
    Kind,
    quoted,
)

MOST_CLASSES = 50


@dataclass(frozen=True, slots=True)
class Completions:
    """`options` could stand in the place of the text from `start` to `end`, in the order to show them."""

    start: int
    end: int
    options: tuple[str, ...] = ()


def complete(text: str, cursor: int, class_names: Iterable[str]) -> Completions:
    """Return what the term that the cursor stands behind could become; `class_names` are those of the set."""
    start = _start_of_term(text, cursor)
    typed = text[start:cursor]
    minus = "-" if typed.startswith("-") else ""
    name, colon, value = typed[len(minus) :].partition(":")
    if not colon:
        keys = [key for key in Key if key and key.startswith(name.casefold())]
        begins_or = OR.startswith(typed.casefold()) and typed.casefold() != OR
        joins = [OR] if begins_or and _may_join(text[:start]) else []
        return Completions(start, cursor, (*(f"{minus}{key}:" for key in keys), *joins))
    key = next((key for key in Key if key and key == name.casefold()), None)
    if key is None:
        return Completions(start, cursor)
    options = (f"{minus}{key}:{each}" for each in _values(key, value, class_names))
    return Completions(start, cursor, tuple(each for each in options if each.casefold() != typed.casefold()))


def _start_of_term(text: str, cursor: int) -> int:
    before = text[:cursor]
    if not before or before[-1].isspace():
        try:
            pieces_of(before)
        except QueryError as error:
            return error.start  # inside quotes
        return cursor
    try:
        return pieces_of(before)[-1].start
    except QueryError as error:
        return error.start


def _may_join(before: str) -> bool:
    """Return whether an `or` may come after these terms."""
    pieces = pieces_of(before)
    return bool(pieces) and not pieces[-1].joins


def _values(key: Key, typed: str, class_names: Iterable[str]) -> list[str]:
    begun = typed.strip('"').casefold()
    if key is Key.CLASS:
        names = list(class_names)
        first = [name for name in names if name.casefold().startswith(begun)]
        inside = [name for name in names if begun in name.casefold() and name not in first]
        return [quoted(name) for name in (*first, *inside)][:MOST_CLASSES]
    if KINDS[key] is Kind.FLAG:
        return [each for each in ("1", "0") if not typed]
    if key in CHOICES:
        return [each for each in CHOICES[key] if each.startswith(begun)]
    if key is Key.COMMENT:
        return [ANYTHING] if not typed else []
    if key is Key.NAME or (typed and not UNKNOWN.startswith(begun)):
        return []
    example = [] if typed else [EXAMPLES[key].partition(":")[2]]
    return [*example, *([UNKNOWN] if key in MAY_BE_UNKNOWN else [])]
