"""Classes that are still being counted when the person goes elsewhere."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from support.composed import CAT, Composed, annotate, make_image

from frcnn_desktop.ui.classes.classes_dialog import ClassesDialog
from frcnn_desktop.ui.classes.feature import ClassesFeature
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.workers.tasks import class_service


def test_that_the_classes_of_a_folder_that_was_left_are_not_shown(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = [tmp_path / "old", tmp_path / "new"]
    for folder in folders:
        folder.mkdir()
        annotate(make_image(folder / "1.png"), CAT)
    free, count = threading.Event(), class_service.take_census

    def slow(*arguments: Any) -> object:
        free.wait(10)
        return count(*arguments)

    monkeypatch.setattr(class_service, "take_census", slow)
    window = Composed(qtbot, tmp_path / "settings.ini")
    window.open(folders[0])
    window.app.actions[ActionId.DATA_SET_CLASSES].trigger()
    service = window.app.feature(ClassesFeature)._service
    assert service is not None
    qtbot.waitUntil(lambda: service.busy)
    with qtbot.waitSignal(window.app.workspace.current_changed):
        window.app.workspace.open_paths([folders[1]])
    with qtbot.waitSignal(service.counted):
        free.set()
    assert not window.app.window.findChildren(ClassesDialog)
    window.close()
