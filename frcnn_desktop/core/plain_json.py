"""JSON of plain values, bounded in size and depth: what files and clipboards hold is not to be trusted."""

from __future__ import annotations

import json
import re
from typing import NoReturn

MAX_DEPTH = 32
_BRACKET_OR_TEXT = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[\[\]{}]', re.DOTALL)
"""A text that never ends takes the rest, so that no input is looked at twice."""


def parse_plain(text: str | bytes, limit: int, depth: int = MAX_DEPTH) -> object:
    """Return the value of a JSON text: dict, list, str, finite number, bool or None.

    `limit` bounds its length, `depth` how far lists and objects may be nested. Raises ValueError for
    whatever is no such text, also for NaN and infinite numbers, and never another error.
    """
    if len(text) > limit:
        raise ValueError(f"JSON of {len(text)} characters; {limit} are read")
    plain = text.decode("utf-8") if isinstance(text, bytes) else text
    if _depth(plain) > depth:
        raise ValueError(f"JSON nested deeper than {depth} levels")
    return json.loads(plain, parse_constant=_refuse, parse_float=_finite)


def _depth(text: str) -> int:
    """Return how deep brackets are nested. Counted beforehand: the parser itself recurses."""
    deepest = level = 0
    for match in _BRACKET_OR_TEXT.finditer(text):
        token = match.group()
        if token in "[{":
            level += 1
            deepest = max(deepest, level)
        elif token in "]}":
            level -= 1
    return deepest


def _finite(digits: str) -> float:
    value = float(digits)
    if value in (float("inf"), float("-inf")):
        raise ValueError(f"{digits[:20]} is too large a number")
    return value


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON number")
