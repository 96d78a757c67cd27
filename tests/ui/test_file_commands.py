"""Image files of the list outside of the program: dragged, revealed, and their paths copied."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot
from support.composed import Composed, make_image

from frcnn_desktop.ui.browse.feature import BrowseFeature
from frcnn_desktop.ui.kit import file_manager
from frcnn_desktop.ui.kit.file_manager import MOST, FileManager
from frcnn_desktop.ui.shell.action_ids import ActionId

A = ActionId


@pytest.fixture
def photos(tmp_path: Path) -> list[Path]:
    folder = tmp_path / "photos, all"
    folder.mkdir()
    return [make_image(folder / f"{number} é.png") for number in range(3)]


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, photos: list[Path]) -> Iterator[Composed]:
    made = Composed(qtbot, tmp_path / "settings.json")
    made.open(photos[0].parent)
    yield made
    made.close()


def test_that_files_are_dragged_out_of_the_list_as_copies(window: Composed, photos: list[Path]) -> None:
    images = window.app.feature(BrowseFeature).images
    images.view.select_rows([2, 0])
    data = images.model.mimeData(images.view.selectedIndexes())
    assert [Path(url.toLocalFile()) for url in data.urls()] == [photos[0], photos[2]]
    assert images.model.supportedDragActions() == Qt.DropAction.CopyAction
    assert images.view.dragEnabled()
    assert images.model.flags(images.model.index(0)) & Qt.ItemFlag.ItemIsDragEnabled
    assert not images.view.acceptDrops()


class OwnDrag(QDragEnterEvent):
    """A drag that began in the window itself."""

    where: QWidget | None = None

    def source(self) -> QWidget | None:  # type: ignore[override] - Qt may return none
        return self.where


def test_that_the_window_takes_files_of_others_and_not_its_own(window: Composed, photos: list[Path]) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(photos[1]))])
    for source, taken in ((window.app.canvas, False), (None, True)):
        event = OwnDrag(
            QPoint(5, 5),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        event.where = source
        event.ignore()
        window.app.window.dragEnterEvent(event)
        assert event.isAccepted() is taken


def test_that_the_paths_of_what_is_selected_are_copied(window: Composed, photos: list[Path]) -> None:
    window.app.actions[A.COPY_PATH].trigger()
    assert QGuiApplication.clipboard().text() == str(photos[0])
    window.app.feature(BrowseFeature).images.view.select_rows([1, 2])
    window.app.actions[A.COPY_PATH].trigger()
    assert QGuiApplication.clipboard().text() == f"{photos[1]}\n{photos[2]}"


def test_that_the_list_has_a_menu_for_what_is_selected(
    window: Composed, photos: list[Path], monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    asked: list[list[Path]] = []
    monkeypatch.setattr(FileManager, "reveal", lambda _self, paths: asked.append(list(paths)))
    images = window.app.feature(BrowseFeature).images
    images.view.select_rows([0, 2])
    images.view.customContextMenuRequested.emit(QPoint(4, 4))
    menu = next(each for each in images.findChildren(QMenu) if each.isVisible())
    assert [each.objectName() for each in menu.actions()] == [A.REVEAL, A.COPY_PATH]
    menu.actions()[0].trigger()
    menu.hide()
    assert asked == [[photos[0], photos[2]]]


@pytest.mark.parametrize(
    ("platform", "commands"),
    [
        ("darwin", [("open", ["-R", "/a/1.png", "/a/2.png", "/b/3.png"])]),
        ("win32", [("explorer.exe", ["/select,", "/b/3.png"]), ("explorer.exe", ["/select,", "/a/1.png"])]),
    ],
)
def test_that_each_system_is_asked_in_its_way(
    qapp: object, monkeypatch: pytest.MonkeyPatch, platform: str, commands: list[object]
) -> None:
    started: list[object] = []

    class Recorder:
        startDetached = staticmethod(lambda *call: started.append(call))

    monkeypatch.setattr(file_manager, "QProcess", Recorder)
    monkeypatch.setattr(sys, "platform", platform)
    manager = FileManager()
    manager.reveal([Path("/a/1.png"), Path("/a/2.png"), Path("/b/3.png")])
    assert started == commands
    started.clear()
    manager.reveal([])
    assert started == []


def test_that_no_more_than_some_files_are_shown_at_once_and_that_is_said(
    window: Composed, monkeypatch: pytest.MonkeyPatch
) -> None:
    images = window.app.feature(BrowseFeature).images
    many = [Path(f"/{number}.png") for number in range(MOST + 1)]
    monkeypatch.setattr(type(images), "selected", many)
    monkeypatch.setattr(FileManager, "reveal", lambda _self, _paths: None)
    said: list[str] = []
    monkeypatch.setattr(type(window.app.shell), "status", lambda _self, text: said.append(text))
    window.app.actions[A.REVEAL].trigger()
    assert said == [f"The first {MOST} of {MOST + 1} files are shown."]


ASKING = """
import sys
from pathlib import Path
from PySide6.QtCore import QObject, QTimer, Slot, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from frcnn_desktop.ui.kit.file_manager import FileManager

class Opener(QObject):
    @Slot(QUrl)
    def open(self, url):
        print("opened", url.toLocalFile(), flush=True)
        qt.quit()

qt = QGuiApplication([])
opener = Opener()
QDesktopServices.setUrlHandler("file", opener, "open")
manager = FileManager()
manager.reveal([Path(each) for each in sys.argv[1:]])
QTimer.singleShot(30_000, qt.quit)
qt.exec()
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a matter of freedesktop's systems")
@pytest.mark.skipif(shutil.which("dbus-run-session") is None, reason="there is no D-Bus here")
def test_that_a_desktop_without_such_a_file_manager_opens_the_folder(photos: list[Path]) -> None:
    command = ["dbus-run-session", "--", sys.executable, "-c", ASKING, *map(str, photos)]
    answer = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert answer.stdout == f"opened {photos[0].parent}\n"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a matter of freedesktop's systems")
@pytest.mark.skipif(shutil.which("dbus-monitor") is None, reason="there is nothing to listen with")
def test_that_the_file_manager_is_asked_to_select_the_files(photos: list[Path], tmp_path: Path) -> None:
    script = tmp_path / "ask.py"
    script.write_text(ASKING, encoding="utf-8")
    # It writes a line as soon as it listens.
    listen = "dbus-monitor interface=org.freedesktop.FileManager1 > heard & until [ -s heard ]; do :; done; "
    ask = f'{sys.executable} ask.py "$@"; until grep -q ShowItems heard; do :; done; kill %1'
    command = ["dbus-run-session", "--", "bash", "-c", listen + ask, "bash", *map(str, photos)]
    subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, timeout=60)
    heard = (tmp_path / "heard").read_text(encoding="utf-8")
    assert "member=ShowItems" in heard
    assert "photos,%20all/1%20%C3%A9.png" in heard
    assert heard.count('string "file:///') == 3
