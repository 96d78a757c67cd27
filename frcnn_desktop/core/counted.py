"""Counts in sentences: one object, two objects."""

from __future__ import annotations


def counted(count: int, /, one: str, many: str, **fields: object) -> str:
    """Return the form for this count, with `{count}` and other fields put in.

    `fields` may hold a `count` that is written in another way, e.g. with spaces between thousands. In
    messages (`core.messages`) `Plural` does the same.
    """
    return (one if count == 1 else many).format(**{"count": count, **fields})
