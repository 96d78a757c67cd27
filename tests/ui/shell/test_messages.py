"""Banner, empty state, status bar and the menus of models and devices."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot
from support.composed import make_image
from support.window import panel_of

from frcnn_desktop.core.annotation import ImageAnnotation
from frcnn_desktop.core.images import load_image
from frcnn_desktop.ui.annotate.class_picker import ClassPicker
from frcnn_desktop.ui.app import Application
from frcnn_desktop.ui.browse.empty_state import EmptyKind, EmptyState
from frcnn_desktop.ui.detect.seconds_label import SecondsLabel
from frcnn_desktop.ui.kit.banner import MessageBanner, MessageKind
from frcnn_desktop.ui.models.model_menus import DeviceMenu, ModelMenu
from frcnn_desktop.ui.shell.action_ids import ActionId, Need
from frcnn_desktop.ui.shell.actions import Actions
from frcnn_desktop.ui.shell.main_window import MainWindow
from frcnn_desktop.ui.shell.status_panel import StatusPanel

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def banner(window: MainWindow) -> MessageBanner:
    return panel_of(window, MessageBanner)


def test_that_errors_wait_for_one_another_and_a_click_goes_on(qtbot: QtBot, banner: MessageBanner) -> None:
    banner.show_message(MessageKind.ERROR, "First")
    banner.show_message(MessageKind.WARNING, "Second")
    banner.show_message(MessageKind.WARNING, "Second")
    assert banner.text == "First"
    close = next(button for button in banner.findChildren(QToolButton) if button.toolTip())
    qtbot.mouseClick(close, LEFT)
    assert banner.text == "Second"
    qtbot.mouseClick(close, LEFT)
    assert (banner.text, banner.isVisible()) == ("", False)


def test_that_an_information_gives_way_to_what_matters(banner: MessageBanner) -> None:
    banner.show_message(MessageKind.INFO, "Saved")
    banner.show_message(MessageKind.ERROR, "Cannot be read")
    assert banner.text == "Cannot be read"


def test_that_a_message_with_the_same_key_replaces_the_old_one(banner: MessageBanner) -> None:
    banner.show_message(MessageKind.WARNING, "3 problems", key="problems")
    banner.show_message(MessageKind.WARNING, "2 problems", key="problems")
    assert banner.text == "2 problems"
    banner.clear("other")
    assert banner.text
    banner.clear("problems")
    assert not banner.isVisible()


def test_that_the_button_of_a_message_acts_and_closes_it(qtbot: QtBot, banner: MessageBanner) -> None:
    done: list[str] = []
    banner.show_message(MessageKind.WARNING, "Problems", [("Fix", lambda: done.append("fixed"))])
    qtbot.mouseClick(banner.findChildren(QPushButton)[0], LEFT)
    assert done == ["fixed"]
    assert not banner.isVisible()


def test_that_an_offer_comes_back_after_what_took_its_place(qtbot: QtBot, banner: MessageBanner) -> None:
    used: list[bool] = []
    banner.show_message(MessageKind.INFO, "The model is there", [("Use it", lambda: used.append(True))])
    banner.show_message(MessageKind.INFO, "Something to know", key="note")
    assert banner.text == "Something to know"
    banner.show_message(MessageKind.WARNING, "Something odd", key="odd")
    assert banner.text == "Something odd"
    banner.clear("odd")
    assert banner.text == "The model is there"
    (button,) = (each for each in banner.findChildren(QPushButton) if each.isVisible())
    qtbot.mouseClick(button, LEFT)
    assert used


@pytest.mark.parametrize("waits", [False, True])
def test_that_the_buttons_of_a_sentence_said_again_do_what_it_means_now(
    qtbot: QtBot, banner: MessageBanner, waits: bool
) -> None:
    undone: list[int] = []
    if waits:
        banner.show_message(MessageKind.ERROR, "First this", key="first")
    for edit in (1, 2):
        banner.show_message(MessageKind.WARNING, "Changed", [("Undo", lambda edit=edit: undone.append(edit))])
    banner.clear("first")
    qtbot.mouseClick(banner.findChild(QPushButton), LEFT)
    assert undone == [2]
    assert not banner.isVisible()


def test_that_a_message_never_takes_the_keyboard(window: MainWindow, banner: MessageBanner) -> None:
    window.activateWindow()
    panel_of(window, EmptyState).setFocus()
    banner.show_message(MessageKind.ERROR, "Problems", [("Fix", lambda: None)])
    assert panel_of(window, EmptyState).hasFocus()


@pytest.mark.parametrize("length", [1, 40, 400])
def test_that_the_whole_sentence_is_on_screen(window: MainWindow, banner: MessageBanner, length: int) -> None:
    window.resize(1000, 700)
    banner.show_message(
        MessageKind.ERROR, "word " * (length // 5 + 1), [("Use the bundled model", lambda: None)]
    )
    label = banner.findChild(QLabel)
    assert isinstance(label, QLabel)
    assert label.height() >= label.heightForWidth(label.width())
    assert banner.parentWidget().rect().contains(banner.geometry())


def test_that_the_empty_state_offers_the_commands_and_recent_folders(
    qtbot: QtBot, window: MainWindow, actions: Actions
) -> None:
    state = panel_of(window, EmptyState)
    opened: list[str] = []
    recent: list[Path] = []
    actions[ActionId.OPEN_SAMPLES].triggered.connect(lambda: opened.append("samples"))
    state.recent_chosen.connect(recent.append)
    state.set_recent_folders([Path("/photos/a"), Path("/photos/b")])
    state.set_recent_folders([Path("/photos/b")])

    def buttons() -> dict[str, QPushButton]:
        return {button.text(): button for button in state.findChildren(QPushButton) if button.isVisible()}

    qtbot.waitUntil(lambda: "photos/b" in buttons())
    qtbot.mouseClick(buttons()["Open samples"], LEFT)
    qtbot.mouseClick(buttons()["photos/b"], LEFT)
    assert (opened, recent) == (["samples"], [Path("/photos/b")])
    assert "photos/a" not in buttons()


def test_that_each_state_says_its_own(window: MainWindow) -> None:
    state = panel_of(window, EmptyState)
    state.show_loading("Reading /photos")
    assert state.kind is EmptyKind.LOADING
    state.show_nothing_found("No images in /photos", "Try another folder.")
    texts = {label.text() for label in state.findChildren(QLabel) if not label.isHidden()}
    assert {"No images in /photos", "Try another folder."} <= texts
    state.show_error("It cannot be opened", "Check that it is still there.")
    assert state.kind is EmptyKind.ERROR
    assert not state.grab().isNull()
    state.show_empty()
    assert state.kind is EmptyKind.EMPTY


def test_that_progress_shows_the_stop_command_and_goes_away(
    qtbot: QtBot, window: MainWindow, actions: Actions
) -> None:
    stopped: list[bool] = []
    actions[ActionId.STOP].triggered.connect(lambda: stopped.append(True))
    actions.set_available(Need.BUSY, True)
    panel_of(window, StatusPanel).start_progress("Searching proposals")
    panel_of(window, StatusPanel).set_progress(1, 4)
    button = next(
        found
        for found in panel_of(window, StatusPanel).busy.findChildren(QToolButton)
        if found.defaultAction() is actions[ActionId.STOP]
    )
    qtbot.mouseClick(button, LEFT)
    assert stopped == [True]
    panel_of(window, StatusPanel).finish_progress()
    assert panel_of(window, StatusPanel).busy.isHidden()


def test_that_the_status_bar_shows_numbers_with_units(program: Application, tmp_path: Path) -> None:
    status, canvas = program.frame.status_bar, program.canvas
    photo = make_image(tmp_path / "photo.png", (500, 375))
    program.session.open(load_image(photo), ImageAnnotation(500, 375), tmp_path / "photo.xml")
    canvas.set_zoom(1.5)
    canvas.cursor_moved.emit(12.7, 3.2)
    seconds = panel_of(program.window, SecondsLabel)
    seconds.show_seconds({"backbone": 0.12}, {"backbone": "Backbone"})

    def texts() -> set[str]:
        return {item.text() for kind in (QLabel, QToolButton) for item in status.findChildren(kind)}

    assert {"12, 3", "500 × 375 px", "150 %", "Device", "Backbone 120 ms", "Loading model…"} <= texts()
    seconds.show_seconds(None, {})
    canvas.cursor_moved.emit(-1, 3)
    assert not {"Backbone 120 ms", "12, 3"} & texts()


def _entry(actions: list[QAction], text: str) -> QAction:
    return next(action for action in actions if action.text() == text)


def test_that_the_model_menu_says_what_was_chosen_and_marks_what_is_used(qtbot: QtBot) -> None:
    menu = ModelMenu(QAction())
    qtbot.addWidget(menu)
    heard: list[object] = []
    menu.recent_chosen.connect(heard.append)
    menu.bundled_chosen.connect(lambda: heard.append("bundled"))
    menu.file_wanted.connect(lambda: heard.append("file"))
    menu.set_recent([Path("/m/old.safetensors")])
    menu.set_recent([Path("/m/mine.safetensors"), Path("/m/old.safetensors")])
    menu.set_current(Path("/m/mine.safetensors"))
    mine = _entry(menu.actions(), "mine.safetensors")
    assert mine.isChecked()
    assert heard == []
    _entry(menu.actions(), "old.safetensors").trigger()
    menu.actions()[0].trigger()
    _entry(menu.actions(), "Open model &file…").trigger()
    assert heard == [Path("/m/old.safetensors"), "bundled", "file"]


def test_that_the_device_menu_gives_the_key_of_a_device(qtbot: QtBot) -> None:
    menu = DeviceMenu()
    qtbot.addWidget(menu)
    heard: list[str] = []
    menu.device_chosen.connect(heard.append)
    menu.set_current("cuda")
    menu.set_devices([("auto", "Automatic"), ("cuda", "NVIDIA H200"), ("cpu", "CPU")])
    assert _entry(menu.actions(), "NVIDIA H200").isChecked()
    _entry(menu.actions(), "CPU").trigger()
    assert heard == ["cpu"]


def test_that_a_message_about_a_file_names_it_and_goes_with_it(banner: MessageBanner) -> None:
    photo, other = Path("folder/photo.jpg"), Path("folder/other.jpg")
    banner.show_message(MessageKind.WARNING, "The size differs.", about=photo)
    banner.show_message(MessageKind.WARNING, "other.xml is odd.", about=other)
    banner.show_message(MessageKind.WARNING, "The disk is slow.")
    assert banner.text == "photo.jpg: The size differs."
    banner.keep_about(other)
    assert banner.text == "other.xml is odd."
    banner.keep_about(None)
    assert banner.text == "The disk is slow."


def test_that_a_page_with_fields_moves_down_for_the_banner_and_the_photo_does_not(
    program: Application, banner: MessageBanner
) -> None:
    frame, page = program.frame, QWidget()
    frame.show_page(page)
    banner.show_message(MessageKind.ERROR, "It does not work.")
    under = QRect(page.mapTo(frame.window, QPoint()), page.size())
    over = QRect(banner.mapTo(frame.window, QPoint()), banner.size())
    assert not under.intersects(over)
    banner.clear()
    assert page.mapTo(frame.window, QPoint()).y() == over.top() - 12
    frame.show_photo()
    before = program.canvas.geometry()
    banner.show_message(MessageKind.ERROR, "It does not work.")
    assert program.canvas.geometry() == before


def test_that_the_banner_goes_to_the_other_edge_while_the_class_picker_is_under_it(
    program: Application, banner: MessageBanner
) -> None:
    canvas = program.canvas
    program.frame.show_photo()
    picker = ClassPicker(canvas)
    picker.open_at(QRect(canvas.width() // 2, 10, 20, 20), [("cat", None)])
    banner.show_message(MessageKind.ERROR, "It does not work.")
    over = QRect(canvas.mapFromGlobal(banner.mapToGlobal(QPoint())), banner.size())
    assert not over.intersects(picker.geometry())
    picker.cancel()
    assert banner.y() == 12
