"""What can be found by typing, and in which order. Knows no Qt."""

from __future__ import annotations

import heapq
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

_WORD_START = re.compile(r"(?<=[\W_])(?=\w)|(?<=[a-z])(?=[A-Z])")
_AT_START, _AT_WORD, _INSIDE = range(3)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to choose. `detail` says where it is found without the palette; `key` is its shortcut."""

    text: str
    detail: str
    icon: str
    run: Callable[[], object]
    key: str = ""
    tip: str = ""
    """Searched too, after the text"""


def best(typed: str, entries: Iterable[Entry], limit: int) -> list[Entry]:
    """Return up to `limit` entries that hold all typed words, in text or tip.

    Those whose text begins with what was typed come first, then those where a word does, then the others;
    among equals they stay in order. Nothing typed: the first ones.
    """
    words = typed.casefold().split()
    ranked = ((_rank(words, entry), number, entry) for number, entry in enumerate(entries))
    found = ((rank, number, entry) for rank, number, entry in ranked if rank is not None)
    return [entry for _, _, entry in heapq.nsmallest(limit, found, key=lambda each: each[:2])]


def _rank(words: list[str], entry: Entry) -> tuple[int, ...] | None:
    if not words:
        return ()
    text = entry.text.casefold()
    ranks = [_place(word, text, entry.text) for word in words]
    if None in ranks:
        tip = f"{text} {entry.tip} {entry.detail}".casefold()
        return (_INSIDE + 1,) if all(word in tip for word in words) else None
    return (max(rank for rank in ranks if rank is not None), len(text))


def _place(word: str, folded: str, text: str) -> int | None:
    """Say how well a word is found, None: not at all."""
    if folded.startswith(word):
        return _AT_START
    if word not in folded:
        return None
    starts = (match.start() for match in _WORD_START.finditer(text))
    return _AT_WORD if any(folded.startswith(word, start) for start in starts) else _INSIDE
