"""Keys as a file that can be passed on: plain JSON, read with suspicion."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from frcnn_desktop.core.atomic_file import write_atomically
from frcnn_desktop.core.errors import FrcnnError, reason_of
from frcnn_desktop.core.messages import Message
from frcnn_desktop.core.plain_json import parse_plain
from frcnn_desktop.core.printable import printable
from frcnn_desktop.core.regular_file import LargeFileError, read_regular
from frcnn_desktop.ui.shell.key_bindings import MOST_KEYS, Keys, portable

FORMAT, VERSION = "frcnn-desktop keys", 1
_MOST_BYTES, _DEPTH = 2**18, 4
_MOST_COMMANDS, _LONGEST, _SHOWN = 2_000, 200, 40


class KeysFileError(FrcnnError):
    """A file of keys is refused as a whole."""


@dataclass(frozen=True, slots=True)
class KeysRead:
    """`keys` of the commands that there are; `unknown` are the names of those that there are not."""

    keys: Mapping[str, Keys]
    unknown: tuple[str, ...]


def write_keys(path: Path, keys: Mapping[str, Keys]) -> None:
    """Write the keys of all commands. Raises KeysFileError."""
    content = {
        "format": FORMAT,
        "version": VERSION,
        "keys": {name: list(each) for name, each in keys.items()},
    }
    try:
        write_atomically(path, f"{json.dumps(content, indent=1, ensure_ascii=False)}\n".encode())
    except OSError as error:
        raise KeysFileError(Message("file.not_written", name=path.name, reason=reason_of(error))) from error


def read_keys(path: Path, known: Collection[str]) -> KeysRead:
    """Return what a file says of the known commands. Raises KeysFileError, with a sentence about the file."""
    try:
        plain = parse_plain(read_regular(path, _MOST_BYTES), _MOST_BYTES, _DEPTH)
    except (LargeFileError, ValueError):
        raise KeysFileError(Message("keys.no_keys_file", name=path.name)) from None
    except OSError as error:
        raise KeysFileError(Message("file.not_read", name=path.name, reason=reason_of(error))) from error
    if not isinstance(plain, dict) or plain.get("format") != FORMAT:
        raise KeysFileError(Message("keys.no_keys_file", name=path.name))
    if plain.get("version") != VERSION:
        raise KeysFileError(Message("keys.other_version", name=path.name))
    rows = plain.get("keys")
    if not isinstance(rows, dict) or len(rows) > _MOST_COMMANDS:
        raise KeysFileError(Message("keys.no_keys_file", name=path.name))
    found = {name: _keys_of(path, value) for name, value in rows.items()}
    _refuse_twice(path, found)
    unknown = tuple(_shown(name) for name in found if name not in known)
    return KeysRead({name: keys for name, keys in found.items() if name in known}, unknown)


def _keys_of(path: Path, value: object) -> Keys:
    if not isinstance(value, list) or len(value) > MOST_KEYS:
        raise KeysFileError(Message("keys.no_keys_file", name=path.name))
    keys = []
    for text in value:
        key = portable(text) if isinstance(text, str) and len(text) <= _LONGEST else ""
        if not key:
            raise KeysFileError(Message("keys.no_key", name=path.name, text=_shown(str(text))))
        keys.append(key)
    return tuple(dict.fromkeys(keys))


def _refuse_twice(path: Path, found: Mapping[str, Keys]) -> None:
    owners: dict[str, str] = {}
    for name, keys in found.items():
        for key in keys:
            if key in owners:
                twice = Message(
                    "keys.twice", name=path.name, key=key, first=_shown(owners[key]), second=_shown(name)
                )
                raise KeysFileError(twice)
            owners[key] = name


def _shown(text: str) -> str:
    """Return a text of a stranger's file as a sentence can hold it."""
    return printable(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…")
