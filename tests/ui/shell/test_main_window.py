"""The frame: layout, drops, title, closing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDockWidget, QLabel, QTabBar
from pytestqt.qtbot import QtBot
from support.window import panel_of

from frcnn_desktop.ui.app import Application
from frcnn_desktop.ui.browse.image_list_panel import ImageListPanel
from frcnn_desktop.ui.kit.theme import Theme
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.ui.shell.actions import Actions
from frcnn_desktop.ui.shell.central_area import DropOverlay
from frcnn_desktop.ui.shell.docks import PanelDock
from frcnn_desktop.ui.shell.main_window import MainWindow
from frcnn_desktop.ui.shell.settings import Settings

MakeProgram = Callable[[Settings], Application]
COPY = Qt.DropAction.CopyAction
LEFT, NO_KEYS = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def _dock(window: MainWindow, name: str) -> PanelDock:
    dock = window.findChild(PanelDock, name)
    assert isinstance(dock, PanelDock)
    return dock


def _files(*paths: str) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(path) for path in paths])
    return data


def test_that_the_photo_keeps_sixty_percent_of_a_laptop_window(
    qtbot: QtBot, qapp: QApplication, window: MainWindow, program: Application
) -> None:
    theme = Theme(qapp)
    program.frame.show_photo()
    window.resize(1366, 768)
    area = window.centralWidget().size()
    qtbot.waitUntil(lambda: window.width() == 1366)
    area = window.centralWidget().size()
    assert area.width() * area.height() >= 0.6 * 1366 * 768
    theme.deleteLater()
    qapp.setStyleSheet("")


def test_that_every_panel_can_be_opened_and_timings_begin_closed(window: MainWindow) -> None:
    names = {dock.objectName() for dock in window.findChildren(QDockWidget)}
    assert names >= {"images", "layers", "detections", "objects", "classes", "timings"}
    assert _dock(window, "timings").isHidden()


def test_that_the_layout_comes_back_in_the_next_run(
    window: MainWindow, settings: Settings, make_program: MakeProgram
) -> None:
    _dock(window, "timings").show()
    _dock(window, "layers").hide()
    window.close()
    again = make_program(settings).window
    assert not _dock(again, "timings").isHidden()
    assert _dock(again, "layers").isHidden()


@pytest.mark.parametrize("state", [b"rubbish", b"\x00\x00\x00\xff"])
def test_that_a_layout_that_cannot_be_read_is_ignored(
    settings: Settings, state: bytes, make_program: MakeProgram
) -> None:
    settings.geometry = settings.window_state = state
    window = make_program(settings).window
    assert not _dock(window, "images").isHidden()
    assert window.dockWidgetArea(_dock(window, "objects")) is Qt.DockWidgetArea.RightDockWidgetArea


def test_that_photo_only_hides_the_panels_and_brings_back_those_that_were_there(
    window: MainWindow, actions: Actions
) -> None:
    _dock(window, "classes").hide()
    actions[ActionId.PHOTO_ONLY].trigger()
    assert all(dock.isHidden() for dock in window.findChildren(QDockWidget))
    actions[ActionId.PHOTO_ONLY].trigger()
    assert not _dock(window, "images").isHidden()
    assert _dock(window, "classes").isHidden()


def test_that_resetting_the_panels_leaves_no_second_tab_bar(
    window: MainWindow, actions: Actions, qtbot: QtBot
) -> None:
    _dock(window, "images").hide()
    _dock(window, "layers").set_folded(True)
    actions[ActionId.RESET_LAYOUT].trigger()
    assert not _dock(window, "images").isHidden()
    assert not _dock(window, "layers").folded

    def shown() -> list[QTabBar]:
        # Qt keeps the bars of groups that have one panel left, out of sight.
        bars = window.findChildren(QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return [bar for bar in bars if bar.count() and window.rect().intersects(bar.geometry())]

    qtbot.waitUntil(lambda: [bar.count() for bar in shown()] in ([], [3]))
    title = _dock(window, "objects").titleBarWidget()
    assert title is not None
    assert title.isHidden() or not title.findChildren(QLabel), "the tab says the same"


def test_that_a_folded_panel_is_only_as_high_as_its_title(window: MainWindow) -> None:
    dock = _dock(window, "layers")
    dock.set_folded(True)
    assert dock.folded
    assert dock.maximumHeight() < 60
    dock.set_folded(False)
    assert dock.maximumHeight() > 1000


def test_that_files_dropped_anywhere_are_passed_on(window: MainWindow) -> None:
    heard: list[list[Path]] = []
    window.paths_dropped.connect(heard.append)
    overlay = window.findChild(DropOverlay)
    assert isinstance(overlay, DropOverlay)
    data = _files("/photos/a b.jpg", "/photos/여름")
    enter = QDragEnterEvent(QPoint(5, 5), COPY, data, LEFT, NO_KEYS)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    assert overlay.isVisible()
    assert overlay.size() == window.size()
    QApplication.sendEvent(window, QDropEvent(QPointF(5, 5), COPY, data, LEFT, NO_KEYS))
    assert heard == [[Path("/photos/a b.jpg"), Path("/photos/여름")]]
    assert overlay.isHidden()


def test_that_dropped_files_are_never_moved_away_from_where_they_were(window: MainWindow) -> None:
    data = _files("/photos/a.jpg", "/photos/a.jpg")
    heard: list[list[Path]] = []
    window.paths_dropped.connect(heard.append)
    move = Qt.DropAction.MoveAction
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(5, 5), move, data, LEFT, NO_KEYS))
    event = QDropEvent(QPointF(5, 5), COPY | move, data, LEFT, NO_KEYS)
    event.setDropAction(move)
    QApplication.sendEvent(window, event)
    assert event.isAccepted()
    assert event.dropAction() == COPY
    assert heard == [[Path("/photos/a.jpg")]]


def test_that_what_is_no_file_is_not_accepted_and_leaving_takes_the_target_away(window: MainWindow) -> None:
    text = QMimeData()
    text.setText("hello")
    enter = QDragEnterEvent(QPoint(5, 5), COPY, text, LEFT, NO_KEYS)
    enter.ignore()
    QApplication.sendEvent(window, enter)
    assert not enter.isAccepted()
    web = QMimeData()
    web.setUrls([QUrl("https://example.org/a.jpg")])
    enter = QDragEnterEvent(QPoint(5, 5), COPY, web, LEFT, NO_KEYS)
    enter.ignore()
    QApplication.sendEvent(window, enter)
    assert not enter.isAccepted()
    files = _files("/photos")
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(5, 5), COPY, files, LEFT, NO_KEYS))
    QApplication.sendEvent(window, QDragLeaveEvent())
    overlay = window.findChild(DropOverlay)
    assert isinstance(overlay, DropOverlay)
    assert overlay.isHidden()


def test_that_the_title_names_the_image_and_marks_unsaved_edits(window: MainWindow) -> None:
    window.set_document(Path("/photos/street/a.jpg"), dirty=True)
    assert window.windowTitle().startswith("a.jpg[*]")
    assert "street" in window.windowTitle()
    assert window.isWindowModified()
    window.set_document(None, dirty=False)
    assert not window.isWindowModified()


def test_that_closing_can_be_refused(window: MainWindow, settings: Settings) -> None:
    window.closing.connect(lambda event: event.ignore())
    assert not window.close()
    assert window.isVisible()
    assert settings.window_state == b""


def test_that_finding_an_image_opens_its_panel_and_puts_the_cursor_there(
    window: MainWindow, actions: Actions
) -> None:
    window.activateWindow()
    _dock(window, "images").hide()
    actions[ActionId.FIND_IMAGE].trigger()
    assert not _dock(window, "images").isHidden()
    focused = window.focusWidget()
    assert focused is not None
    assert panel_of(window, ImageListPanel).isAncestorOf(focused)


def test_that_panels_below_the_photo_share_its_foot_and_take_no_more_height_than_they_ask_for(
    qtbot: QtBot, window: MainWindow, program: Application
) -> None:
    program.frame.show_photo()
    inspector, timings = _dock(window, "inspector"), _dock(window, "timings")
    inspector.show()
    qtbot.waitUntil(lambda: inspector.height() > 250)
    tall = window.centralWidget().height()
    inspector.hide()
    timings.show()
    qtbot.waitUntil(lambda: window.centralWidget().height() > tall)
    inspector.show()
    assert window.tabifiedDockWidgets(inspector) == [timings]
