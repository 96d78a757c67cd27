"""Settings of versions up to 0.1 that kept an INI file of JSON texts. Nothing in it is ever unpickled."""

from __future__ import annotations

import re
from urllib.parse import unquote

from frcnn_desktop.core.plain_json import parse_plain

_SECTION = re.compile(r"\[(.*)\]\s*")
_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r"}


def parse_legacy(data: bytes, limit: int) -> dict[str, object]:
    """Return the plain values of an old settings file by key, e.g. "window/theme".

    Qt wrote such a file; its "@Variant" and "@ByteArray" values could hold objects and are passed over, as
    is whatever is no JSON text. Never raises.
    """
    values: dict[str, object] = {}
    section = ""
    for line in data.decode("utf-8", "replace").splitlines():
        if (heading := _SECTION.fullmatch(line)) is not None:
            section = unquote(heading.group(1))
            continue
        name, equals, written = line.partition("=")
        if not equals or name.startswith(";"):
            continue
        try:
            value = parse_plain(_unquoted(written.strip()), limit)
        except ValueError:
            continue
        values[f"{section}/{unquote(name.strip())}"] = value
    return values


def _unquoted(written: str) -> str:
    if len(written) >= 2 and written[0] == written[-1] == '"':
        return _ESCAPE.sub(lambda match: _ESCAPED.get(match.group(1), match.group(1)), written[1:-1])
    return written
