"""File names that every system and every reader of VOC lists takes."""

from __future__ import annotations

import re
import unicodedata

# White space and "#" end an id for readers that load lists with numpy; the rest Windows refuses.
_UNSAFE = re.compile(r'[\s#<>:"/\\|?*\x00-\x1f\x7f]+')


class PortableNames:
    """Hands out names, each once; names that differ by case or Unicode form count as the same."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, wanted: str) -> str:
        """Return `wanted`, made portable, with a number behind it if it is taken."""
        base = _UNSAFE.sub("_", unicodedata.normalize("NFC", wanted)).strip(". ") or "image"
        name, number = base, 1
        while name.casefold() in self._taken:
            number += 1
            name = f"{base}_{number}"
        self._taken.add(name.casefold())
        return name
