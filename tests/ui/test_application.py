"""The composed program with a known detector, used by mouse and keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox
from pytestqt.qtbot import QtBot
from support.fake_engine import FakeEngine
from support.window import end

from frcnn_desktop.ui.annotate.class_picker import ClassPicker
from frcnn_desktop.ui.app import Application
from frcnn_desktop.ui.browse.unsaved import UnsavedChoice
from frcnn_desktop.ui.canvas.layers import LayerKind
from frcnn_desktop.ui.detect.feature import DetectFeature
from frcnn_desktop.ui.live.feature import LiveFeature
from frcnn_desktop.ui.live.meter_bars import MeterOverlay
from frcnn_desktop.ui.shell.settings import LeavePolicy, Settings
from frcnn_desktop.voc import read_annotation

NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


class Program:
    """The window over a folder of two images, the first one open and detected."""

    def __init__(self, qtbot: QtBot, folder: Path, settings: Settings) -> None:
        self.qtbot, self.folder = qtbot, folder
        self.engine = FakeEngine()
        self.app = Application(settings, lambda _path, _device: self.engine)
        self.app.window.resize(1200, 800)
        self.app.start([folder])
        qtbot.waitUntil(lambda: self.app.detection.run is not None)

    @property
    def picker(self) -> ClassPicker:
        picker = self.app.canvas.findChild(ClassPicker)
        assert picker is not None
        return picker

    @property
    def overlay(self) -> MeterOverlay:
        overlay = self.app.canvas.viewport().findChild(MeterOverlay)
        assert overlay is not None
        return overlay

    def at(self, x: float, y: float) -> QPoint:
        return self.app.canvas.mapFromScene(QPointF(x, y))

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.app.canvas, key, modifiers)

    def draw(self, *corners: tuple[float, float]) -> None:
        viewport = self.app.canvas.viewport()
        self.app.canvas.setFocus()
        self.key(Qt.Key.Key_W)
        QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=self.at(*corners[0]))
        for corner in corners[1:]:
            QTest.mouseMove(viewport, self.at(*corner))
        self.qtbot.waitUntil(self.overlay.isVisible)
        QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=self.at(*corners[-1]))


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path) -> Iterator[Program]:
    folder = tmp_path / "photos"
    folder.mkdir()
    for number in (1, 2):
        Image.new("RGB", (400, 300), (90 * number, 120, 140)).save(folder / f"{number}.png")
    program = Program(qtbot, folder, Settings(tmp_path / "settings.ini"))
    yield program
    end(program.app)


def test_that_a_box_is_scored_while_it_is_drawn_and_named_by_the_likeliest_class(
    program: Program, qtbot: QtBot
) -> None:
    program.draw((30, 30), (90, 80), (150, 120))
    assert program.picker.is_open
    assert not program.overlay.isVisible()
    qtbot.waitUntil(lambda: program.app.feature(LiveFeature).meter.meter is not None)
    program.key(Qt.Key.Key_Return)
    (item,) = program.app.session.objects
    assert item.name == "cat"
    assert item.box == pytest.approx((30, 30, 150, 120), abs=1.5)


def test_that_a_new_class_can_be_typed_and_is_remembered(program: Program) -> None:
    program.draw((30, 30), (90, 80), (150, 120))
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClicks(field, "raccoon")
    program.key(Qt.Key.Key_Return)
    assert program.app.session.objects[0].name == "raccoon"
    assert "raccoon" in program.app.settings.class_names


def test_that_escape_gives_a_drawn_box_up(program: Program) -> None:
    program.draw((30, 30), (90, 80), (150, 120))
    program.key(Qt.Key.Key_Escape)
    assert program.app.session.objects == ()
    assert not program.app.session.dirty


def test_that_snap_moves_the_box_in_one_undoable_step_and_leaves_a_ghost(
    program: Program, qtbot: QtBot
) -> None:
    program.engine.regression_shift = 8.0
    program.draw((30, 30), (90, 80), (150, 120))
    program.key(Qt.Key.Key_Return)
    before = program.app.session.objects[0].box
    program.app.canvas.setFocus()
    program.key(Qt.Key.Key_S)
    qtbot.waitUntil(lambda: program.app.session.objects[0].box != before)
    assert program.app.canvas.photo_scene.ghosts.boxes == (before,)
    program.app.session.undo_stack.undo()
    assert program.app.session.objects[0].box == before
    assert program.app.canvas.photo_scene.ghosts.boxes == ()


def test_that_accept_verify_and_next_save_the_annotation(program: Program, qtbot: QtBot) -> None:
    program.app.canvas.setFocus()
    program.key(Qt.Key.Key_Return)
    program.key(Qt.Key.Key_Space)
    with qtbot.waitSignal(program.app.workspace.current_changed):
        program.key(Qt.Key.Key_D)
    annotation = read_annotation(program.folder / "1.xml")
    assert annotation.verified
    assert [item.name for item in annotation.objects] == ["cat"]
    assert program.app.workspace.current == program.folder / "2.png"


def test_that_stop_leaves_the_window_idle_at_once(program: Program, qtbot: QtBot) -> None:
    program.engine.gate.clear()
    program.engine.in_backbone.clear()
    program.app.canvas.setFocus()
    program.key(Qt.Key.Key_I)
    qtbot.waitUntil(program.engine.in_backbone.is_set)
    program.key(Qt.Key.Key_Period, CONTROL)
    assert not program.app.inference.busy
    program.engine.gate.set()


@pytest.mark.parametrize("answer", [None, *UnsavedChoice])
def test_that_closing_with_edits_saves_or_asks(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, answer: UnsavedChoice | None
) -> None:
    if answer is not None:
        program.app.settings.leave_policy = LeavePolicy.ASK
        monkeypatch.setattr("frcnn_desktop.ui.browse.unsaved.ask_unsaved", lambda *_: answer)
    program.app.detection.accept()
    program.app.window.close()
    if answer is UnsavedChoice.CANCEL:
        qtbot.wait(50)
        assert program.app.window.isVisible()
    else:
        qtbot.waitUntil(program.app.window.isHidden)
    assert (program.folder / "1.xml").exists() is (answer in (None, UnsavedChoice.SAVE))


def test_that_layers_are_switched_from_panel_menu_and_key_alike(program: Program) -> None:
    layers, panel = program.app.canvas.layers, program.app.feature(DetectFeature).layers
    program.app.canvas.setFocus()
    program.key(Qt.Key.Key_1, CONTROL)
    assert layers.layer(LayerKind.PROPOSALS).visible
    assert panel.findChildren(QCheckBox)[0].isChecked()
    program.key(Qt.Key.Key_H)
    assert not any(layer.visible for layer in layers)
    program.key(Qt.Key.Key_H)
    assert layers.layer(LayerKind.PROPOSALS).visible
