"""What is in a set, counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.errors import Cancelled
from frcnn_desktop.core.provenance import Maker
from frcnn_desktop.search.facts import ImageState, ObjectFacts
from frcnn_desktop.search.statistics import (
    CELLS,
    BoxShape,
    ClassFigures,
    DayFigures,
    SetStatistics,
    statistics_of,
)

MONDAY, TUESDAY = date(2026, 11, 2), date(2026, 11, 3)
DOG = ObjectFacts("dog", (0, 0, 10, 20), difficult=True, maker=Maker.HAND)
CAT = ObjectFacts("cat", (90, 40, 100, 50), truncated=True)


@dataclass(frozen=True)
class Image:
    path: Path = Path("a.jpg")
    seen: tuple[ObjectFacts, ...] = ()
    state: ImageState = ImageState.LABELLED
    object_count: int | None = 0
    size: tuple[int, int] | None = (100, 50)
    saved: date | None = MONDAY
    name: str = "a.jpg"
    names: tuple[str, ...] = ()
    comment: str = ""


SET = (
    Image(seen=(DOG, DOG, CAT), object_count=3),
    Image(Path("b.jpg"), (DOG,), ImageState.VERIFIED, 1, (50, 100), TUESDAY),
    Image(Path("c.jpg"), saved=TUESDAY),
    Image(Path("d.jpg"), (CAT,), ImageState.DETECTED, saved=None),
    Image(Path("e.jpg"), state=ImageState.UNLABELLED, object_count=None, size=None, saved=None),
)


def test_that_objects_of_annotations_are_counted_and_detections_are_not() -> None:
    found = statistics_of(SET)
    assert (found.images, found.objects, found.unread) == (5, 4, 1)
    assert found.classes == (ClassFigures("dog", 3, 2), ClassFigures("cat", 1, 1))
    assert found.per_image == ((0, 1), (1, 1), (3, 1))
    assert found.pairs == ((("cat", "dog"), 1),)
    assert dict(found.flags) == {"difficult": 3, "truncated": 1, "occluded": 0}
    assert dict(found.makers) == {"hand": 3, "unknown": 1}
    assert found.boxes[2] == BoxShape(10, 10, "cat", Path("a.jpg"))


def test_that_images_are_counted_by_size_state_and_day() -> None:
    found = statistics_of(SET)
    assert found.sizes == (((100, 50), 3), ((50, 100), 1))
    assert dict(found.states)[ImageState.LABELLED] == 2
    assert found.days == (DayFigures(MONDAY, 1, 0), DayFigures(TUESDAY, 2, 1))


def test_that_centres_fall_on_cells_of_the_image() -> None:
    centres = statistics_of(SET).centres
    assert (len(centres), len(centres[0])) == (CELLS, CELLS)
    assert sum(map(sum, centres)) == 4
    assert centres[int(10 / 50 * CELLS)][int(5 / 100 * CELLS)] == 2
    assert centres[int(45 / 50 * CELLS)][int(95 / 100 * CELLS)] == 1
    far = Image(seen=(ObjectFacts("far", (200, -50, 300, -20)),), object_count=1)
    assert statistics_of([far]).centres[0][CELLS - 1] == 1


def test_that_nothing_is_counted_of_nothing_and_counting_stops_when_it_is_told_to() -> None:
    assert statistics_of([]).classes == SetStatistics().classes == ()
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        statistics_of(SET * 200, token)
