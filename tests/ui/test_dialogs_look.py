"""Dialogs as a demanding eye sees them: they fit a laptop, say what they do, and speak one language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QSize
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot
from support.window import all_actions

from frcnn_desktop.core.annotation import ImageAnnotation, Problem
from frcnn_desktop.core.detections import ModelInfo
from frcnn_desktop.core.messages import Message, verbatim
from frcnn_desktop.formats.converting import Conversion
from frcnn_desktop.formats.planning import Plan
from frcnn_desktop.formats.registry import format_named
from frcnn_desktop.formats.values import ImageEvent, LabelledImage, LabelledSet
from frcnn_desktop.ui.annotate.problems_dialog import ProblemsDialog
from frcnn_desktop.ui.browse.image_entry import ImageState
from frcnn_desktop.ui.browse.unsaved import UnsavedDialog
from frcnn_desktop.ui.export.conversion_report import ConversionReportDialog
from frcnn_desktop.ui.export.export_dialog import ExportDialog
from frcnn_desktop.ui.export.export_report import ExportReportDialog
from frcnn_desktop.ui.export.preview_dialog import PreviewDialog
from frcnn_desktop.ui.help.about import AboutDialog
from frcnn_desktop.ui.help.crash_report import CrashReportDialog
from frcnn_desktop.ui.help.diagnostics import DiagnosticsDialog
from frcnn_desktop.ui.help.licences import LicencesDialog
from frcnn_desktop.ui.help.shortcuts import ShortcutsDialog
from frcnn_desktop.ui.kit.theme import Theme
from frcnn_desktop.ui.models.model_info import ModelInfoDialog
from frcnn_desktop.ui.shell.prompts import Prompts
from frcnn_desktop.voc.export import ExportReport

LAPTOP = QSize(1366, 720)
"""1366 x 768 without the title bar of a window and a task bar."""
LONG = "a photo of " + "x" * 230 + ".jpg"
INFO = ModelInfo(
    "mine", "/models/" + "m" * 150, "compact", tuple(f"class number {n}" for n in range(80)), "roi_pool",
    verbatim("CPU, 2 threads"), "Apache-2.0", {"recipe": '{"epochs": 4, "train_from": "", "flips": true}'},
)  # fmt: skip
SEEN = LabelledImage("a.jpg", "train", None, LONG, ImageAnnotation(40, 30))
PLAN = Plan(
    format_named("coco"),
    format_named("voc"),
    LabelledSet(
        Path("/data"), ("cat",), True, (SEEN,),
        tuple(ImageEvent("turned", LONG, LONG, Message("convert.image.turned")) for _ in range(600)),
        notes=(Message("convert.no_class_list", count=80),) * 40,
    ),
)  # fmt: skip
DIALOGS: dict[str, Callable[[], QDialog]] = {
    "about": AboutDialog,
    "conversion": lambda: ConversionReportDialog(Conversion(PLAN, Path("/data") / LONG)),
    "preview": lambda: PreviewDialog(PLAN, Path("/data") / LONG, ("coco", "yolo")),
    "crash": lambda: CrashReportDialog(Path("/reports/" + LONG)),
    "diagnostics": DiagnosticsDialog,
    "export": lambda: ExportDialog([ImageState.VERIFIED], [], [], Path("/data") / LONG),
    "licences": lambda: LicencesDialog(parts=()),
    "model": lambda: ModelInfoDialog(INFO),
    "problems": lambda: ProblemsDialog([Problem("size", verbatim("No size. " * 40))] * 30),
    "shortcuts": lambda: ShortcutsDialog(all_actions()),
    "unsaved": lambda: UnsavedDialog(LONG),
}


@pytest.fixture
def themed(qapp: QApplication) -> Iterator[None]:
    theme = Theme(qapp)
    yield
    theme.deleteLater()
    qapp.setStyleSheet("")


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("name", DIALOGS)
@pytest.mark.usefixtures("themed")
def test_that_every_dialog_fits_a_laptop(
    qtbot: QtBot, request: pytest.FixtureRequest, name: str, language: str
) -> None:
    if language == "ko":
        request.getfixturevalue("korean")
    dialog = DIALOGS[name]()
    qtbot.addWidget(dialog)
    dialog.show()
    for size in (dialog.size(), dialog.minimumSizeHint()):
        assert size.width() <= LAPTOP.width()
        assert size.height() <= LAPTOP.height()


@pytest.mark.usefixtures("korean")
def test_that_giving_edits_up_is_not_called_ignoring_them(qtbot: QtBot) -> None:
    dialog = UnsavedDialog("a.jpg")
    qtbot.addWidget(dialog)
    assert dialog.button(QMessageBox.StandardButton.Discard).text() == "버리기"


def test_that_moving_to_the_trash_is_asked_with_buttons_that_say_so(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    asked: list[str] = []

    def answer(box: QMessageBox) -> int:
        asked.extend(button.text() for button in box.buttons())
        assert LONG not in box.informativeText()
        assert box.defaultButton() is box.button(QMessageBox.StandardButton.Cancel)
        next(button for button in box.buttons() if button.text() == "Move to trash").click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answer)
    assert Prompts(window).moving_to_trash([Path("/photos") / LONG])
    assert "Move to trash" in asked


def test_that_a_recipe_is_shown_as_names_and_values(qtbot: QtBot) -> None:
    dialog = ModelInfoDialog(INFO)
    qtbot.addWidget(dialog)
    texts = {label.accessibleName(): label.text() for label in dialog.findChildren(QLabel)}
    assert texts["Recipe"].replace("\N{NO-BREAK SPACE}", " ") == "epochs 4, flips True"


@pytest.mark.usefixtures("korean")
def test_that_what_an_export_left_out_is_told_in_the_language_of_the_window(qtbot: QtBot) -> None:
    splits = {"train": (), "val": (), "trainval": (), "test": ()}
    left_out = ((Path("/photos") / LONG, Message("export.not_verified")),)
    dialog = ExportReportDialog(ExportReport(Path("/data") / LONG, splits, left_out, (), ()))
    qtbot.addWidget(dialog)
    group = dialog.tree.topLevelItem(0)
    assert group is not None
    assert group.child(0).text(1) == "검증됨 표시가 없습니다."
    assert dialog.minimumSizeHint().width() <= LAPTOP.width()


@pytest.mark.usefixtures("korean")
def test_that_dates_and_qt_s_own_dialogs_speak_the_language_of_the_window() -> None:
    assert QLocale().language() is QLocale.Language.Korean
    assert QApplication.translate("QFileDialog", "&Look in:") == "찾는 위치(&L):"
