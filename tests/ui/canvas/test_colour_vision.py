"""Class colours that differ for every eye."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import combinations

import pytest
from PySide6.QtGui import QColor

from frcnn_desktop.core.class_names import VOC_CLASS_NAMES
from frcnn_desktop.ui.canvas.colour_vision import APART, DEFICIENCIES, LEAST, distance, seen
from frcnn_desktop.ui.canvas.colours import choose_class_colours, class_colour, relative_luminance, tell_apart

NAMES = [*VOC_CLASS_NAMES, *(f"class {number}" for number in range(40))]
OKABE_ITO = ("#e69f00", "#56b4e9", "#009e73", "#f0e442", "#0072b2", "#d55e00", "#cc79a7")


@pytest.fixture(autouse=True)
def _names_alone() -> Iterator[None]:
    yield
    choose_class_colours({})
    tell_apart(())


def least(colours: list[QColor]) -> float:
    return min(distance(one, other) for one, other in combinations(colours, 2))


@pytest.mark.parametrize("seed", range(40))
def test_that_the_first_ten_classes_of_any_list_differ_for_the_colour_blind(seed: int) -> None:
    names = random.Random(seed).sample(NAMES, 10) if seed else NAMES[:10]
    tell_apart(names)
    assert least([class_colour(name) for name in names]) >= LEAST


def test_that_names_alone_would_not_do() -> None:
    assert least([class_colour(name) for name in NAMES[:10]]) < LEAST / 2


def test_that_they_are_as_far_apart_as_colours_that_were_made_for_it() -> None:
    assert least([QColor(text) for text in OKABE_ITO]) < LEAST <= least([QColor(text) for text in APART])


def test_that_grey_stays_grey_in_every_simulation() -> None:
    for rows in DEFICIENCIES.values():
        assert [sum(row) for row in rows] == pytest.approx([1, 1, 1], abs=1e-5)
    for lightness, a, b in seen(0x808080):
        assert (lightness, a, b) == pytest.approx((0.5999, 0, 0), abs=1e-3)


def test_that_red_and_green_of_one_lightness_are_the_same_to_some() -> None:
    red, green = QColor("#c05050"), QColor("#718400")
    assert distance(red, green) < 0.05
    normal = [seen(each.rgb() & 0xFFFFFF)[0] for each in (red, green)]
    assert sum((a - b) ** 2 for a, b in zip(*normal, strict=True)) ** 0.5 > 0.15


def test_that_all_of_them_stand_out_from_photos() -> None:
    assert all(relative_luminance(QColor(text)) > 0.15 for text in APART)


def test_that_a_class_keeps_its_colour_when_others_come_behind_it() -> None:
    tell_apart(["fox", "owl"])
    before = class_colour("fox"), class_colour("owl")
    assert tell_apart(["fox", "owl", "elk"])
    assert (class_colour("fox"), class_colour("owl")) == before
    assert not tell_apart(["fox", "owl", "elk"])


def test_that_a_chosen_colour_stays_and_the_others_keep_away_from_it() -> None:
    tell_apart(["fox", "owl", "elk"])
    choose_class_colours({"owl": APART[0]})
    assert class_colour("owl") == QColor(APART[0])
    assert least([class_colour(name) for name in ("fox", "owl", "elk")]) >= LEAST
