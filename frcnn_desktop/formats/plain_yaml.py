"""YAML of texts, lists and mappings: what a data.yaml needs. Nothing in it becomes another kind of value.

The class names "no", "on" and "1e3" stay what they are; aliases, with which a few bytes become gigabytes, and
tags are refused.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

MAX_LENGTH = 2**20
_MAX_DEPTH = 16


def parse_yaml(text: str) -> object:
    """Return the str, list or dict of a YAML text. Raises ValueError for whatever is no such text."""
    if len(text) > MAX_LENGTH:
        raise ValueError(f"YAML of {len(text)} characters; {MAX_LENGTH} are read")
    # Not before it is needed: the window starts without it.
    from frcnn_desktop.formats.yaml_loader import YAMLError, load_plain

    try:
        return load_plain(text, _MAX_DEPTH)
    except (YAMLError, RecursionError) as error:
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
