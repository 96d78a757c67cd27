"""How boxes and their chips are drawn, as a person likes it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Look:
    """`line` width of outlines in logical pixels; `label` size of chips' text beside its normal one; `fill`
    0..1, how solid objects are."""

    line: float = 2.0
    label: float = 1.0
    fill: float = 0.0
