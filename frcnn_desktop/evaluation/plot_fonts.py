"""Fonts for the letters of class names: matplotlib's own has no Korean, Chinese, Thai or Devanagari.

Which installed font has a letter is read from the fonts themselves. Names would not do: of a file that holds
several fonts, matplotlib before 3.11 knows the first one only, by its name alone.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from matplotlib.figure import Figure
from matplotlib.font_manager import FontEntry, fontManager
from matplotlib.ft2font import FT2Font
from matplotlib.text import Text

OWN = "DejaVu Sans"
"""The font that matplotlib brings."""

_PLAIN_WEIGHT = 400
_PREFERRED = ("Noto Sans", "Malgun", "Nanum", "Apple SD", "Yu Gothic", "Hiragino", "Microsoft", "PingFang",
              "Leelawadee", "Thonburi", "Nirmala", "Kohinoor")  # fmt: skip
"""Beginnings of the names of fonts for reading; decorative ones come after them."""


def write_in_fonts_that_have_it(figure: Figure) -> None:
    """Let every text of a figure be drawn in fonts that have its letters, as far as any is installed."""
    texts = figure.findobj(Text)
    families = families_for("".join(text.get_text() for text in texts if isinstance(text, Text)))
    for text in texts:
        if isinstance(text, Text):
            text.set_fontfamily(families)


def families_for(letters: Iterable[str]) -> list[str]:
    """Return font families that together have these letters, matplotlib's own first; others are asked for
    letters that those before lack. A letter that no font has is drawn as a box.
    """
    missing = {ord(letter) for letter in letters if letter.isprintable() and not letter.isspace()}
    families: list[str] = []
    for entry in _fonts():
        found = missing & _letters_of(entry.fname) if missing or not families else frozenset()
        if not families or (found and entry.name not in families):
            families.append(entry.name)
            missing -= found
        if not missing:
            break
    return families


def _fonts() -> list[FontEntry]:
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    return sorted(fontManager.ttflist, key=_rank)


def _rank(entry: FontEntry) -> tuple[bool, bool, bool, str, str]:
    plain = entry.style == "normal" and entry.weight in (_PLAIN_WEIGHT, "normal", "regular", "book")
    preferred = entry.name.startswith(_PREFERRED)
    return entry.name != OWN, not plain, not preferred, entry.name, entry.fname


@cache
def _letters_of(path: str) -> frozenset[int]:
    """Return the letters of a font file, none where it cannot be read."""
    if not Path(path).is_file():
        return frozenset()
    try:
        return frozenset(FT2Font(path).get_charmap())
    except (OSError, RuntimeError, ValueError):
        return frozenset()
