"""The diagnostics dialog, from the menu."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from support.composed import Composed, make_image

from frcnn_desktop.ui.help.diagnostics import DiagnosticsDialog
from frcnn_desktop.ui.help.feature import HelpFeature
from frcnn_desktop.workers.tasks.diagnostics_service import folder_bytes


@pytest.fixture
def dialog(qtbot: QtBot, tmp_path: Path) -> Iterator[DiagnosticsDialog]:
    folder = tmp_path / "photos"
    folder.mkdir()
    window = Composed(qtbot, tmp_path / "settings.ini")
    window.open(make_image(folder / "a.png"))
    qtbot.waitUntil(lambda: bool(window.app.inference.model_key))
    with qtbot.waitSignal(window.app.feature(HelpFeature).diagnostics.measured):
        window.app.actions["diagnostics"].trigger()
    dialog = window.app.window.findChild(DiagnosticsDialog)
    assert isinstance(dialog, DiagnosticsDialog)
    yield dialog
    dialog.reject()
    window.close()


def test_that_model_caches_disk_and_threads_are_told(dialog: DiagnosticsDialog) -> None:
    text = dialog.text
    for told in (
        "Model: fake",
        "Decoded images: ",
        " of at most 64",
        "Proposals: ",
        "inference",
        "PySide6",
        "Labelled images learnt from: 0",
        "Decisions about data sets: ",
    ):
        assert told in text


def test_that_everything_shown_can_be_copied(dialog: DiagnosticsDialog) -> None:
    button = next(each for each in dialog.findChildren(QPushButton) if each.text() == "&Copy")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == dialog.text


def test_that_values_change_in_place(dialog: DiagnosticsDialog) -> None:
    dialog.set_sections([("A", [("b", "1")])])
    dialog.set_sections([("A", [("b", "2")])])
    assert dialog.text == "A\n  b: 2\n"


def test_that_the_size_of_a_folder_counts_all_files_below_it(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a").write_bytes(b"12345")
    (tmp_path / "b").write_bytes(b"123")
    assert folder_bytes(tmp_path) == 8
    assert folder_bytes(tmp_path / "none") == 0
