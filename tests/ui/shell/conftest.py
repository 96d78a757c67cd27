"""The window of the whole program, with settings of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot
from support.fake_engine import FakeEngine
from support.window import end

from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.core.boxes import as_box_array
from frcnn_desktop.core.detections import Detections
from frcnn_desktop.ui.app import Application
from frcnn_desktop.ui.shell.action_ids import Need
from frcnn_desktop.ui.shell.actions import Actions
from frcnn_desktop.ui.shell.main_window import MainWindow
from frcnn_desktop.ui.shell.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.ini")


@pytest.fixture
def make_program(qtbot: QtBot) -> Iterator[Callable[[Settings], Application]]:
    """Make the whole program, with nothing started."""
    made: list[Application] = []

    def make(settings: Settings) -> Application:
        made.append(Application(settings, lambda _path, _device: FakeEngine()))
        return made[-1]

    yield make
    for each in made:
        end(each)


@pytest.fixture
def program(qtbot: QtBot, settings: Settings, make_program: Callable[[Settings], Application]) -> Application:
    """The program with its window shown, in which every command is possible."""
    made = make_program(settings)
    made.installation.finish()
    for need in Need:
        made.actions.set_available(need, True)
    made.window.show()
    qtbot.waitExposed(made.window)
    return made


@pytest.fixture
def actions(program: Application) -> Actions:
    return program.actions


@pytest.fixture
def window(program: Application) -> MainWindow:
    return program.window


@pytest.fixture
def annotation() -> ImageAnnotation:
    objects = (
        ObjectAnnotation("car", (10, 20, 110, 70)),
        ObjectAnnotation("dog", (0, 0, 30, 40), difficult=True),
        ObjectAnnotation("car", (5, 5, 25, 30), truncated=True),
    )
    return ImageAnnotation(500, 375, objects)


@pytest.fixture
def detections() -> Detections:
    return Detections(
        boxes=as_box_array([[0, 0, 50, 60], [10, 10, 40, 40], [5, 5, 9, 9]]),
        scores=np.array([0.9, 0.6, 0.2], np.float32),
        class_indices=np.array([7, 12, 7]),
        class_names=("car", "dog", "car"),
        proposal_indices=np.arange(3),
    )
