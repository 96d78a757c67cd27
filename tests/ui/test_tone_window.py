"""Brightness and contrast in the window: told, remembered, taken back by one click, and for the eye only."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot
from support.composed import Composed, make_image
from support.window import panel_of

from frcnn_desktop.core.tone import NEUTRAL, Tone
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.ui.view.feature import ViewFeature
from frcnn_desktop.ui.view.tone_panel import TonePanel
from frcnn_desktop.ui.view.view_tone import ViewTone

A = ActionId


class Looking(Composed):
    """Two folders: `a` with two photos and a thermal image, `b` with a photo."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        super().__init__(qtbot, folder / "settings.json")
        self.a, self.b = folder / "a", folder / "b"
        for each in (self.a, self.b):
            each.mkdir()
        self.photos = [make_image(self.a / "1.png"), make_image(self.a / "2.png")]
        self.thermal, self.other = self.a / "3.png", make_image(self.b / "4.png")
        rng = np.random.default_rng(0)
        Image.fromarray(rng.normal(22_000, 300, (40, 60)).astype(np.uint16)).save(self.thermal)
        self.open(self.a, self.b)
        qtbot.waitUntil(lambda: self.app.inference.model_key != "")

    @property
    def tone(self) -> ViewTone:
        return self.app.feature(ViewFeature).tones.tone

    def item(self, text: str) -> QToolButton | None:
        """Return the button of the status bar that says this, if it is seen."""
        buttons = self.app.frame.status_bar.findChildren(QToolButton)
        return next((each for each in buttons if text in each.text() and each.isVisible()), None)


@pytest.fixture
def looking(qtbot: QtBot, tmp_path: Path) -> Iterator[Looking]:
    looking = Looking(qtbot, tmp_path)
    yield looking
    looking.close()


def test_that_a_tone_stays_while_walking_and_is_each_folders_own(looking: Looking) -> None:
    looking.tone.set(brightness=0.4)
    looking.show(looking.photos[1])
    assert looking.tone.tone == Tone(brightness=0.4)
    looking.show(looking.other)
    assert looking.tone.tone == NEUTRAL
    looking.show(looking.photos[0])
    assert looking.tone.tone == Tone(brightness=0.4)


def test_that_the_status_bar_says_so_and_one_click_takes_it_back(looking: Looking) -> None:
    assert looking.item("View adjusted") is None
    looking.tone.set(contrast=0.4)
    button = looking.item("View adjusted")
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert looking.tone.tone == NEUTRAL
    assert looking.item("View adjusted") is None
    assert looking.app.settings.view_tone(looking.a) == ""


def test_that_the_range_of_a_deep_image_is_told_and_opens_its_control(looking: Looking, qtbot: QtBot) -> None:
    assert looking.item("Grey") is None
    looking.show(looking.thermal)
    button = looking.item("Grey")
    assert button is not None
    grey = looking.app.session.image.grey
    assert f"{grey.shown[0]:,.6g}" in button.text()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    panel = panel_of(looking.app.window, TonePanel)
    qtbot.waitUntil(lambda: panel.form is not None)
    panel.form.low.setValue(21_000)
    assert looking.tone.tone.window == (21_000.0, grey.shown[1])
    assert "21,000" in button.text()
    panel.form.automatic.click()
    assert looking.tone.tone.window is None


def test_that_the_detector_sees_the_same_whatever_range_is_looked_at(looking: Looking, qtbot: QtBot) -> None:
    looking.show(looking.thermal)
    qtbot.waitUntil(lambda: looking.app.detection.run is not None)
    image, asked = looking.app.session.image, []
    looking.app.detection.started.connect(lambda: asked.append(image))
    pixels = image.rgb.copy()
    looking.tone.set(window=(21_900.0, 22_000.0), gamma=2.0)
    looking.app.canvas.grab()
    assert asked == []
    assert looking.app.session.image is image
    assert np.array_equal(image.rgb, pixels)
    assert not looking.app.session.dirty


def test_that_the_panel_follows_the_image_and_the_keys(looking: Looking, qtbot: QtBot) -> None:
    looking.app.canvas.setFocus()
    looking.key(Qt.Key.Key_B)
    panel = panel_of(looking.app.window, TonePanel)
    qtbot.waitUntil(lambda: panel.form is not None)
    panel.form.rows["gamma"].slider.setValue(80)
    assert looking.tone.tone.gamma > 1
    assert looking.tone.adjusted
    looking.app.canvas.setFocus()
    looking.key(Qt.Key.Key_B, Qt.KeyboardModifier.ShiftModifier)
    assert looking.tone.tone == NEUTRAL
    assert panel.form.rows["gamma"].value == pytest.approx(1, abs=0.02)
    assert not panel.form.low.isVisible()
    looking.show(looking.thermal)
    assert panel.form.low.isVisible()
