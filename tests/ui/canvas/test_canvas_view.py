"""Zoom, scrolling and fitting."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from frcnn_desktop.core.annotation import ImageAnnotation
from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.ui.canvas.zooming import MAX_ZOOM, MIN_ZOOM

CTRL, SHIFT, NO_KEY = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)


def turn_wheel(canvas, degrees8: int, keys=NO_KEY, at: QPointF | None = None) -> None:
    at = at or QPointF(400, 300)
    spot = canvas.viewport().mapToGlobal(at)
    phase = Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(at, spot, QPoint(), QPoint(0, degrees8), Qt.MouseButton.NoButton, keys, phase, False)
    QApplication.sendEvent(canvas.viewport(), event)


def make_image(width: int, height: int) -> LoadedImage:
    return LoadedImage(Path("other.jpg"), np.zeros((height, width, 3), np.uint8), (width, height), 1, "other")


def open_image(session, width: int, height: int) -> None:
    session.open(make_image(width, height), ImageAnnotation(width, height), Path("other.xml"))


@pytest.mark.parametrize("at", [QPointF(400, 300), QPointF(30, 40), QPointF(800, 610)])
def test_that_ctrl_wheel_zooms_under_the_cursor_without_wandering_off(canvas, at) -> None:
    before = canvas.to_photo(at)
    for degrees8 in (120, 120, 120, 15, 15, -120, -30, -120, 120, 120, -360):
        turn_wheel(canvas, degrees8, CTRL, at)
        off = canvas.viewportTransform().map(before) - at
        assert max(abs(off.x()), abs(off.y())) <= 1
    assert canvas.zoom == pytest.approx(2)


def test_that_the_plain_wheel_scrolls_a_photo_that_does_not_fit(canvas) -> None:
    canvas.set_zoom(6)
    before = canvas.to_photo(QPointF(400, 300))
    turn_wheel(canvas, 120)
    after = canvas.to_photo(QPointF(400, 300))
    assert (after.x(), after.y()) == pytest.approx((before.x(), before.y() - 10))
    turn_wheel(canvas, 120, SHIFT)
    assert canvas.to_photo(QPointF(400, 300)).x() == pytest.approx(before.x() - 10)
    assert canvas.zoom == 6


def test_that_the_plain_wheel_leaves_a_photo_that_fits_where_it_is(canvas) -> None:
    before = canvas.to_photo(QPointF(400, 300))
    turn_wheel(canvas, 120)
    turn_wheel(canvas, -480)
    assert canvas.to_photo(QPointF(400, 300)) == before


def test_that_the_zoom_has_limits_and_is_told(canvas) -> None:
    told: list[float] = []
    canvas.zoom_changed.connect(told.append)
    canvas.set_zoom(1e9)
    canvas.set_zoom(0)
    assert told == [MAX_ZOOM, MIN_ZOOM]


def test_that_zooming_in_and_out_again_comes_back(canvas) -> None:
    canvas.zoom_in()
    assert canvas.zoom > 2
    canvas.zoom_out()
    assert canvas.zoom == pytest.approx(2)


def test_that_fit_follows_the_size_of_the_window_until_one_zooms(canvas, qtbot) -> None:
    canvas.resize(424, 324)
    qtbot.waitUntil(lambda: canvas.zoom == 1)
    canvas.set_zoom(3)
    canvas.resize(824, 624)
    QApplication.processEvents()
    assert canvas.zoom == 3
    canvas.fit()
    assert canvas.zoom == 2
    corner = canvas.viewportTransform().map(QPointF(0, 0))
    assert (corner.x(), corner.y()) == pytest.approx((12, 12), abs=1)


def test_that_fit_width_shows_the_top_of_a_tall_photo(canvas, session) -> None:
    open_image(session, 400, 4000)
    assert canvas.zoom == pytest.approx(0.15)
    canvas.fit_width()
    assert canvas.zoom == 2
    corner = canvas.viewportTransform().map(QPointF(0, 0))
    assert (corner.x(), corner.y()) == pytest.approx((12, 12), abs=1)


def test_that_another_image_is_fitted_unless_the_zoom_is_to_be_kept(canvas, session) -> None:
    canvas.set_zoom(5, QPointF(0, 0))
    open_image(session, 800, 600)
    assert canvas.zoom == 1
    canvas.set_keep_zoom(True)
    canvas.set_zoom(5)
    canvas.centerOn(200, 150)
    open_image(session, 400, 300)
    assert canvas.zoom == 5
    centre = canvas.to_photo(QPointF(412, 312))
    assert (centre.x(), centre.y()) == pytest.approx((100, 75), abs=0.5)


def test_that_a_kept_zoom_is_fit_again_for_a_photo_of_another_size(canvas, session) -> None:
    canvas.set_keep_zoom(True)
    open_image(session, 800, 600)
    assert canvas.zoom == 1


def test_that_arrows_scroll_when_nothing_is_selected(canvas) -> None:
    canvas.set_zoom(6)
    before = canvas.to_photo(QPointF(400, 300))
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    assert canvas.to_photo(QPointF(400, 300)).x() == pytest.approx(before.x() + 10)


def test_that_the_pixels_of_a_large_photo_are_not_copied_and_stay_alive(canvas, session, grab) -> None:
    rgb = np.full((1000, 1600, 3), (200, 30, 10), np.uint8)
    rgb.setflags(write=False)
    session.open(replace_image(session.image, rgb), ImageAnnotation(1600, 1000), Path("a.xml"))
    address = canvas.photo_scene.photo._whole.constBits()
    assert np.frombuffer(address, np.uint8)[:3].tolist() == [200, 30, 10]
    assert np.shares_memory(np.frombuffer(address, np.uint8), rgb)
    session.close()
    open_image(session, 400, 300)
    del rgb
    assert grab().pixelColor(400, 300).getRgb()[:3] == (0, 0, 0)


def replace_image(image: LoadedImage | None, rgb: np.ndarray) -> LoadedImage:
    assert image is not None
    return replace(image, pixels=rgb, stored_size=(rgb.shape[1], rgb.shape[0]))


@pytest.mark.parametrize(("zoom", "sharp"), [(2.0, False), (8.0, True)])
def test_that_pixels_are_squares_close_up_and_smooth_before(zoom, sharp, canvas, session, grab) -> None:
    rgb = np.zeros((300, 400, 3), np.uint8)
    rgb[:, 200:] = 255
    session.open(replace_image(session.image, rgb), ImageAnnotation(400, 300), Path("a.xml"))
    canvas.set_zoom(zoom / canvas.devicePixelRatioF())
    picture = grab()
    greys = {picture.pixelColor(x, picture.height() // 2).red() for x in range(picture.width())} - {0, 255}
    background = picture.pixelColor(1, 1).red()
    assert (greys - {background} == set()) is sharp


def test_that_a_shrunk_photo_is_averaged(canvas, session, grab, qtbot) -> None:
    rgb = np.zeros((2400, 3200, 3), np.uint8)
    rgb[::2] = 255
    session.open(replace_image(session.image, rgb), ImageAnnotation(3200, 2400), Path("a.xml"))

    def shades() -> set[int]:
        picture: QImage = grab()
        return {picture.pixelColor(400, y).red() for y in range(100, 500)}

    qtbot.waitUntil(lambda: all(abs(shade - 128) < 3 for shade in shades()))
