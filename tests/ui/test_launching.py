"""The running program takes files of other starts and tells about errors."""

from __future__ import annotations

import argparse
import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QTimer, QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot
from support.composed import Composed, make_image

from frcnn_desktop.cli import gui, gui_run
from frcnn_desktop.host.crash_reports import CrashReports
from frcnn_desktop.ui.help.crash_report import CrashReportDialog
from frcnn_desktop.ui.launch import ReportBell, Visitors
from frcnn_desktop.ui.shell.single_instance import SingleInstance


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Composed]:
    window = Composed(qtbot, tmp_path / "settings.ini")
    window.app.start()
    yield window
    window.close()


@pytest.fixture
def visitors(window: Composed) -> Visitors:
    return Visitors(window.app, SingleInstance("unused"))


def test_that_files_of_another_start_are_opened(
    qtbot: QtBot, window: Composed, visitors: Visitors, tmp_path: Path
) -> None:
    photo = make_image(tmp_path / "a.png")
    window.app.window.showMinimized()
    visitors.take([photo])
    assert not window.app.window.isMinimized()
    qtbot.waitUntil(lambda: window.app.workspace.current == photo)


def test_that_files_wait_while_a_question_is_open(
    qtbot: QtBot, window: Composed, visitors: Visitors, tmp_path: Path
) -> None:
    photo = make_image(tmp_path / "a.png")
    question = QDialog(window.app.window)
    question.open()
    visitors.take([photo])
    assert window.app.workspace.current is None
    question.reject()
    qtbot.waitUntil(lambda: window.app.workspace.current == photo)


def test_that_a_file_handed_over_by_macos_is_opened(
    qtbot: QtBot, window: Composed, visitors: Visitors, tmp_path: Path
) -> None:
    photo = make_image(tmp_path / "a.png")
    assert visitors.eventFilter(window.app, QFileOpenEvent(QUrl.fromLocalFile(str(photo))))
    assert not visitors.eventFilter(window.app, QEvent(QEvent.Type.User))
    qtbot.waitUntil(lambda: window.app.workspace.current == photo)


def test_that_an_error_is_told_in_the_window_with_a_report_to_copy(
    qtbot: QtBot, window: Composed, tmp_path: Path
) -> None:
    reports = CrashReports(tmp_path)
    ReportBell(window.app, reports).setObjectName("bell")
    error = ValueError("the cat is out")
    reports.report_exception(ValueError, error, None)
    assert "Something unexpected went wrong" in window.message
    show = next(b for b in window.app.frame.banner.findChildren(QPushButton) if b.text() == "Show report")
    show.click()
    dialog = window.app.window.findChild(CrashReportDialog)
    assert dialog is not None
    copy = next(b for b in dialog.findChildren(QPushButton) if b.text() == "&Copy")
    copy.click()
    text = dialog.findChild(QPlainTextEdit)
    assert text is not None
    assert "the cat is out" in QApplication.clipboard().text() == text.toPlainText()
    dialog.close()


def test_that_what_the_last_run_left_is_offered_once(window: Composed, tmp_path: Path) -> None:
    reports = CrashReports(tmp_path)
    reports.report_exception(ValueError, ValueError("last time"), None)
    ReportBell(window.app, reports).offer_left_over()
    assert "last time" in window.message
    assert reports.collect_left_over() == []


def test_that_a_second_window_of_one_user_is_a_matter_of_asking(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    handed: list[list[Path]] = []

    def take(_self: SingleInstance, paths: list[Path]) -> bool:
        handed.append(list(paths))
        return True

    monkeypatch.setattr(SingleInstance, "hand_over", take)
    photo = make_image(tmp_path / "a.png")
    parser = argparse.ArgumentParser()
    gui.add_arguments(parser)
    assert gui.run(parser.parse_args([str(photo)])) == 0
    assert handed == [[photo]]
    QTimer.singleShot(0, QApplication.closeAllWindows)
    assert gui.run(parser.parse_args(["--new-window"])) == 0
    assert len(handed) == 1


def test_that_nothing_is_collected_while_the_window_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    collects: list[bool] = []

    def run(_args: argparse.Namespace, reports: CrashReports) -> int:
        collects.append(gc.isenabled())
        reports.close()
        return 0

    monkeypatch.setattr(gui_run, "run", run)
    parser = argparse.ArgumentParser()
    gui.add_arguments(parser)
    gc.enable()
    try:
        assert gui.run(parser.parse_args([])) == 0
    finally:
        gc.disable()  # as the other tests want it
    assert collects == [False]
