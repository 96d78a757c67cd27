"""Who made each box of an annotation. It is kept beside the annotation, never in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.core.boxes import Box


class Maker(StrEnum):
    """Who made a box."""

    HAND = "hand"
    ACCEPTED = "accepted"
    """A detection or a suggestion, taken as it was"""
    CORRECTED = "corrected"
    """Taken, and its box or class changed since"""


@dataclass(frozen=True, slots=True)
class Origin:
    """Who made a box. `snapped`: tightened by box regression; `model` and `score` of what was taken."""

    maker: Maker = Maker.HAND
    snapped: bool = False
    model: str = ""
    score: float | None = None

    def to_plain(self) -> dict[str, object]:
        """Return it as JSON's own types."""
        return {
            "maker": str(self.maker), "snapped": self.snapped, "model": self.model, "score": self.score
        }  # fmt: skip


Place = tuple[str, int, int, int, int]
"""Class and corners in whole pixels: what names an object in another run of the program."""


def place_of(name: str, box: Box) -> Place:
    """Return what names an object; VOC keeps whole pixels."""
    x1, y1, x2, y2 = (int(side + 0.5) for side in box)
    return name, x1, y1, x2, y2


@dataclass(frozen=True, slots=True)
class ObjectOrigin:
    """An object as it is saved: `origin` None is not known here, `before` where it was when it was read."""

    item: ObjectAnnotation
    origin: Origin | None
    before: Place | None = None


def origin_since(each: ObjectOrigin, record: Mapping[Place, Origin]) -> Origin | None:
    """Return who made an object, by a record from before its edits; None where nobody noted it.

    What was accepted and has another class or place since counts as corrected.
    """
    if each.origin is not None:
        return each.origin
    here = place_of(each.item.name, each.item.box)
    origin = record.get(each.before or here)
    if origin is not None and each.before not in (None, here) and origin.maker is Maker.ACCEPTED:
        return replace(origin, maker=Maker.CORRECTED)
    return origin


def origin_from_plain(value: object) -> Origin | None:
    """Return the origin that a record holds; None for what is none."""
    if not isinstance(value, Mapping) or value.get("maker") not in set(Maker):
        return None
    score, model = value.get("score"), value.get("model")
    return Origin(
        Maker(str(value["maker"])),
        value.get("snapped") is True,
        model if isinstance(model, str) else "",
        float(score) if isinstance(score, int | float) and not isinstance(score, bool) else None,
    )
