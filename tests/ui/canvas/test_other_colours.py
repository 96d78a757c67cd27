"""Classes that get other colours while they are shown: nothing keeps the old ones."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot
from support.composed import CAT, Composed, annotate, make_image

from frcnn_desktop.ui.canvas.colour_change import show_other_colours
from frcnn_desktop.ui.canvas.colours import choose_class_colours, class_colour
from frcnn_desktop.ui.detect.feature import DetectFeature

PINK = "#ff0080"


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Composed]:
    photo = make_image(tmp_path / "a.png", (200, 150))
    annotate(photo, CAT)
    window = Composed(qtbot, tmp_path / "settings.json")
    window.open(photo)
    qtbot.waitUntil(lambda: window.app.detection.shown is not None)
    yield window
    choose_class_colours({})
    window.close()


def painted(button: QToolButton) -> QColor:
    """The colour in the middle of a chip's swatch."""
    image = button.icon().pixmap(button.iconSize()).toImage()
    return image.pixelColor(image.height() // 2, image.height() // 2)


def test_that_canvas_and_chips_follow_a_class_that_gets_another_colour(window: Composed) -> None:
    scene = window.app.canvas.photo_scene
    (item,) = scene.object_items.values()
    chips = window.app.feature(DetectFeature).panel.controls.chips
    (chip,) = chips.findChildren(QToolButton, "cat")
    assert item.colour == painted(chip) == class_colour("cat") != QColor(PINK)
    choose_class_colours({"cat": PINK})
    show_other_colours(window.app.window)
    assert item.colour == QColor(PINK)
    assert painted(chip) == QColor(PINK)


def test_that_a_list_whose_classes_must_be_told_apart_recolours_what_is_shown(window: Composed) -> None:
    (item,) = window.app.canvas.photo_scene.object_items.values()
    before = QColor(item.colour)
    window.app.values.classes.set_names(["person", "cow", "cat"])
    assert class_colour("cat") != before
    assert item.colour == class_colour("cat")


def test_that_detections_are_drawn_anew_in_another_colour(window: Composed) -> None:
    detections = window.app.canvas.photo_scene.detections
    window.app.canvas.grab()
    renders = detections.cache.renders
    choose_class_colours({"cat": PINK})
    show_other_colours(window.app.window)
    window.app.canvas.grab()
    assert detections.cache.renders == renders + 1
