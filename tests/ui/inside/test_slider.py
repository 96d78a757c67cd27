"""The slider over the stages."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtGui import QFontMetrics
from pytestqt.qtbot import QtBot

from frcnn_desktop.ui.inside.walk.slider import StageSlider

NAMES = (
    "Image", "Proposals", "Feature map", "RoI projection", "RoI pooling", "Class scores", "Box deltas",
    "Threshold", "Suppression", "Detections",
)  # fmt: skip


@pytest.fixture
def slider(qtbot: QtBot) -> StageSlider:
    slider = StageSlider()
    qtbot.addWidget(slider)
    slider.set_names(NAMES)
    return slider


def extents(slider: StageSlider) -> list[tuple[float, float]]:
    found = []
    for place, text in enumerate(slider.shown_names()):
        width = QFontMetrics(slider._name_font(place)).horizontalAdvance(text)
        left = min(max(slider._x(place) - width / 2, 0), slider.width() - width)
        found.append((left, left + width))
    return found


@pytest.mark.parametrize("width", [300, 520, 640, 760, 900, 1400])
@pytest.mark.parametrize("current", [0, 3, 9])
def test_that_no_name_touches_the_next_and_the_current_one_is_there(
    slider: StageSlider, width: int, current: int
) -> None:
    slider.resize(width, 44)
    slider.setValue(current)
    places = [each for each, text in zip(extents(slider), slider.shown_names(), strict=True) if text]
    assert all(before[1] < after[0] for before, after in pairwise(places))
    assert slider.shown_names()[current]


def test_that_all_names_are_whole_where_there_is_room(slider: StageSlider) -> None:
    slider.resize(2400, 44)
    assert tuple(slider.shown_names()) == NAMES
