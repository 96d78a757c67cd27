"""What is in a set, counted: of all its images, or of those that a query leaves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Protocol

from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.search.facts import ImageState, ObjectFacts, Searchable

CELLS = 32
"""Rows, and columns, of the heat map."""
_ASKED_EVERY = 500


class CountedImage(Searchable, Protocol):
    """An image that can be opened."""

    @property
    def path(self) -> Path:
        """Of its file."""
        ...


@dataclass(frozen=True, slots=True)
class ClassFigures:
    """`objects` of one class, in `images` images."""

    name: str
    objects: int
    images: int


@dataclass(frozen=True, slots=True)
class BoxShape:
    """Width and height of an object's box in pixels, its class, and the image it is in."""

    width: float
    height: float
    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class DayFigures:
    """Annotation files that were last written on a day; `verified` of them are verified."""

    day: date
    files: int
    verified: int


@dataclass(frozen=True, slots=True)
class SetStatistics:
    """Objects are those of annotations; detections are not counted.

    `unread` images have not been looked at yet. `classes` and `pairs` (images in which two classes are
    together) are sorted by their counts, falling; `per_image` counts images by their number of objects, of
    those that have an annotation; `sizes` images by width and height, falling; `flags` objects by flag, and
    by `makers`, "unknown" where nobody noted one. `centres` are CELLS x CELLS numbers of objects, from the
    upper left of the image to its lower right; objects of images of unknown size are left out there.
    `days` are in the order of time.
    """

    images: int = 0
    unread: int = 0
    states: tuple[tuple[ImageState, int], ...] = ()
    objects: int = 0
    classes: tuple[ClassFigures, ...] = ()
    boxes: tuple[BoxShape, ...] = ()
    centres: tuple[tuple[int, ...], ...] = ()
    per_image: tuple[tuple[int, int], ...] = ()
    pairs: tuple[tuple[tuple[str, str], int], ...] = ()
    sizes: tuple[tuple[tuple[int, int], int], ...] = ()
    flags: tuple[tuple[str, int], ...] = ()
    makers: tuple[tuple[str, int], ...] = ()
    days: tuple[DayFigures, ...] = ()


class _Counting:
    def __init__(self) -> None:
        self.states: Counter[ImageState] = Counter()
        self.objects: Counter[str] = Counter()
        self.images: Counter[str] = Counter()
        self.pairs: Counter[tuple[str, str]] = Counter()
        self.per_image: Counter[int] = Counter()
        self.sizes: Counter[tuple[int, int]] = Counter()
        self.flags: Counter[str] = Counter({"difficult": 0, "truncated": 0, "occluded": 0})
        self.makers: Counter[str] = Counter()
        self.files: Counter[date] = Counter()
        self.verified: Counter[date] = Counter()
        self.boxes: list[BoxShape] = []
        self.centres = [[0] * CELLS for _ in range(CELLS)]
        self.unread = 0

    def add(self, image: CountedImage) -> None:
        state = image.state
        self.states[state] += 1
        self.unread += image.object_count is None
        if image.size is not None:
            self.sizes[image.size] += 1
        if image.saved is not None:
            self.files[image.saved] += 1
            self.verified[image.saved] += state is ImageState.VERIFIED
        # Without an annotation what is seen are detections.
        if image.saved is not None or image.object_count:
            self._add_objects(image, image.seen if image.object_count else ())

    def _add_objects(self, image: CountedImage, objects: Sequence[ObjectFacts]) -> None:
        self.per_image[len(objects)] += 1
        names = sorted({each.name for each in objects})
        self.images.update(names)
        self.pairs.update(combinations(names, 2))
        for each in objects:
            x1, y1, x2, y2 = each.box
            self.objects[each.name] += 1
            self.makers[each.maker or "unknown"] += 1
            self.flags["difficult"] += each.difficult
            self.flags["truncated"] += each.truncated
            self.flags["occluded"] += each.occluded
            self.boxes.append(BoxShape(x2 - x1, y2 - y1, each.name, image.path))
            if image.size is not None:
                width, height = image.size
                row, column = _cell((y1 + y2) / 2, height), _cell((x1 + x2) / 2, width)
                self.centres[row][column] += 1


def statistics_of(images: Iterable[CountedImage], token: CancelToken | None = None) -> SetStatistics:
    """Count what is in these images. Raises Cancelled."""
    counting = _Counting()
    number = 0
    for number, image in enumerate(images, start=1):
        if token is not None and number % _ASKED_EVERY == 0:
            token.raise_if_cancelled()
        counting.add(image)
    counted = counting.objects.most_common()
    return SetStatistics(
        images=number,
        unread=counting.unread,
        states=tuple((state, counting.states[state]) for state in ImageState),
        objects=len(counting.boxes),
        classes=tuple(ClassFigures(name, count, counting.images[name]) for name, count in counted),
        boxes=tuple(counting.boxes),
        centres=tuple(map(tuple, counting.centres)),
        per_image=tuple(sorted(counting.per_image.items())),
        pairs=tuple(counting.pairs.most_common()),
        sizes=tuple(counting.sizes.most_common()),
        flags=tuple(counting.flags.items()),
        makers=tuple(sorted(counting.makers.items())),
        days=tuple(
            DayFigures(day, count, counting.verified[day]) for day, count in sorted(counting.files.items())
        ),
    )


def _cell(place: float, side: int) -> int:
    return min(max(int(place / side * CELLS), 0), CELLS - 1)
