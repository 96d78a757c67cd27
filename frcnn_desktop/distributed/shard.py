"""One part of a job that many processes do without talking to each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Shard:
    """Part `number` of `count`, counted from 0.

    Items are dealt out by their place in a list that every process reads by itself. Parts then differ by one
    item at most and take neighbours, which often cost the same, in turn; a hash of the names would be as
    stable only where the list itself changes, and leave parts that are uneven by the square root of their
    size. What is done already is told from what has been written, never from who should have done it.
    """

    number: int = 0
    count: int = 1

    @property
    def whole(self) -> bool:
        """Whether this part is everything."""
        return self.count == 1

    def share(self, items: Sequence[_T]) -> Sequence[_T]:
        """Return the items of this part; all parts together have each once."""
        return items[self.number :: self.count]

    def mark(self, name: str) -> str:
        """Return the name of a file that this part alone writes: a.jsonl becomes a-00002-of-00016.jsonl."""
        if self.whole:
            return name
        stem, dot, suffix = name.rpartition(".")
        return f"{stem}-{self.number:05d}-of-{self.count:05d}{dot}{suffix}"
