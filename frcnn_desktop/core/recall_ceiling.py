"""How many labels have a proposal that fits: what no proposal fits, no head can find well.

Shapes: M objects, N proposals.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.core.boxes import BoxArray, as_box_array, pairwise_iou

LOOSE, TIGHT = 0.5, 0.7


class Size(StrEnum):
    """By area in image pixels, as COCO counts."""

    SMALL = "small"
    """Below 32 x 32"""
    MEDIUM = "medium"
    LARGE = "large"
    """From 96 x 96 on"""


@dataclass(frozen=True, slots=True)
class Reached:
    """The proposal that fits one label best overlaps it by `iou`."""

    name: str
    size: Size
    iou: float


@dataclass(frozen=True, slots=True)
class Ceiling:
    """Of `labels`, `loose` have a proposal of IoU >= 0.5 and `tight` one of IoU >= 0.7."""

    labels: int = 0
    loose: int = 0
    tight: int = 0


def reached(objects: Sequence[ObjectAnnotation], proposals: BoxArray) -> tuple[Reached, ...]:
    """Return how well N x 4 proposals fit M objects, difficult ones left out."""
    counted = [item for item in objects if not item.difficult]
    overlaps = pairwise_iou(as_box_array([item.box for item in counted]), as_box_array(proposals))
    best = overlaps.max(axis=1, initial=0.0).tolist()
    return tuple(Reached(item.name, _size(item), iou) for item, iou in zip(counted, best, strict=True))


def ceiling(labels: Iterable[Reached]) -> Ceiling:
    """Count labels."""
    ious = [each.iou for each in labels]
    return Ceiling(len(ious), sum(iou >= LOOSE for iou in ious), sum(iou >= TIGHT for iou in ious))


def ceilings_by(labels: Sequence[Reached], key: Callable[[Reached], str]) -> dict[str, Ceiling]:
    """Count labels by what `key` says of them, the most frequent first."""
    keys = dict.fromkeys(key(each) for each in labels)
    found = {name: ceiling(each for each in labels if key(each) == name) for name in keys}
    return dict(sorted(found.items(), key=lambda pair: -pair[1].labels))


def _size(item: ObjectAnnotation) -> Size:
    x1, y1, x2, y2 = item.box
    area = (x2 - x1) * (y2 - y1)
    return Size.SMALL if area < 32**2 else Size.MEDIUM if area < 96**2 else Size.LARGE
