from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor

from frcnn_desktop.core.class_names import VOC_CLASS_NAMES
from frcnn_desktop.ui.canvas.colours import class_colour, rank_colour, relative_luminance, text_on


def contrast(first: QColor, second: QColor) -> float:
    dark, light = sorted((relative_luminance(first), relative_luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def test_that_colours_of_classes_are_the_same_everywhere_and_always() -> None:
    assert class_colour("person").name() == "#00c8ff"
    assert class_colour("raccoon").name() == "#deabfc"
    assert class_colour("Blutkörperchen").name() != class_colour("raccoon").name()


def test_that_no_two_voc_classes_look_the_same() -> None:
    for first, second in combinations(VOC_CLASS_NAMES, 2):
        a, b = class_colour(first), class_colour(second)
        distance = abs(a.red() - b.red()) + abs(a.green() - b.green()) + abs(a.blue() - b.blue())
        assert distance >= 30, (first, second)


@given(st.text())
def test_that_every_class_stands_out_from_dark_and_has_readable_text(name) -> None:
    colour = class_colour(name)
    assert contrast(colour, QColor("#17181b")) >= 4.5
    assert contrast(colour, text_on(colour)) >= 4.5


@given(st.integers(0, 255), st.integers(0, 255), st.integers(0, 255))
def test_that_text_is_readable_on_any_colour(red, green, blue) -> None:
    colour = QColor(red, green, blue)
    assert contrast(colour, text_on(colour)) >= 4.5


def test_that_better_ranks_are_brighter() -> None:
    luminances = [relative_luminance(rank_colour(step / 20)) for step in range(21)]
    assert luminances == sorted(luminances, reverse=True)
    assert rank_colour(-1) == rank_colour(0)
    assert rank_colour(2) == rank_colour(1)
