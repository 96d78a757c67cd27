from __future__ import annotations

import numpy as np
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from frcnn_desktop.ui.canvas.mipmaps import Mipmaps


def make_image(width: int, height: int) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(0xFF204060)
    return image


def test_that_a_small_image_is_halved_at_once(qapp) -> None:
    mipmaps = Mipmaps()
    mipmaps.set_image(make_image(500, 375))
    sizes = [mipmaps.best_for(scale).size().toTuple() for scale in (2, 1, 0.6, 0.5, 0.3, 0.25, 0.01)]
    assert sizes == [(500, 375), (500, 375), (500, 375), (250, 187), (250, 187), (125, 93), (125, 93)]


def test_that_a_large_image_is_halved_between_events(qtbot: QtBot) -> None:
    mipmaps = Mipmaps()
    image = make_image(3001, 2001)
    with qtbot.waitSignal(mipmaps.improved):
        mipmaps.set_image(image)
        assert mipmaps.best_for(0.1).size() == image.size()
    qtbot.waitUntil(lambda: mipmaps.best_for(0.1).width() == 375)
    assert mipmaps.best_for(0.1).pixelColor(100, 100) == image.pixelColor(0, 0)
    assert mipmaps.best_for(0.5).pixelColor(1499, 999) == image.pixelColor(0, 0)


def test_that_halving_averages_four_pixels(qapp) -> None:
    pixels = np.zeros((256, 256, 4), np.uint8)
    pixels[::2, ::2] = 200
    image = QImage(pixels.data, 256, 256, QImage.Format.Format_RGB32)
    mipmaps = Mipmaps()
    mipmaps.set_image(image)
    assert abs(mipmaps.best_for(0.5).pixelColor(64, 64).red() - 50) <= 1


def test_that_another_image_replaces_a_half_finished_one(qtbot: QtBot) -> None:
    mipmaps = Mipmaps()
    mipmaps.set_image(make_image(3000, 2000))
    mipmaps.set_image(make_image(200, 200))
    assert mipmaps.best_for(0.5).width() == 100
    mipmaps.set_image(QImage())
    assert mipmaps.best_for(0.5).isNull()


def test_that_a_small_copy_that_is_there_already_spares_halving(qapp) -> None:
    mipmaps = Mipmaps()
    image, reduced = make_image(4000, 3000), make_image(1000, 750)
    mipmaps.set_image(image, reduced)
    assert mipmaps.best_for(0.25).size() == reduced.size()
    assert mipmaps.best_for(0.12).size().toTuple() == (500, 375)
    assert mipmaps.smallest.size().toTuple() == (500, 375)
    # A copy between the photo and the small one has to be made all the same.
    assert mipmaps.best_for(0.5).size() == image.size()
    mipmaps.set_image(image)
    assert mipmaps.best_for(0.25).size() == image.size()
    mipmaps.set_image(QImage())


def test_that_a_small_copy_does_alone_until_the_whole_comes(qtbot: QtBot) -> None:
    mipmaps = Mipmaps()
    image, reduced = make_image(4000, 3000), make_image(1000, 750)
    mipmaps.set_image(QImage(), reduced, 4000)
    assert mipmaps.best_for(0.25).size() == reduced.size()
    assert not mipmaps.coarse
    assert mipmaps.best_for(1).size() == reduced.size()
    assert mipmaps.coarse
    mipmaps.add_whole(image)
    assert mipmaps.best_for(1).size() == image.size()
    assert not mipmaps.coarse
    assert mipmaps.best_for(0.25).size() == reduced.size()
    assert mipmaps.best_for(0.5).size() == image.size()
    qtbot.waitUntil(lambda: mipmaps.best_for(0.5).width() == 2000)
