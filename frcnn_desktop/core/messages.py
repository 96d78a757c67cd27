"""Messages as values: an id and its fields. What is below the window speaks in these, in no language.

`str(message)` is the English of its template; the window turns the same value into the user's language.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from string import Formatter
from typing import Any, TypeAlias

from frcnn_desktop.core.message_templates import TEMPLATES, Plural

Value: TypeAlias = "str | int | float | Message"
"""What a field may hold. A text is a name, a path or a foreign program's words, and is never translated."""


@dataclass(frozen=True, init=False)
class Message:
    """One thing to tell, e.g. `Message("image.unreadable", name="a.jpg")`.

    `id` is a key of `TEMPLATES`, `fields` are its template's, sorted by name. Equal by content, hashable and
    picklable. A field may hold another message, such as the reason for a failure.
    """

    id: str
    fields: tuple[tuple[str, Value], ...]

    def __init__(self, id_: str, /, **fields: Value | os.PathLike[str]) -> None:
        object.__setattr__(self, "id", id_)
        plain = ((name, _plain(value)) for name, value in sorted(fields.items()))
        object.__setattr__(self, "fields", tuple(plain))

    def __str__(self) -> str:
        template = TEMPLATES[self.id]
        if isinstance(template, Plural):
            template = template.one if self.count == 1 else template.other
        return self.filled(template, str)

    @property
    def source(self) -> str:
        """The text that translations are listed under."""
        return source_of(TEMPLATES[self.id])

    @property
    def count(self) -> int | None:
        """The number that chooses the form of a template with a plural, None without one."""
        count = dict(self.fields).get("count")
        return count if isinstance(TEMPLATES[self.id], Plural) and isinstance(count, int) else None

    def filled(self, template: str, say: Callable[[Message], str]) -> str:
        """Return the template with the fields put in; `say` renders messages among them."""
        values = {name: say(each) if isinstance(each, Message) else each for name, each in self.fields}
        return template.format(**values)

    def to_json(self) -> dict[str, Any]:
        """Return what `message_from_json` reads, of JSON's own types."""
        fields = {name: v.to_json() if isinstance(v, Message) else v for name, v in self.fields}
        return {"id": self.id, "fields": fields}


def verbatim(text: str) -> Message:
    """Return a message of foreign words, which are the same in every language."""
    return Message("text.verbatim", text=text)


def listed(messages: Sequence[Message], join: str = "text.pair") -> Message | None:
    """Return one message that tells all of them, None for none. `join` is the id that puts two together."""
    if not messages:
        return None
    first, *others = messages
    for each in others:
        first = Message(join, first=first, second=each)
    return first


def message_from_json(data: object) -> Message:
    """Return the message that `to_json` wrote. A plain text is taken verbatim: earlier versions wrote those.

    Raises ValueError for anything else, also for an id or fields that this version does not know.
    """
    if isinstance(data, str):
        return verbatim(data)
    if not isinstance(data, Mapping) or not isinstance(data.get("fields"), Mapping):
        raise ValueError("no message")
    id_, fields = data.get("id"), data["fields"]
    template = TEMPLATES.get(id_) if isinstance(id_, str) else None
    if template is None or set(fields) != field_names(source_of(template)):
        raise ValueError(f"no known message: {id_}")
    return Message(str(id_), **{str(name): _read(value) for name, value in fields.items()})


def source_of(template: str | Plural) -> str:
    """Return the text that translations of a template are listed under."""
    return template.other if isinstance(template, Plural) else template


def field_names(template: str) -> set[str]:
    """Return the names of the fields of a template."""
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def needs_translation(template: str) -> bool:
    """Say whether there are words in a template besides its fields."""
    return any(character.isalpha() for text, *_ in Formatter().parse(template) for character in text)


def _plain(value: Value | os.PathLike[str]) -> Value:
    return os.fspath(value) if isinstance(value, os.PathLike) else value


def _read(value: object) -> Value:
    if isinstance(value, Mapping):
        return message_from_json(value)
    if not isinstance(value, str | int | float):
        raise ValueError("no value of a message")
    return value
