"""What somebody who comes from labelImg does by keys and mouse, and what such people look for next."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from support.composed import CAT, DOG, Composed, annotate, make_image

from frcnn_desktop.core.boxes import Box
from frcnn_desktop.ui.browse.feature import BrowseFeature
from frcnn_desktop.ui.canvas.modes import CanvasMode
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.ui.shell.settings import Settings
from frcnn_desktop.voc import read_annotation

K, CTRL, SHIFT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
SIZE = (400, 300)


class Newcomer(Composed):
    """The program over five images: cat, dog, nothing, cat and verified, not annotated."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        super().__init__(qtbot, folder / "settings.ini")
        self.photos = [make_image(folder / f"{number}.png", SIZE) for number in range(5)]
        annotate(self.photos[0], CAT)
        annotate(self.photos[1], DOG)
        annotate(self.photos[2])
        annotate(self.photos[3], CAT, verified=True)
        self.open(*self.photos)
        self.list = self.app.feature(BrowseFeature).images
        catalogue = self.app.workspace.catalogue
        qtbot.waitUntil(lambda: [entry.names for entry in catalogue.entries][3] == ("cat",))
        self.app.canvas.setFocus()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.app.canvas, key, modifiers)

    def type(self, text: str) -> None:
        QTest.keyClicks(QApplication.focusWidget() or self.app.canvas, text)

    def walk(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> int:
        """Press a key that opens another image; return its number."""
        with self.qtbot.waitSignal(self.app.workspace.current_changed):
            self.press(key, modifiers)
        assert self.app.workspace.current is not None
        return self.photos.index(self.app.workspace.current)

    def drag(self, box: Box) -> None:
        canvas, viewport = self.app.canvas, self.app.canvas.viewport()
        first = canvas.mapFromScene(QPointF(box[0], box[1]))
        last = canvas.mapFromScene(QPointF(box[2], box[3]))
        QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=first)
        QTest.mouseMove(viewport, (first + last) / 2)
        QTest.mouseMove(viewport, last)
        QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=last)

    def turn_wheel(self, at: QPoint) -> None:
        """Turn the wheel up once with Ctrl held."""
        viewport = self.app.canvas.viewport()
        event = QWheelEvent(
            QPointF(at), QPointF(viewport.mapToGlobal(at)), QPoint(), QPoint(0, 120),
            Qt.MouseButton.NoButton, CTRL, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(viewport, event)

    @property
    def boxes(self) -> list[Box]:
        return [item.box for item in self.app.session.objects]


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Newcomer]:
    window = Newcomer(qtbot, tmp_path)
    yield window
    window.close()


def test_that_a_box_is_drawn_named_moved_doubled_deleted_verified_and_saved(window: Newcomer) -> None:
    window.press(K.Key_W)
    window.drag((100, 80, 200, 180))
    window.type("dog")
    window.press(K.Key_Return)
    assert [item.name for item in window.app.session.objects] == ["cat", "dog"]
    drawn = window.boxes[1]
    window.press(K.Key_Right)
    window.press(K.Key_Down, SHIFT)
    assert window.boxes[1] == (drawn[0] + 1, drawn[1] + 10, drawn[2] + 1, drawn[3] + 10)
    window.press(K.Key_D, CTRL)
    assert len(window.boxes) == 3
    window.press(K.Key_Delete)
    assert len(window.boxes) == 2
    window.press(K.Key_Space)
    window.wait_for_save()
    saved = read_annotation(window.photos[0].with_suffix(".xml"))
    assert saved.verified
    assert [item.name for item in saved.objects] == ["cat", "dog"]


def test_that_all_selected_boxes_get_another_class_at_once(window: Newcomer) -> None:
    window.press(K.Key_C, CTRL)
    window.press(K.Key_A, CTRL)
    window.press(K.Key_D, CTRL)
    window.press(K.Key_A, CTRL)
    window.press(K.Key_E, CTRL)
    window.type("sheep")
    window.press(K.Key_Return)
    assert [item.name for item in window.app.session.objects] == ["sheep", "sheep"]


def test_that_ctrl_v_brings_the_boxes_of_the_image_before(window: Newcomer) -> None:
    QApplication.clipboard().clear()
    assert window.walk(K.Key_D) == 1
    window.press(K.Key_V, CTRL)
    assert CAT.box in window.boxes
    assert len(window.boxes) == 2


def test_that_n_goes_to_the_next_image_that_nobody_has_verified(window: Newcomer) -> None:
    assert window.walk(K.Key_N) == 1
    assert window.walk(K.Key_N) == 2
    assert window.walk(K.Key_N) == 4
    assert window.walk(K.Key_N, SHIFT) == 2


def test_that_the_list_is_filtered_by_class_and_follows_edits(window: Newcomer) -> None:
    window.press(K.Key_G, CTRL)
    window.type("cat")
    catalogue = window.app.workspace.catalogue
    assert [entry.path for entry in catalogue.listed] == [window.photos[0], window.photos[3]]
    window.app.canvas.setFocus()
    window.press(K.Key_A, CTRL)
    window.press(K.Key_Delete)
    first = catalogue.entry_at(0)
    assert first is not None
    assert first.names == ()


def test_that_the_wheel_zooms_under_the_cursor_and_the_zoom_is_kept_if_wanted(window: Newcomer) -> None:
    canvas, at = window.app.canvas, QPoint(200, 150)
    window.app.actions[ActionId.KEEP_ZOOM].trigger()
    before, point = canvas.zoom, canvas.to_photo(QPointF(at))
    window.turn_wheel(at)
    assert canvas.zoom > before
    moved = canvas.to_photo(QPointF(at)) - point
    assert moved.manhattanLength() < 2
    zoom = canvas.zoom
    window.walk(K.Key_D)
    assert canvas.zoom == pytest.approx(zoom)


@pytest.mark.parametrize(
    ("name", "does"),
    [
        (ActionId.KEEP_DRAWING, lambda window: window.app.canvas.mode is CanvasMode.DRAW),
        (ActionId.DRAW_ON_EMPTY, lambda window: len(window.boxes) == 3),
    ],
)
def test_that_drawing_goes_on_or_needs_no_key_if_wanted(
    window: Newcomer, tmp_path: Path, name: ActionId, does: Callable[[Newcomer], bool]
) -> None:
    window.app.actions[name].trigger()
    window.press(K.Key_W)
    for box in ((100, 80, 200, 180), (220, 80, 300, 180)):
        window.drag(box)
        window.type("dog")
        window.press(K.Key_Return)
    assert does(window)
    window.app.settings.sync()
    assert getattr(Settings(tmp_path / "settings.ini"), name)
