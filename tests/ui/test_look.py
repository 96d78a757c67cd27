"""What a demanding eye sees: dialogs that fit a laptop, true numbers on a scaled screen, nothing stale."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QRect, QSize, QTranslator
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QListView,
    QListWidget,
    QMessageBox,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

sys.path.insert(0, str(Path(__file__).parent))

from composed import CAT, Composed, annotate, make_image

from frcnn_desktop.core.annotation import Problem
from frcnn_desktop.core.detections import ModelInfo
from frcnn_desktop.ui.action_ids import ActionId
from frcnn_desktop.ui.actions import Actions
from frcnn_desktop.ui.banner import MessageBanner, MessageKind
from frcnn_desktop.ui.control.asking import Asking
from frcnn_desktop.ui.dialogs.about import AboutDialog
from frcnn_desktop.ui.dialogs.class_picker import ClassPicker
from frcnn_desktop.ui.dialogs.crash_report import CrashReportDialog
from frcnn_desktop.ui.dialogs.diagnostics import DiagnosticsDialog
from frcnn_desktop.ui.dialogs.export import ExportDialog
from frcnn_desktop.ui.dialogs.licences import LicencesDialog
from frcnn_desktop.ui.dialogs.model_info import ModelInfoDialog
from frcnn_desktop.ui.dialogs.problems import ProblemsDialog
from frcnn_desktop.ui.dialogs.shortcuts import ShortcutsDialog
from frcnn_desktop.ui.dialogs.unsaved import UnsavedDialog
from frcnn_desktop.ui.models.image_list import ImageState
from frcnn_desktop.ui.theme import Theme
from frcnn_desktop.ui.translation import install_language

LAPTOP = QSize(1366, 720)
"""1366 x 768 without the title bar of a window and a task bar."""
LONG = "a photo of " + "x" * 230 + ".jpg"
INFO = ModelInfo(
    "mine", "/models/" + "m" * 150, "compact", tuple(f"class number {n}" for n in range(80)), "roi_pool",
    "CPU, 2 threads", "Apache-2.0", {"recipe": '{"epochs": 4, "train_from": "", "flips": true}'},
)  # fmt: skip
DIALOGS: dict[str, Callable[[], QDialog]] = {
    "about": AboutDialog,
    "crash": lambda: CrashReportDialog(Path("/reports/" + LONG)),
    "diagnostics": DiagnosticsDialog,
    "export": lambda: ExportDialog([ImageState.VERIFIED], [], [], Path("/data") / LONG),
    "licences": lambda: LicencesDialog(parts=()),
    "model": lambda: ModelInfoDialog(INFO),
    "problems": lambda: ProblemsDialog([Problem("size", "No size. " * 40)] * 30),
    "shortcuts": lambda: ShortcutsDialog(Actions()),
    "unsaved": lambda: UnsavedDialog(LONG),
}


@pytest.fixture
def composed(qtbot: QtBot, tmp_path: Path) -> Iterator[Composed]:
    made = Composed(qtbot, tmp_path / "settings.ini")
    yield made
    made.close()


@pytest.fixture
def korean(qapp: QApplication) -> Iterator[None]:
    before = set(qapp.findChildren(QTranslator))
    install_language(qapp, "ko")
    yield
    QLocale.setDefault(QLocale.system())
    for translator in set(qapp.findChildren(QTranslator)) - before:
        qapp.removeTranslator(translator)


@pytest.fixture
def themed(qapp: QApplication) -> Iterator[None]:
    theme = Theme(qapp)
    yield
    theme.deleteLater()
    qapp.setStyleSheet("")


def _texts(panel: QWidget) -> str:
    return " ".join(label.text() for label in panel.findChildren(QLabel))


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
    assert Asking(window).moving_to_trash([Path("/photos") / LONG])
    assert "Move to trash" in asked


def test_that_a_recipe_is_shown_as_names_and_values(qtbot: QtBot) -> None:
    dialog = ModelInfoDialog(INFO)
    qtbot.addWidget(dialog)
    texts = {label.accessibleName(): label.text() for label in dialog.findChildren(QLabel)}
    assert texts["Recipe"].replace("\N{NO-BREAK SPACE}", " ") == "epochs 4, flips True"


def test_that_the_list_of_problems_follows_the_fix(composed: Composed, tmp_path: Path) -> None:
    photo = make_image(tmp_path / "a.png")
    xml = annotate(photo, CAT)
    xml.write_text(xml.read_text().replace("<xmax>20", "<xmax>900"))
    composed.open(photo)
    composed.app.actions[ActionId.FIX_PROBLEMS].trigger()
    dialog = composed.app.window.findChild(ProblemsDialog)
    assert dialog is not None
    rows = dialog.findChild(QListWidget)
    assert rows is not None
    assert rows.count() == 1
    dialog.fix_wanted.emit()
    assert rows.count() == 0
    composed.app.session.undo_stack.undo()
    assert rows.count() == 1


def test_that_actual_size_is_a_hundred_percent_on_a_scaled_screen(
    composed: Composed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    composed.open(make_image(tmp_path / "a.png"))
    monkeypatch.setattr(composed.app.canvas, "devicePixelRatioF", lambda: 2.0)
    composed.app.actions[ActionId.ZOOM_ACTUAL].trigger()
    assert composed.app.canvas.zoom == 0.5
    assert "100 %" in [button.text() for button in composed.app.window.status.findChildren(QToolButton)]


def test_that_without_an_image_nothing_is_said_of_one_and_the_keyboard_is_with_the_invitation(
    composed: Composed, tmp_path: Path
) -> None:
    composed.open(make_image(tmp_path / "a.png"))
    window = composed.app.window
    assert "Press W" in _texts(window.objects_panel)
    composed.app.workspace.close_image()
    composed.qtbot.waitUntil(window.empty_state.isVisible)
    for panel in (window.objects_panel, window.detections_panel):
        assert "the open image" in _texts(panel)
        assert "Press" not in _texts(panel)
    assert not [button for button in window.status.findChildren(QToolButton) if "%" in button.text()]
    assert window.focusWidget() is window.empty_state


def test_that_the_list_of_classes_is_wide_enough_for_long_names(qtbot: QtBot) -> None:
    host = QWidget()
    host.resize(1000, 700)
    qtbot.addWidget(host)
    host.show()
    picker = ClassPicker(host)
    picker.open_at(QRect(10, 10, 50, 50), [("cat", None)])
    narrow = picker.width()
    picker.open_at(QRect(10, 10, 50, 50), [("construction vehicle, tracked (excavator)", None)])
    assert picker.width() > narrow
    host.resize(300, 700)
    picker.open_at(QRect(10, 10, 50, 50), [("construction vehicle, tracked (excavator)", None)])
    assert picker.geometry().right() <= host.width()
    view = picker.findChild(QListView)
    assert view is not None
    assert not view.horizontalScrollBar().isVisible()


def test_that_a_long_name_leaves_the_buttons_of_a_message_within_the_window(qtbot: QtBot) -> None:
    host = QWidget()
    host.resize(900, 300)
    qtbot.addWidget(host)
    banner = MessageBanner(host)
    host.show()
    text = f"{LONG} is write-protected. Change its permissions, or save to another folder."
    banner.show_message(MessageKind.ERROR, text, [("Save as…", list), ("Try again", list), ("Discard", list)])
    assert host.rect().contains(banner.geometry())
    assert banner.text == text


def test_that_no_name_makes_the_window_wider_than_a_laptop(composed: Composed, tmp_path: Path) -> None:
    composed.open(make_image(tmp_path / "a.png"))
    window = composed.app.window
    window.status.set_message(LONG)
    window.status.set_model(LONG)
    assert window.minimumSizeHint().width() <= LAPTOP.width()
    assert window.status.minimumSizeHint().width() <= LAPTOP.width()
    assert all(button.width() < 400 for button in window.status.findChildren(QToolButton))
    composed.app.workspace.close_image()
    window.empty_state.show_error(f"{LONG} cannot be opened", f"{LONG} is damaged.")
    assert window.empty_state.minimumSizeHint().width() <= LAPTOP.width() // 2


def test_that_a_title_of_two_lines_is_shown_whole(composed: Composed) -> None:
    composed.app.start()
    state = composed.app.window.empty_state
    state.show_loading("Opening a photo with quite a long name, of many words that need two lines.jpg…")
    title = next(label for label in state.findChildren(QLabel) if label.text().startswith("Opening"))
    composed.qtbot.waitUntil(lambda: title.height() >= title.heightForWidth(title.width()))


@pytest.mark.usefixtures("korean")
def test_that_dates_and_qt_s_own_dialogs_speak_the_language_of_the_window() -> None:
    assert QLocale().language() is QLocale.Language.Korean
    assert QApplication.translate("QFileDialog", "&Look in:") == "찾는 위치(&L):"
