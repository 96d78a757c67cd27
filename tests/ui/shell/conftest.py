"""A window around an empty canvas, with settings of its own."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.core.boxes import as_box_array
from frcnn_desktop.core.detections import Detections
from frcnn_desktop.ui.shell.action_ids import Need
from frcnn_desktop.ui.shell.actions import Actions
from frcnn_desktop.ui.shell.main_window import MainWindow
from frcnn_desktop.ui.shell.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.ini")


@pytest.fixture
def actions(qtbot: QtBot) -> Actions:
    return Actions()


@pytest.fixture
def window(qtbot: QtBot, actions: Actions, settings: Settings) -> MainWindow:
    """A shown window in which every command is possible."""
    made = MainWindow(actions, QWidget(), settings)
    qtbot.addWidget(made)
    for need in Need:
        actions.set_available(need, True)
    made.show()
    qtbot.waitExposed(made)
    return made


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
