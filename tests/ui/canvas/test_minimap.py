"""The minimap: there while part of the photo is out of view, and a way to move."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from frcnn_desktop.core.tone import Tone
from frcnn_desktop.ui.canvas.minimap import Minimap

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def minimap(canvas) -> Minimap:
    found = canvas.findChild(Minimap)
    assert isinstance(found, Minimap)
    return found


def test_that_it_is_there_only_while_part_of_the_photo_is_out_of_view(canvas, minimap) -> None:
    assert not minimap.isVisible()
    canvas.set_zoom(6)
    assert minimap.isVisible()
    assert canvas.rect().contains(minimap.geometry())
    canvas.fit()
    assert not minimap.isVisible()
    canvas.set_zoom(6)
    canvas.set_shows_minimap(False)
    assert not minimap.isVisible()


def test_that_a_click_and_a_drag_move_the_view_there(canvas, minimap) -> None:
    canvas.set_zoom(6)
    for share_x, share_y in ((0.25, 0.25), (0.7, 0.6)):
        place = QPoint(round(minimap.width() * share_x), round(minimap.height() * share_y))
        QTest.mouseClick(minimap, LEFT, NONE, place)
        middle = canvas.to_photo(canvas.viewport().rect().center().toPointF())
        assert middle.x() == pytest.approx(400 * share_x, abs=4)
        assert middle.y() == pytest.approx(300 * share_y, abs=4)


def test_that_the_seen_part_is_bright_and_the_rest_veiled(canvas, minimap) -> None:
    canvas.set_zoom(6)
    canvas.look_at(canvas.sceneRect().center())
    picture = minimap.grab().toImage()
    middle, corner = picture.pixelColor(picture.width() // 2, picture.height() // 2), picture.pixelColor(4, 4)
    assert middle.red() == pytest.approx(90, abs=2)
    assert corner.red() < 70


def test_that_it_steps_aside_while_a_hand_draws(canvas, minimap, mouse) -> None:
    canvas.set_zoom(6)
    mouse.press(100, 100)
    mouse.move(120, 120)
    assert not minimap.isVisible()
    mouse.release(120, 120)
    assert minimap.isVisible()


def test_that_it_looks_like_the_photo(canvas, minimap, session) -> None:
    canvas.set_zoom(6)
    canvas.look_at(canvas.sceneRect().center())
    canvas.set_tone(Tone(brightness=0.2))
    picture = minimap.grab().toImage()
    assert picture.pixelColor(picture.width() // 2, picture.height() // 2).red() == pytest.approx(141, abs=2)


def test_that_a_very_small_photo_has_a_map_that_can_be_painted(canvas, minimap, session) -> None:
    from dataclasses import replace

    rgb = np.full((1, 900, 3), 90, np.uint8)
    session.open(
        replace(session.image, pixels=rgb, stored_size=(900, 1)),
        session.annotation,
        session.annotation_path,
    )
    canvas.set_zoom(64)
    assert minimap.isVisible()
    assert minimap.height() >= 8
    minimap.grab()


def test_that_it_grows_with_a_large_view(canvas, minimap) -> None:
    canvas.resize(500, 400)
    canvas.set_zoom(6)
    small = max(minimap.width(), minimap.height())
    canvas.resize(2400, 1800)
    canvas.set_zoom(12)
    assert small == 168
    assert max(minimap.width(), minimap.height()) == 1800 // 6
    assert minimap.grab().toImage().width() == minimap.width()
