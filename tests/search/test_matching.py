"""Which images a query takes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from frcnn_desktop.core.provenance import Maker
from frcnn_desktop.search.facts import ImageState, ObjectFacts
from frcnn_desktop.search.matching import matcher
from frcnn_desktop.search.parser import parse_query

BIG_DOG = ObjectFacts("dog", (0, 0, 100, 100), difficult=True, maker=Maker.HAND, score=0.9)
SMALL_DOG = ObjectFacts("Dog", (0, 0, 16, 16), truncated=True, maker=Maker.ACCEPTED, score=0.3)
CAT = ObjectFacts("cat", (5, 5, 25, 25), occluded=True)


@dataclass(frozen=True)
class Image:
    name: str = "2010_000001.jpg"
    seen: tuple[ObjectFacts, ...] = ()
    state: ImageState = ImageState.LABELLED
    object_count: int | None = 0
    size: tuple[int, int] | None = None
    saved: date | None = None
    comment: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(each.name for each in self.seen)


IMAGE = Image(
    seen=(BIG_DOG, CAT), object_count=2, size=(2048, 480), saved=date(2026, 11, 5), comment="A Bus?"
)


@pytest.mark.parametrize(
    "text",
    [
        "", "2010_", "name:2010_", "DOG", "class:DOG", "-class:cow", "class:dog class:cat", "objects:2",
        "objects:>1", "width:>2000 height:<=480", "saved:2026-11-05", "saved:>=2026-11-01", "by:hand",
        "by:unknown", "score:>0.5", "score:unknown", "size:>=100 class:dog", "size:20", "difficult:1",
        "class:cat occluded:1", "state:unverified", "-state:verified", "-truncated:1",
        "class:cat difficult:0", "class:cow or class:cat", "class:cow or difficult:1",
        "class:cow or class:dog difficult:1", "class:cow or state:labelled", "-class:dog or class:cat",
        "class:cow or class:dog class:cat", "comment:bus", "comment:*", "-comment:tram",
    ],
)  # fmt: skip
def test_that_an_image_is_found_by_what_is_in_it(text: str) -> None:
    assert matcher(parse_query(text))(IMAGE)


@pytest.mark.parametrize(
    "text",
    [
        "2011_", "name:dog", "class:do", "class:cow", "-class:cat", "objects:>2", "width:<2000",
        "saved:<2026-11-05", "by:corrected", "score:<0.5", "truncated:1", "state:verified", "-dog",
        "-state:unverified", "class:cow or name:dog", "class:cow or class:cat difficult:1",
        "class:cow or class:dog class:cow or class:pig", "-comment:*", "comment:tram",
    ],
)  # fmt: skip
def test_that_other_images_are_left_out(text: str) -> None:
    assert not matcher(parse_query(text))(IMAGE)


def test_that_terms_about_objects_hold_for_one_object_of_each_class_asked_for() -> None:
    assert not matcher(parse_query("class:cat difficult:1"))(IMAGE)
    assert not matcher(parse_query("class:cat class:dog difficult:1"))(IMAGE)
    assert matcher(parse_query("class:cat class:dog size:>10"))(IMAGE)
    assert not matcher(parse_query("size:<50 score:>0.5"))(IMAGE)
    assert not matcher(parse_query("class:dog"))(Image())


def test_that_what_is_not_known_is_found_by_unknown_only() -> None:
    fresh = Image(state=ImageState.UNLABELLED, object_count=None)
    for text in ("objects:0", "objects:>=0", "width:>0", "saved:>2000-01-01"):
        assert not matcher(parse_query(text))(fresh)
    assert matcher(parse_query("objects:unknown width:unknown"))(fresh)
    assert not matcher(parse_query("class:cat score:<1"))(IMAGE)
