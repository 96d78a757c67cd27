"""Colours of classes and ranks, and the text that is readable on them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import cos, pi, sin

from PySide6.QtGui import QColor

from frcnn_desktop.core.class_names import VOC_CLASS_NAMES
from frcnn_desktop.ui.canvas.colour_vision import APART, told_apart

# Light and saturated enough to stand out from photos, which are mostly dull and mid-toned; neighbours in
# the list of VOC classes are far apart in hue. Only aeroplane and tvmonitor share a family (blue).
_PALETTE = (
    "#4da3ff", "#ffb000", "#35d07f", "#19d3d3", "#c58cff", "#ff7043", "#ff4d6d", "#ff8fd0", "#a3d930",
    "#d8a25e", "#f5e04a", "#5ee0a8", "#e86be0", "#ff9e45", "#00c8ff", "#8ee86b", "#d9c8ff", "#f06a9b",
    "#9aa8ff", "#7fd4ff",
)  # fmt: skip
_VIRIDIS = (
    "#fde725", "#c2df23", "#86d549", "#52c569", "#2ab07f", "#1e9b8a", "#25858e", "#2d708e", "#38588c",
    "#433e85",
)  # fmt: skip
"""Matplotlib's viridis (CC0) from its bright end; its darkest tenth is invisible on photos and left out."""


_chosen: dict[str, str] = {}
_listed: list[str] = []
_apart: dict[str, QColor] = {}


@lru_cache(maxsize=4096)
def _class_rgb(name: str) -> tuple[int, int, int]:
    if name in VOC_CLASS_NAMES:
        colour = QColor(_PALETTE[VOC_CLASS_NAMES.index(name)])
        return colour.red(), colour.green(), colour.blue()
    digest = hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=3).digest()
    hue = (digest[0] * 256 + digest[1]) / 65536 * 360
    return _from_oklch(0.72 + 0.12 * (digest[2] / 255), 0.16, hue)


def class_colour(name: str) -> QColor:
    """Return the colour of a class: the one a person gave it; for the first classes of the list one that
    every eye tells from the others of these; else the same for the same name everywhere."""
    if name in _chosen:
        return QColor(_chosen[name])
    return QColor(_apart[name]) if name in _apart else QColor(*_class_rgb(name))


def choose_class_colours(colours: Mapping[str, str]) -> None:
    """Use these colours (#rrggbb by class name) instead of those that names have by themselves."""
    _chosen.clear()
    _chosen.update({name: text for name, text in colours.items() if QColor.isValidColorName(text)})
    tell_apart(tuple(_listed))


def tell_apart(names: Sequence[str]) -> bool:
    """Let the first classes of this list have colours that differ for every eye. Say whether any changed."""
    _listed[:] = names[: len(APART)]
    fixed = [QColor(_chosen[name]) for name in _listed if name in _chosen]
    free = {name: QColor(*_class_rgb(name)) for name in _listed if name not in _chosen}
    before = dict(_apart)
    _apart.clear()
    _apart.update(told_apart(free, fixed))
    return _apart != before


def text_on(colour: QColor) -> QColor:
    """Return black or white, whichever has more contrast (WCAG) on the colour."""
    luminance = relative_luminance(colour)
    black, white = (luminance + 0.05) / 0.05, 1.05 / (luminance + 0.05)
    return QColor("#000000") if black >= white else QColor("#ffffff")


def relative_luminance(colour: QColor) -> float:
    """Return WCAG's relative luminance, 0 (black) to 1 (white)."""
    red, green, blue = (_linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def rank_colour(fraction: float) -> QColor:
    """Return the colour of a proposal's rank: 0 the best (bright yellow), 1 the worst (dark violet)."""
    place = min(max(fraction, 0.0), 1.0) * (len(_VIRIDIS) - 1)
    index = min(int(place), len(_VIRIDIS) - 2)
    low, high, share = QColor(_VIRIDIS[index]), QColor(_VIRIDIS[index + 1]), place - index
    parts = zip((low.red(), low.green(), low.blue()), (high.red(), high.green(), high.blue()), strict=True)
    return QColor(*(round(a + (b - a) * share) for a, b in parts))


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _from_oklch(lightness: float, chroma: float, hue: float) -> tuple[int, int, int]:
    """Convert from OKLCH (B. Ottosson, 2020), hue in degrees; chroma shrinks until sRGB can show it."""
    while True:
        a, b = chroma * cos(hue * pi / 180), chroma * sin(hue * pi / 180)
        cube = (
            (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3,
            (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3,
            (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3,
        )
        linear = (
            4.0767416621 * cube[0] - 3.3077115913 * cube[1] + 0.2309699292 * cube[2],
            -1.2684380046 * cube[0] + 2.6097574011 * cube[1] - 0.3413193965 * cube[2],
            -0.0041960863 * cube[0] - 0.7034186147 * cube[1] + 1.7076147010 * cube[2],
        )
        if all(0 <= part <= 1 for part in linear) or chroma < 0.01:
            red, green, blue = (round(255 * _gamma(min(max(part, 0.0), 1.0))) for part in linear)
            return red, green, blue
        chroma *= 0.95


def _gamma(part: float) -> float:
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055
