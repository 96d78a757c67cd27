"""Line width, size of labels and fill: shown at once and remembered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from support.composed import Composed, annotate, make_image

from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.ui.canvas.look import Look
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.ui.shell.settings import Settings
from frcnn_desktop.ui.view.feature import ViewFeature
from frcnn_desktop.ui.view.look_dialog import LookDialog

BOX = ObjectAnnotation("cat", (10.0, 10.0, 40.0, 30.0))


class Styling(Composed):
    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        super().__init__(qtbot, folder / "settings.json")
        photo = make_image(folder / "1.png")
        annotate(photo, BOX)
        self.open(photo)
        self.canvas = self.app.canvas
        qtbot.waitUntil(lambda: len(self.app.session.objects) == 1)

    def dialog(self) -> LookDialog:
        self.app.actions[ActionId.LOOK].trigger()
        dialog = self.app.feature(ViewFeature).looks.dialog
        assert dialog is not None
        return dialog

    def middle(self) -> QColor:
        """Return the colour in the middle of the box as it is drawn."""
        QApplication.processEvents()
        picture = self.canvas.viewport().grab().toImage()
        return picture.pixelColor(self.canvas.mapFromScene(25, 20))


@pytest.fixture
def styling(qtbot: QtBot, tmp_path: Path) -> Iterator[Styling]:
    styling = Styling(qtbot, tmp_path)
    yield styling
    styling.close()


def test_that_a_slider_shows_at_once_on_the_photo_and_is_remembered(styling: Styling, tmp_path: Path) -> None:
    dialog, plain = styling.dialog(), styling.middle()
    item = next(iter(styling.canvas.photo_scene.object_items.values()))
    narrow = item.boundingRect()
    dialog.rows["fill"].slider.setValue(dialog.rows["fill"].slider.maximum())
    dialog.rows["line"].slider.setValue(dialog.rows["line"].slider.maximum())
    assert styling.middle() != plain
    assert item.boundingRect().width() > narrow.width()
    styling.app.settings.sync()
    again = Settings(tmp_path / "settings.json")
    assert (again.line_width, again.label_size, again.box_fill) == (6.0, 1.0, 0.6)


def test_that_larger_labels_are_larger(styling: Styling) -> None:
    styling.middle()
    before = [place.height() for _, place in styling.canvas.photo_scene.chips.shown]
    styling.dialog().rows["label"].slider.setValue(26)
    styling.middle()
    after = [place.height() for _, place in styling.canvas.photo_scene.chips.shown]
    assert min(after) > max(before)


def test_that_the_defaults_come_back_with_one_button(styling: Styling) -> None:
    dialog = styling.dialog()
    for row in dialog.rows.values():
        row.slider.setValue(row.slider.maximum())
    dialog._on_defaults()
    assert styling.canvas.look == Look()
    assert styling.app.settings.line_width == 2.0
    assert dialog.rows["line"].value == 2.0


def test_that_new_objects_have_the_look_too(styling: Styling) -> None:
    styling.canvas.set_look(Look(fill=0.5))
    styling.app.session.add_objects([ObjectAnnotation("dog", (0.0, 0.0, 60.0, 40.0))])
    items = styling.canvas.photo_scene.object_items.values()
    assert {item._look for item in items} == {Look(fill=0.5)}
