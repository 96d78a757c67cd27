"""Fields of the settings: a key, a default, and a check that turns plain JSON values into typed ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar, overload

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)
_TEXT_LIMIT = 8_192
_ENTRY_LIMIT = 10_000
_LIST_LIMIT = 100


@dataclass(frozen=True, slots=True)
class Kind(Generic[T]):
    """How a value looks in the file. `read` returns None for what is no such value, `write` plain JSON."""

    read: Callable[[object], T | None]
    write: Callable[[T], object]


class Holder(Protocol):
    """What fields are declared on: plain values by key."""

    def plain(self, key: str) -> object:
        """Return the JSON value under a key; None: there is none."""
        ...

    def set_plain(self, key: str, value: object) -> None:
        """Keep a JSON value under a key."""


class Field(Generic[T]):
    """One setting as a typed attribute. A value of the wrong kind counts as absent: the default is read."""

    def __init__(self, key: str, default: T, kind: Kind[T]) -> None:
        self.key, self.default, self._kind = key, default, kind

    @overload
    def __get__(self, holder: None, owner: type | None = None) -> Field[T]: ...

    @overload
    def __get__(self, holder: Holder, owner: type | None = None) -> T: ...

    def __get__(self, holder: Holder | None, owner: type | None = None) -> Field[T] | T:
        return self if holder is None else self.of(holder)

    def __set__(self, holder: Holder, value: T) -> None:
        self.set(holder, value)

    def of(self, holder: Holder) -> T:
        """Return the value that a holder has, or the default."""
        value = self._kind.read(holder.plain(self.key))
        return self.default if value is None else value

    def set(self, holder: Holder, value: T) -> None:
        """Keep a value in its plain form."""
        holder.set_plain(self.key, self._kind.write(value))


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and len(value) <= _TEXT_LIMIT and "\0" not in value else None


def _as_it_is(value: object) -> object:
    return value


def is_fraction(value: object) -> bool:
    """Say whether it is a number from 0 to 1; a bool is none, although Python takes it for an int."""
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1


FLAG: Kind[bool] = Kind(lambda value: value if isinstance(value, bool) else None, _as_it_is)
TEXT: Kind[str] = Kind(_text, _as_it_is)


def _fraction(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and is_fraction(value) else None


FRACTION: Kind[float] = Kind(_fraction, lambda value: round(value, 4))


def number(low: float, high: float) -> Kind[float]:
    """A number within bounds."""

    def read(value: object) -> float | None:
        if not isinstance(value, int | float) or isinstance(value, bool):
            return None
        return float(value) if low <= value <= high else None

    return Kind(read, lambda value: round(value, 4))


def _count(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 2**31 else None


COUNT: Kind[int | None] = Kind(_count, _as_it_is)
"""A number of things from 1 on, or None for no limit."""


def _path(value: object) -> Path | None:
    text = _text(value)
    return Path(text) if text else None


PATH: Kind[Path | None] = Kind(_path, lambda path: "" if path is None else str(path))


def one_of(choices: type[E]) -> Kind[E]:
    """One member of an enumeration, as its text."""
    members = {str(member): member for member in choices}
    return Kind(lambda value: members.get(value) if isinstance(value, str) else None, str)


def blob(limit: int) -> Kind[bytes]:
    """A few bytes, as hexadecimal text; longer ones count as absent."""

    def read(value: object) -> bytes | None:
        if not isinstance(value, str) or len(value) > 2 * limit:
            return None
        try:
            return bytes.fromhex(value)
        except ValueError:
            return None

    return Kind(read, lambda data: data.hex() if len(data) <= limit else "")


def paths(limit: int) -> Kind[tuple[Path, ...]]:
    """The first `limit` entries that are paths."""

    def read(value: object) -> tuple[Path, ...] | None:
        found = (_path(entry) for entry in value[:_ENTRY_LIMIT]) if isinstance(value, list) else ()
        return tuple(path for path in found if path is not None)[:limit]

    return Kind(read, lambda value: [str(path) for path in value[:limit]])


def _names(value: object) -> tuple[str, ...] | None:
    texts = (_text(entry) for entry in value[:_ENTRY_LIMIT]) if isinstance(value, list) else ()
    stripped = dict.fromkeys(text.strip() for text in texts if text is not None)
    return tuple(name for name in stripped if name) or None


NAMES: Kind[tuple[str, ...]] = Kind(_names, list)
"""Names, each once and none empty; an empty list counts as absent."""


def folder_map(limit: int) -> Kind[dict[str, str]]:
    """Text for text; the newest `limit` entries are kept."""

    def read(value: object) -> dict[str, str]:
        pairs = value.items() if isinstance(value, Mapping) else ()
        return {str(key): text for key, each in pairs if (text := _text(each)) is not None}

    return Kind(read, lambda value: dict(list(value.items())[-limit:]))


def _fractions(value: object) -> tuple[tuple[str, float], ...]:
    pairs = value.items() if isinstance(value, Mapping) else ()
    found = ((str(name), _fraction(each)) for name, each in list(pairs)[:_ENTRY_LIMIT])
    return tuple((name, share) for name, share in found if share is not None)


FRACTIONS: Kind[tuple[tuple[str, float], ...]] = Kind(
    _fractions, lambda value: {name: round(share, 4) for name, share in value}
)


def _lists(value: object) -> dict[str, tuple[str, ...]]:
    pairs = value.items() if isinstance(value, Mapping) else ()
    found = ((str(name), each) for name, each in list(pairs)[:_ENTRY_LIMIT] if isinstance(each, list))
    return {
        name: tuple(text for entry in each[:_LIST_LIMIT] if (text := _text(entry))) for name, each in found
    }


LISTS: Kind[dict[str, tuple[str, ...]]] = Kind(
    _lists, lambda value: {name: list(each) for name, each in value.items()}
)
"""A few texts by name."""


def _plain_mapping(value: object) -> dict[str, Any]:
    return {str(key): each for key, each in value.items()} if isinstance(value, Mapping) else {}


PLAIN: Kind[dict[str, Any]] = Kind(_plain_mapping, dict)
"""Plain values by name, for their reader to check."""
