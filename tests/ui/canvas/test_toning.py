"""A photo shown brighter or darker: the view changes, the photo does not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint

from frcnn_desktop.core.grey import GreyValues
from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.core.tone import NEUTRAL, Tone

WIDTH, HEIGHT = 400, 300


def _at(canvas, grab, x: float, y: float) -> tuple[int, int, int]:
    colour = grab().pixelColor(canvas.mapFromScene(x, y))
    return colour.red(), colour.green(), colour.blue()


def test_that_brightness_changes_the_view_and_not_the_photo(canvas, session, grab) -> None:
    before = session.image.rgb.copy()
    assert _at(canvas, grab, 20, 20) == (90, 90, 90)
    canvas.set_tone(Tone(brightness=0.2))
    assert _at(canvas, grab, 20, 20) == (141, 141, 141)
    assert np.array_equal(session.image.rgb, before)
    canvas.set_tone(NEUTRAL)
    assert _at(canvas, grab, 20, 20) == (90, 90, 90)


def test_that_nothing_beside_the_photo_changes(canvas, grab) -> None:
    canvas.fit()
    beside = grab().pixelColor(QPoint(2, 2))
    canvas.set_tone(Tone(brightness=0.5))
    assert grab().pixelColor(QPoint(2, 2)) == beside


def test_that_what_comes_into_view_is_toned_too(canvas, session, grab) -> None:
    canvas.set_tone(Tone(brightness=0.2))
    canvas.set_zoom(4)
    grab()
    canvas.scroll_by(-60, -45)
    picture = grab()
    shown = {picture.pixelColor(x, y).red() for x in range(0, 824, 40) for y in range(430, 624, 40)}
    assert 141 in shown
    assert 90 not in shown


def test_that_a_narrow_range_of_a_deep_image_shows_what_the_picture_has_lost(canvas, session, grab) -> None:
    levels = np.full((HEIGHT, WIDTH), 21_400, np.uint16)
    levels[:, 200:] = 21_500
    rgb = np.repeat((levels[..., None] // 256).astype(np.uint8), 3, axis=2)
    levels.setflags(write=False)
    grey = GreyValues(levels, 0.0, 65535.0, (0.0, 65535.0))
    image = LoadedImage(Path("thermal.png"), rgb, (WIDTH, HEIGHT), 1, "deep", grey=grey)
    annotation = replace(session.annotation, objects=())
    canvas.set_tone(Tone(window=(21_350.0, 21_550.0)))
    session.open(image, annotation, session.annotation_path)
    left, right = _at(canvas, grab, 20, 20), _at(canvas, grab, 380, 20)
    # Qt's smooth drawing is a few of the 65,536 levels off.
    assert left[0] == pytest.approx(64, abs=5)
    assert right[0] == pytest.approx(191, abs=5)


def test_that_the_next_photo_is_shown_with_the_same_tone(canvas, session, grab) -> None:
    canvas.set_tone(Tone(brightness=0.2))
    rgb = np.full((HEIGHT, WIDTH, 3), 50, np.uint8)
    session.open(replace(session.image, pixels=rgb), session.annotation, session.annotation_path)
    assert _at(canvas, grab, 20, 20) == (101, 101, 101)


def test_that_large_screens_rest_before_every_pixel_is_toned(canvas, grab, qtbot, monkeypatch) -> None:
    monkeypatch.setattr("frcnn_desktop.ui.canvas.toning._AT_ONCE", 1)
    photo = canvas.photo_scene.photo
    canvas.set_tone(Tone(brightness=0.2))
    grab()
    assert photo._toning.was_rough
    qtbot.waitUntil(lambda: not photo._toning.rough)
    assert _at(canvas, grab, 20, 20) == (141, 141, 141)
    assert not photo._toning.was_rough
