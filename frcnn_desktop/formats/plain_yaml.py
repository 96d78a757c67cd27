"""YAML of texts, lists and mappings: what a data.yaml needs. Nothing in it becomes another kind of value.

The class names "no", "on" and "1e3" stay what they are; aliases, with which a few bytes become gigabytes, and
tags are refused.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

import yaml

MAX_LENGTH = 2**20
_MAX_DEPTH = 16


class _PlainLoader(yaml.BaseLoader):
    """Builds str, list and dict alone."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            _refuse("an alias")
        self._depth = getattr(self, "_depth", 0) + 1
        if self._depth > _MAX_DEPTH:
            _refuse(f"more than {_MAX_DEPTH} levels")
        node = super().compose_node(parent, index)
        self._depth -= 1
        return node


def parse_yaml(text: str) -> object:
    """Return the str, list or dict of a YAML text. Raises ValueError for whatever is no such text."""
    if len(text) > MAX_LENGTH:
        raise ValueError(f"YAML of {len(text)} characters; {MAX_LENGTH} are read")
    try:
        return yaml.load(text, Loader=_PlainLoader)
    except (yaml.YAMLError, RecursionError) as error:
        raise ValueError(str(error).partition("\n")[0] or "no YAML") from error


def yaml_text(values: Mapping[str, str | Sequence[str]]) -> str:
    """Return a mapping as YAML; a list of names becomes a mapping of their indices, as ultralytics has it."""
    lines = []
    for key, value in values.items():
        if isinstance(value, str):
            lines.append(f"{key}: {_quoted(value)}")
        else:
            lines.append(f"{key}:" if value else f"{key}: {{}}")
            lines += [f"  {number}: {_quoted(each)}" for number, each in enumerate(value)]
    return "".join(f"{line}\n" for line in lines)


def _quoted(value: str) -> str:
    # Every JSON text is a YAML text of the same meaning.
    return json.dumps(value, ensure_ascii=False)


def _refuse(what: str) -> NoReturn:
    raise yaml.YAMLError(f"{what} in YAML is not read")
