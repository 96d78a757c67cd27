"""What a query can ask of an image and its objects."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from frcnn_desktop.core.boxes import Box
from frcnn_desktop.core.provenance import Maker


class ImageState(StrEnum):
    """How far the work on an image is."""

    UNLABELLED = "unlabelled"
    DETECTED = "detected"
    LABELLED = "labelled"
    VERIFIED = "verified"
    PROBLEM = "problem"


NOT_VERIFIED = frozenset({ImageState.UNLABELLED, ImageState.DETECTED, ImageState.LABELLED})
"""Images that wait for a person to check them."""


@dataclass(frozen=True, slots=True)
class ObjectFacts:
    """An object, or a detection on an image without annotation.

    `box` half-open xyxy in pixels as displayed. `maker` None: nobody has noted who made it. `score` None:
    nothing is stored of how sure the detector is of it.
    """

    name: str
    box: Box
    difficult: bool = False
    truncated: bool = False
    occluded: bool = False
    maker: Maker | None = None
    score: float | None = None

    @property
    def size(self) -> float:
        """Side of a square of the same area, in pixels, as COCO tells small objects from large ones."""
        x1, y1, x2, y2 = self.box
        return math.sqrt(max(0.0, x2 - x1) * max(0.0, y2 - y1))


class Searchable(Protocol):
    """An image with what is known of it."""

    @property
    def name(self) -> str:
        """Of the file, with its suffix."""
        ...

    @property
    def names(self) -> Sequence[str]:
        """The classes of its annotation, each once."""
        ...

    @property
    def state(self) -> ImageState:
        """How far the work on it is."""
        ...

    @property
    def object_count(self) -> int | None:
        """Objects of its annotation, 0 where there is none; None while nobody has looked for one."""
        ...

    @property
    def size(self) -> tuple[int, int] | None:
        """Width and height in pixels as displayed, None while not known."""
        ...

    @property
    def saved(self) -> date | None:
        """The day its annotation file was last written, None without one."""
        ...

    @property
    def comment(self) -> str:
        """What people say about it, "" where nobody has."""
        ...

    @property
    def seen(self) -> Sequence[ObjectFacts]:
        """Its objects; its detections while it has no annotation."""
        ...
