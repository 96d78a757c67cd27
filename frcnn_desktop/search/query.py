"""A query as a value, and the text that a person would type for it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum, auto
from typing import TypeAlias

from frcnn_desktop.core.provenance import Maker
from frcnn_desktop.search.facts import ImageState


class Key(StrEnum):
    """What a term asks for. WORD has no key in the text: a part of the file's name or of a class."""

    WORD = ""
    NAME = "name"
    CLASS = "class"
    STATE = "state"
    OBJECTS = "objects"
    SIZE = "size"
    SCORE = "score"
    BY = "by"
    DIFFICULT = "difficult"
    TRUNCATED = "truncated"
    OCCLUDED = "occluded"
    WIDTH = "width"
    HEIGHT = "height"
    SAVED = "saved"
    COMMENT = "comment"


class Kind(Enum):
    """How the value of a key is written."""

    TEXT = auto()
    CHOICE = auto()
    NUMBER = auto()
    FLAG = auto()
    DAY = auto()


class Comparison(StrEnum):
    """How a number or a day is compared with the value of a term."""

    IS = ""
    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="


UNKNOWN = "unknown"
"""Instead of a number or a maker: nothing is known."""
ANYTHING = "*"
"""Instead of a part of a comment: whatever it says."""
UNVERIFIED = "unverified"
"""A state beside those of `ImageState`: waiting for a person to check it."""

KINDS: Mapping[Key, Kind] = {
    Key.WORD: Kind.TEXT,
    Key.NAME: Kind.TEXT,
    Key.CLASS: Kind.TEXT,
    Key.STATE: Kind.CHOICE,
    Key.OBJECTS: Kind.NUMBER,
    Key.SIZE: Kind.NUMBER,
    Key.SCORE: Kind.NUMBER,
    Key.BY: Kind.CHOICE,
    Key.DIFFICULT: Kind.FLAG,
    Key.TRUNCATED: Kind.FLAG,
    Key.OCCLUDED: Kind.FLAG,
    Key.WIDTH: Kind.NUMBER,
    Key.HEIGHT: Kind.NUMBER,
    Key.SAVED: Kind.DAY,
    Key.COMMENT: Kind.TEXT,
}
CHOICES: Mapping[Key, tuple[str, ...]] = {
    Key.STATE: (*map(str, ImageState), UNVERIFIED),
    Key.BY: (*map(str, Maker), UNKNOWN),
}
OF_OBJECTS = frozenset({Key.CLASS, Key.SIZE, Key.SCORE, Key.BY, Key.DIFFICULT, Key.TRUNCATED, Key.OCCLUDED})
"""Terms with these keys hold for one and the same object."""
MAY_BE_UNKNOWN = frozenset({Key.SCORE, Key.WIDTH, Key.HEIGHT, Key.OBJECTS})

OR = "or"
"""Between two terms: one of them has to hold. In quotation marks it is a word."""
DECIMALS = 20

Value: TypeAlias = "str | float | bool | date"
_PLAIN = re.compile(r'[^\s"<>=:-][^\s":]*')


@dataclass(frozen=True, slots=True)
class Term:
    """One condition. `value` is text for TEXT and CHOICE, else a number, a flag or a day, or UNKNOWN."""

    key: Key
    value: Value
    comparison: Comparison = Comparison.IS
    negated: bool = False

    def __str__(self) -> str:
        key = f"{self.key}:" if self.key else ""
        return f"{'-' if self.negated else ''}{key}{self.comparison}{_written(self.value)}"

    @property
    def keys(self) -> frozenset[Key]:
        """The key, as a set: like that of `Either`."""
        return frozenset((self.key,))


@dataclass(frozen=True, slots=True)
class Either:
    """Two or more terms of which one has to hold."""

    terms: tuple[Term, ...]

    def __str__(self) -> str:
        return f" {OR} ".join(map(str, self.terms))

    @property
    def keys(self) -> frozenset[Key]:
        """What its terms ask for."""
        return frozenset(term.key for term in self.terms)


Condition: TypeAlias = Term | Either


@dataclass(frozen=True, slots=True)
class Query:
    """Conditions that all have to hold. `str(query)` is read back to an equal query."""

    terms: tuple[Condition, ...] = ()

    def __str__(self) -> str:
        return " ".join(map(str, self.terms))

    def __bool__(self) -> bool:
        return bool(self.terms)

    def asks_for(self, key: Key) -> bool:
        """Whether a term has this key."""
        return any(key in term.keys for term in self.terms)

    def value_of(self, key: Key) -> Value | None:
        """Return the value of the only term with this key; None without one, or where it is not so simple."""
        found = [term for term in self.terms if key in term.keys]
        only = found[0] if len(found) == 1 else None
        if not isinstance(only, Term) or only.negated or only.comparison is not Comparison.IS:
            return None
        return only.value

    def replaced(self, key: Key, *terms: Term) -> Query:
        """Return the query with these terms in the place of those that ask for a key alone."""
        return Query((*(term for term in self.terms if term.keys != {key}), *terms))


def quoted(text: str) -> str:
    """Return a text as it is typed: in quotes where it would be read as something else without them."""
    if _PLAIN.fullmatch(text) and text.casefold() != OR:
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _written(value: Value) -> str:
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, float | int):
        return _number(value)
    return value.isoformat() if isinstance(value, date) else quoted(value)


def _number(value: float) -> str:
    short = str(int(value)) if value.is_integer() else repr(value)
    return f"{value:.{DECIMALS}f}".rstrip("0") if "e" in short else short
