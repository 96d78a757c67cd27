"""How far two colours are apart for every eye, and colours that are far enough.

Protanopia, deuteranopia and tritanopia are simulated by Machado, Oliveira and Fernandes (2009) at full
severity, in linear sRGB; distances are those of OKLab (B. Ottosson, 2020).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache, partial
from math import dist

from PySide6.QtGui import QColor

Point = tuple[float, float, float]
Rows = tuple[Point, Point, Point]
LEAST = 0.1
"""Distance that the colours of `APART` have at least. Okabe and Ito's seven, made for this, reach 0.076."""
APART = (
    "#6369fe", "#f3909d", "#b0ffe0", "#4da2fb", "#a8a41d", "#dc3860", "#d0cb03", "#f6f367", "#a366a8",
    "#55d7f6",
)  # fmt: skip
"""Found by search among saturated colours that are light enough for photos."""
DEFICIENCIES: Mapping[str, Rows] = {
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


@lru_cache(maxsize=4096)
def seen(rgb: int) -> tuple[Point, ...]:
    """Return a colour (0xrrggbb) in OKLab as normal eyes see it, and as those with each deficiency do."""
    linear = _linear_of(rgb)
    views = (linear, *(_through(rows, linear) for rows in DEFICIENCIES.values()))
    return tuple(_oklab(*view) for view in views)


def _through(rows: Rows, linear: Point) -> Point:
    red, green, blue = (sum(a * b for a, b in zip(row, linear, strict=True)) for row in rows)
    return _clamped(red), _clamped(green), _clamped(blue)


def distance(one: QColor, other: QColor) -> float:
    """Return how far two colours are apart for the eyes that tell them apart worst."""
    return min(map(dist, seen(_rgb(one)), seen(_rgb(other))))


def told_apart(wanted: Mapping[str, QColor], fixed: Iterable[QColor] = ()) -> dict[str, QColor]:
    """Return one of `APART` for each of the first names: of those that are left the one nearest to its own.

    Those too near to `fixed`, colours that other classes have and keep, are taken last.
    """
    others = list(fixed)
    left = [QColor(text) for text in APART]
    found: dict[str, QColor] = {}
    for name, own in list(wanted.items())[: len(left)]:
        found[name] = min(left, key=partial(_unfitness, own, others))
        left.remove(found[name])
    return found


def _unfitness(own: QColor, others: list[QColor], candidate: QColor) -> tuple[bool, float]:
    near = any(distance(candidate, other) < LEAST for other in others)
    return near, dist(seen(_rgb(own))[0], seen(_rgb(candidate))[0])


def _rgb(colour: QColor) -> int:
    return colour.rgb() & 0xFFFFFF


def _linear_of(rgb: int) -> Point:
    red, green, blue = (_linear((rgb >> shift & 255) / 255) for shift in (16, 8, 0))
    return red, green, blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _clamped(part: float) -> float:
    return min(max(part, 0.0), 1.0)


def _oklab(red: float, green: float, blue: float) -> Point:
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )
