"""The window as a demanding eye sees it: true numbers on scaled screens, nothing stale, room for names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import (
    QLabel,
    QListView,
    QListWidget,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from support.composed import CAT, Composed, annotate, make_image
from support.window import panel_of

from frcnn_desktop.ui.annotate.class_picker import ClassPicker
from frcnn_desktop.ui.annotate.objects_panel import ObjectsPanel
from frcnn_desktop.ui.annotate.problems_dialog import ProblemsDialog
from frcnn_desktop.ui.browse.empty_state import EmptyState
from frcnn_desktop.ui.detect.detections_panel import DetectionsPanel
from frcnn_desktop.ui.kit.banner import MessageBanner, MessageKind
from frcnn_desktop.ui.models.status_buttons import ModelButtons
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.ui.shell.status_panel import StatusPanel

LAPTOP = QSize(1366, 720)
"""1366 x 768 without the title bar of a window and a task bar."""
LONG = "a photo of " + "x" * 230 + ".jpg"


@pytest.fixture
def composed(qtbot: QtBot, tmp_path: Path) -> Iterator[Composed]:
    made = Composed(qtbot, tmp_path / "settings.ini")
    yield made
    made.close()


def _texts(panel: QWidget) -> str:
    return " ".join(label.text() for label in panel.findChildren(QLabel))


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
    assert "100 %" in [button.text() for button in composed.app.frame.status_bar.findChildren(QToolButton)]


def test_that_without_an_image_nothing_is_said_of_one_and_the_keyboard_is_with_the_invitation(
    composed: Composed, tmp_path: Path
) -> None:
    composed.open(make_image(tmp_path / "a.png"))
    window = composed.app.window
    assert "Press W" in _texts(panel_of(window, ObjectsPanel))
    composed.app.workspace.close_image()
    composed.qtbot.waitUntil(panel_of(window, EmptyState).isVisible)
    for panel in (panel_of(window, ObjectsPanel), panel_of(window, DetectionsPanel)):
        assert "the open image" in _texts(panel)
        assert "Press" not in _texts(panel)
    assert not [
        button for button in panel_of(window, StatusPanel).findChildren(QToolButton) if "%" in button.text()
    ]
    assert window.focusWidget() is panel_of(window, EmptyState)


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
    panel_of(window, StatusPanel).set_message(LONG)
    buttons = window.findChild(ModelButtons)
    assert buttons is not None
    buttons.show_model(LONG)
    assert window.minimumSizeHint().width() <= LAPTOP.width()
    assert panel_of(window, StatusPanel).minimumSizeHint().width() <= LAPTOP.width()
    assert all(button.width() < 400 for button in panel_of(window, StatusPanel).findChildren(QToolButton))
    composed.app.workspace.close_image()
    panel_of(window, EmptyState).show_error(f"{LONG} cannot be opened", f"{LONG} is damaged.")
    assert panel_of(window, EmptyState).minimumSizeHint().width() <= LAPTOP.width() // 2
