"""Going on to another image: its photo is painted ahead of lists, labels and work in the background."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from pytestqt.qtbot import QtBot
from support.composed import CAT, Composed, annotate, make_image

from frcnn_desktop.ui.annotate.feature import AnnotateFeature
from frcnn_desktop.ui.browse.feature import BrowseFeature
from frcnn_desktop.workers.images.folder_service import FolderService
from frcnn_desktop.workers.tasks.class_list_service import ClassListService
from frcnn_desktop.workers.tasks.conversion_service import RecognitionService

PHOTOS = 6


class Paints(QObject):
    """Which image each paint of the canvas shows."""

    def __init__(self, window: Composed) -> None:
        super().__init__()
        self.window, self.shown = window, list[Path | None]()
        window.app.canvas.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            self.shown.append(self.window.app.workspace.current)
        return super().eventFilter(watched, event)


class Walking:
    """The window on six photos, the second of which has an object."""

    def __init__(self, qtbot: QtBot, tmp_path: Path) -> None:
        self.qtbot = qtbot
        folder = tmp_path / "photos"
        folder.mkdir()
        self.photos = [make_image(folder / f"{number}.png") for number in range(PHOTOS)]
        annotate(self.photos[1], CAT)
        self.window = Composed(qtbot, tmp_path / "settings.json")
        self.app = self.window.app
        self.window.open(folder)
        qtbot.waitUntil(lambda: self.app.detection.run is not None)
        self.images = self.app.feature(BrowseFeature).images

    @property
    def rows_of_objects(self) -> int:
        return self.app.feature(AnnotateFeature).objects.model.rowCount()

    @property
    def row(self) -> int:
        return self.images.view.currentIndex().row()

    def press_next(self) -> None:
        self.app.canvas.setFocus()
        self.window.key(Qt.Key.Key_D)


@pytest.fixture
def walking(qtbot: QtBot, tmp_path: Path) -> Iterator[Walking]:
    walking = Walking(qtbot, tmp_path)
    yield walking
    walking.window.close()


def test_that_the_photo_is_painted_before_lists_follow_and_detection_begins(walking: Walking) -> None:
    app, paints, when = walking.app, Paints(walking.window), list[tuple[Path | None, int, bool]]()

    def note(awaited: bool) -> None:
        if not awaited:
            when.append((paints.shown[-1], walking.rows_of_objects, app.inference.busy))

    app.canvas.paint_first.awaited.connect(note)
    walking.press_next()
    walking.qtbot.waitUntil(lambda: app.workspace.current == walking.photos[1])
    assert when == [(walking.photos[1], 0, False)]
    # Nothing is left for a later event.
    assert walking.row == 1
    assert walking.rows_of_objects == 1


def test_that_the_list_goes_ahead_of_an_image_that_is_long_in_coming(walking: Walking) -> None:
    reading = walking.app.services.images
    reading.opened.disconnect(walking.app.workspace._on_opened)
    walking.press_next()
    walking.qtbot.waitUntil(lambda: walking.row == 1)
    assert walking.app.workspace.current == walking.photos[0]


def test_that_detection_stands_still_from_the_key_until_the_photo_is_seen(walking: Walking) -> None:
    app, right_of_way = walking.app, walking.app.inference.holder.right_of_way
    walking.press_next()
    assert right_of_way.taken
    walking.qtbot.waitUntil(lambda: app.workspace.current == walking.photos[1])
    assert not right_of_way.taken


def test_that_nothing_else_of_a_folder_begins_before_its_first_photo_is_painted(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    photos = [make_image(tmp_path / f"{number}.png") for number in range(PHOTOS)]
    window, begun = Composed(qtbot, tmp_path / "settings.json"), list[str]()
    for service, work in (
        (FolderService, "summarise"), (ClassListService, "look"), (RecognitionService, "look"),
    ):  # fmt: skip
        monkeypatch.setattr(service, work, lambda *_, name=service.__name__: begun.append(name))
    when: list[tuple[Path | None, int, list[str]]] = []
    view, paints = window.app.feature(BrowseFeature).images.view, Paints(window)

    def note(awaited: bool) -> None:
        if not awaited:
            when.append((paints.shown[-1], view.currentIndex().row(), [*begun]))

    window.app.canvas.paint_first.awaited.connect(note)
    window.open(tmp_path)
    assert when == [(photos[0], -1, [])]
    assert sorted(begun) == ["ClassListService", "FolderService", "RecognitionService"]
    assert view.currentIndex().row() == 0
    window.close()


def test_that_nothing_waits_for_a_first_photo_that_is_refused(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    make_image(tmp_path / "sound.png")
    window = Composed(qtbot, tmp_path / "settings.json")
    window.open(tmp_path)
    assert not window.app.canvas.paint_first.held
    assert window.app.feature(BrowseFeature).images.view.currentIndex().row() == 0
    window.close()
