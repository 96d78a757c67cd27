"""File names that every system and every reader of VOC lists takes."""

from __future__ import annotations

import re
import unicodedata

# White space and "#" end an id for readers that load lists with numpy; the rest Windows refuses.
_UNSAFE = re.compile(r'[\s#<>:"/\\|?*\x00-\x1f\x7f]+')
_UNSAFE_BUT_BLANKS = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
# Devices of Windows, whatever the suffix.
_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)", re.IGNORECASE)
# Systems take 255 bytes; a number and what lists add, "_trainval.txt", have to find room.
_MOST_BYTES = 200


class PortableNames:
    """Hands out names, each once; names that differ by case or Unicode form count as the same."""

    def __init__(self, *, blanks: bool = False) -> None:
        """`blanks`: names may hold white space and "#", as those of no VOC list may."""
        self._unsafe = _UNSAFE_BUT_BLANKS if blanks else _UNSAFE
        self._taken: set[str] = set()

    def take(self, wanted: str) -> str:
        """Return `wanted`, made portable, with a number behind it if it is taken."""
        base = _portable(wanted, self._unsafe)
        name, number = base, 1
        while name.casefold() in self._taken:
            number += 1
            name = f"{base}_{number}"
        self._taken.add(name.casefold())
        return name


def _portable(wanted: str, unsafe: re.Pattern[str]) -> str:
    # First: bytes that are no UTF-8 become question marks, which are unsafe themselves.
    text = wanted.encode("utf-8", "replace").decode("utf-8")
    name = unsafe.sub("_", unicodedata.normalize("NFC", text))
    name = name.encode("utf-8")[:_MOST_BYTES].decode("utf-8", "ignore").strip(". ")
    return f"_{name}" if _DEVICE.match(name) else name or "image"
