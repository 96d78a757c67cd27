"""The file behind the settings: one JSON object of plain values, read with suspicion, replaced as a whole."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from pathlib import Path

from frcnn_desktop.core.atomic_file import write_atomically
from frcnn_desktop.core.messages import Message
from frcnn_desktop.core.plain_json import parse_plain
from frcnn_desktop.core.regular_file import IrregularFileError, read_regular
from frcnn_desktop.ui.shell.legacy_settings import parse_legacy

MAX_BYTES = 4 * 2**20
_DEPTH = 8


class SettingsFile:
    """Reads and writes plain values by key.

    `note` tells the user when a broken file was set aside, else None.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.note: Message | None = None

    def load(self) -> tuple[dict[str, object], bool]:
        """Return the values, and whether they come of an old file and are still to be written. Never raises.

        What is no settings file is set aside under another name; what cannot be read now is left alone.
        """
        try:
            return self._read(), False
        except FileNotFoundError:
            return self._load_legacy()
        except (IrregularFileError, ValueError):
            self._set_aside()
        except OSError:
            self.note = Message("settings.defaults_used", path=self._path)
        return {}, False

    def save(self, changed: Mapping[str, object]) -> bool:
        """Write changed values beside those that another window wrote meanwhile; say whether it was done.

        Never raises. A file that cannot be read at the moment is not overwritten.
        """
        present: dict[str, object] = {}
        try:
            with contextlib.suppress(FileNotFoundError, ValueError):
                present = self._read()
            text = json.dumps({**present, **changed}, indent=1, sort_keys=True, allow_nan=False)
            data = text.encode("ascii")
            if len(data) > MAX_BYTES:
                return False
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(self._path, data)
        except (OSError, ValueError, TypeError, RecursionError):
            return False
        return True

    def _read(self) -> dict[str, object]:
        values = parse_plain(read_regular(self._path, MAX_BYTES), MAX_BYTES, _DEPTH)
        if not isinstance(values, dict):
            raise ValueError("no JSON object")
        return values

    def _load_legacy(self) -> tuple[dict[str, object], bool]:
        old = self._path.with_suffix(".ini")
        try:
            values = parse_legacy(read_regular(old, MAX_BYTES), MAX_BYTES)
        except FileNotFoundError:
            return {}, False
        except OSError:
            self.note = Message("settings.defaults_used", path=old)
            return {}, False
        return values, True

    def _set_aside(self) -> None:
        aside = self._path.with_suffix(f".broken{self._path.suffix}")
        try:
            self._path.replace(aside)
            self.note = Message("settings.set_aside", name=aside.name)
        except OSError:
            self.note = Message("settings.defaults_used", path=self._path)
