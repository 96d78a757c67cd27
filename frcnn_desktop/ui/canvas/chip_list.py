"""What the chips say, in the order in which they choose their places."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Set

from PySide6.QtGui import QColor

from frcnn_desktop.core.boxes import Box
from frcnn_desktop.core.detections import Detections
from frcnn_desktop.ui.canvas.items.chips import Chip
from frcnn_desktop.ui.canvas.items.object_box import ObjectItem

_FORCED_SELECTION = 12
"""Of more selected objects than these, only those have chips that find room."""


def object_chips(
    items: Iterable[ObjectItem], selection: frozenset[int], hovered: int | None, opacity: float
) -> list[Chip]:
    """Return the chips of the objects: selected ones first, then from small to large.

    The hovered one has a chip in any case, but keeps its turn: the others shall not jump aside.
    """
    ordered = sorted(items, key=lambda item: (item.shown.id not in selection, _area(item.box)))
    named = selection if len(selection) <= _FORCED_SELECTION else frozenset[int]()
    return [
        Chip(
            item.shown.name or "?",
            item.box,
            _rgb(item.colour),
            _size(item.box) if item.resizing else "",
            forced=item.shown.id in named or item.shown.id == hovered,
            handles=item.handles,
            opacity=opacity,
        )
        for item in ordered
    ]


def detection_chips(
    detections: Detections, suggested: Set[int], colour_of: Callable[[str], QColor], opacity: float
) -> list[Chip]:
    """Return the chips of the detections with their scores, the highest first. Suggestions ask: "cat?"."""
    rows = zip(detections.class_names, detections.boxes.tolist(), detections.scores.tolist(), strict=True)
    return [
        Chip(
            f"{name}?" if row in suggested else name,
            (x1, y1, x2, y2),
            _rgb(colour_of(name)),
            "" if row in suggested else f"{score:.2f}",
            filled=False,
            opacity=opacity,
        )
        for row, (name, (x1, y1, x2, y2), score) in enumerate(rows)
    ]


def draft_chip(box: Box | None, name: str, colour: QColor) -> list[Chip]:
    """Return the chip of a box being drawn, with its size in pixels; empty without one."""
    if box is None:
        return []
    size = _size(box)
    return [Chip(name or size, box, _rgb(colour), size if name else "", forced=True)]


def _size(box: Box) -> str:
    return f"{box[2] - box[0]:.0f} × {box[3] - box[1]:.0f}"


def _rgb(colour: QColor) -> tuple[int, int, int]:
    return colour.red(), colour.green(), colour.blue()


def _area(box: Box) -> float:
    return abs((box[2] - box[0]) * (box[3] - box[1]))
