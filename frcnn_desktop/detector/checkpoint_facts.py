"""What a checkpoint tells of how it was made, as it stands in the file.

Each fact is kept as English text, which any reader can show, and those that are messages once more as such.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, TypeAlias

from frcnn_desktop.core.messages import Message, message_from_json
from frcnn_desktop.core.plain_json import parse_plain

Facts: TypeAlias = "dict[str, str | Message]"

_EARLIER_TEXTS = MappingProxyType(
    {str(message): message for message in (Message("fact.trained_end_to_end"), Message("fact.trained_head"))}
)
_MOST, _LONGEST = 100, 20_000
"""Entries, and characters in all: each becomes a line of a dialog."""
_EARLIER_COUNT = " images"


def facts_metadata(facts: Mapping[str, str | Message]) -> dict[str, str]:
    """Return the entries of a checkpoint's metadata that `read_facts` reads."""
    messages = {name: fact.to_json() for name, fact in facts.items() if isinstance(fact, Message)}
    texts = {name: str(fact) for name, fact in facts.items()}
    return {"facts": json.dumps(texts), "messages": json.dumps(messages)}


def read_facts(metadata: Mapping[str, str]) -> Facts:
    """Return what a checkpoint tells of itself; messages that this version does not know stay English.

    Raises ValueError or TypeError when the entries are damaged.
    """
    facts = {name: _earlier(name, text) for name, text in read_texts(metadata, "facts").items()}
    for name, data in _table_in(metadata, "messages").items():
        try:
            facts[name] = message_from_json(data)
        except ValueError:
            continue
    return facts


def read_texts(metadata: Mapping[str, str], part: str) -> dict[str, str]:
    """Return an entry of the metadata that is a table of texts. Raises ValueError or TypeError."""
    return {str(key): str(value) for key, value in _table_in(metadata, part).items()}


def _table_in(metadata: Mapping[str, str], part: str) -> dict[str, Any]:
    table = as_table(parse_plain(metadata.get(part, "{}"), _LONGEST))
    if len(table) > _MOST:
        raise ValueError(f"entries of {part}: {len(table)}; {_MOST} are read")
    return table


def as_table(value: Any) -> dict[str, Any]:
    """Return what JSON holds if it is a table. Raises TypeError."""
    if not isinstance(value, dict):
        raise TypeError("a table was expected")
    return value


def _earlier(name: str, text: str) -> str | Message:
    """Return the message of a fact in a checkpoint that keeps texts alone, as the bundled one does."""
    if text in _EARLIER_TEXTS:
        return _EARLIER_TEXTS[text]
    source, _, count = text.removesuffix(_EARLIER_COUNT).rpartition(", ")
    if name == "data" and text.endswith(_EARLIER_COUNT) and count.isdecimal():
        return Message("fact.images", name=source, count=int(count))
    return text
