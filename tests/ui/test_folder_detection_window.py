"""Detecting a folder in the composed program, by keys and clicks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot
from support.fake_engine import FakeEngine
from support.window import end

from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.ui.app import Application
from frcnn_desktop.ui.browse.feature import BrowseFeature
from frcnn_desktop.ui.browse.image_entry import ImageState
from frcnn_desktop.ui.detect.feature import DetectFeature
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.ui.shell.settings import Settings
from frcnn_desktop.voc import write_annotation

CONTROL = Qt.KeyboardModifier.ControlModifier
IMAGES = 6


class Program:
    """The window over a folder of six images; the third is annotated by hand. Nothing runs by itself."""

    def __init__(self, qtbot: QtBot, folder: Path, settings: Path) -> None:
        self.qtbot, self.folder = qtbot, folder
        self.engine = FakeEngine()
        remembered = Settings(settings)
        remembered.auto_detect = False
        self.app = Application(remembered, lambda _path, _device: self.engine)
        self.list = self.app.workspace.catalogue
        self.app.window.resize(1200, 800)
        with qtbot.waitSignals([self.app.inference.model_loaded, self.app.workspace.current_changed]):
            self.app.start([folder])
        self.app.canvas.setFocus()

    @property
    def pause_button(self) -> QToolButton:
        pause = self.app.actions[ActionId.PAUSE]
        buttons = self.app.frame.status_bar.busy.findChildren(QToolButton)
        return next(button for button in buttons if button.defaultAction() is pause)

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.app.canvas, key, modifiers)

    def detect_folder(self) -> None:
        with self.qtbot.waitSignal(self.app.feature(DetectFeature).folder.finished):
            self.key(Qt.Key.Key_B, CONTROL)

    def states(self) -> list[ImageState]:
        return [entry.state for entry in self.list.entries]

    def close(self) -> None:
        self.engine.gate.set()
        end(self.app)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "photos"
    folder.mkdir()
    for number in range(IMAGES):
        Image.new("RGB", (400, 300), (30 * number, 120, 140)).save(folder / f"{number}.png")
    drawn = ObjectAnnotation("dog", (5.0, 5.0, 60.0, 60.0), difficult=True)
    write_annotation(ImageAnnotation(400, 300, (drawn,)), folder / "2.xml")
    return folder


@pytest.fixture
def program(qtbot: QtBot, folder: Path, tmp_path: Path) -> Iterator[Program]:
    program = Program(qtbot, folder, tmp_path / "settings.ini")
    yield program
    program.close()


def test_that_the_list_shows_what_was_found_and_no_annotation_is_written(
    program: Program, qtbot: QtBot
) -> None:
    before = (program.folder / "2.xml").read_bytes()
    qtbot.waitUntil(lambda: ImageState.LABELLED in program.states())
    program.detect_folder()
    others = [state for row, state in enumerate(program.states()) if row != 2]
    assert others == [ImageState.DETECTED] * (IMAGES - 1)
    assert program.states()[2] is ImageState.LABELLED
    assert {entry.detections for entry in program.list.entries} == {1}
    assert [path.name for path in program.folder.glob("*.xml")] == ["2.xml"]
    assert (program.folder / "2.xml").read_bytes() == before
    assert not program.app.frame.status_bar.busy.isVisible()


def test_that_a_detected_image_opens_with_its_detections_and_without_the_network(
    program: Program, qtbot: QtBot
) -> None:
    program.detect_folder()
    program.engine.gate.clear()
    runs = len(program.engine.runs)
    program.key(Qt.Key.Key_D)
    program.key(Qt.Key.Key_D)
    qtbot.waitUntil(lambda: program.app.workspace.current == program.folder / "2.png")
    qtbot.waitUntil(lambda: program.app.detection.shown is not None)
    assert len(program.engine.runs) == runs
    assert [item.name for item in program.app.session.objects] == ["dog"]
    assert not program.app.session.dirty


def test_that_pause_and_stop_are_at_hand_while_the_folder_is_detected(program: Program, qtbot: QtBot) -> None:
    program.engine.gate.clear()
    program.key(Qt.Key.Key_B, CONTROL)
    qtbot.waitUntil(program.engine.in_backbone.is_set)
    assert program.pause_button.isVisible()
    qtbot.mouseClick(program.pause_button, Qt.MouseButton.LeftButton)
    assert program.app.feature(DetectFeature).folder.progress.paused
    assert program.pause_button.isChecked()
    qtbot.mouseClick(program.pause_button, Qt.MouseButton.LeftButton)
    assert not program.app.feature(DetectFeature).folder.progress.paused
    program.key(Qt.Key.Key_Period, CONTROL)
    assert not program.app.feature(DetectFeature).folder.running
    assert not program.pause_button.isVisible()


def test_that_the_window_closes_while_the_folder_is_being_detected(program: Program, qtbot: QtBot) -> None:
    program.engine.gate.clear()
    program.key(Qt.Key.Key_B, CONTROL)
    qtbot.waitUntil(program.engine.in_backbone.is_set)
    assert program.app.window.close()
    program.app.shutdown()
    assert not program.app.feature(DetectFeature).folder.running


def test_that_another_folder_ends_the_detection_of_the_first(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    Image.new("RGB", (40, 30)).save(other / "a.png")
    program.engine.gate.clear()
    program.key(Qt.Key.Key_B, CONTROL)
    qtbot.waitUntil(program.engine.in_backbone.is_set)
    with qtbot.waitSignal(program.app.feature(DetectFeature).folder.finished):
        program.app.workspace.open_paths([other])


def test_that_class_chips_count_the_folder_and_follow_the_sliders(program: Program, qtbot: QtBot) -> None:
    program.detect_folder()
    program.key(Qt.Key.Key_I)
    chips = program.app.feature(DetectFeature).panel.controls.chips
    qtbot.waitUntil(lambda: f"1 / {IMAGES}" in "".join(b.text() for b in chips.findChildren(QToolButton)))
    program.app.feature(DetectFeature).panel.controls.score.slider.setValue(0)
    qtbot.waitUntil(lambda: f"2 / {2 * IMAGES}" in "".join(b.text() for b in chips.findChildren(QToolButton)))


def test_that_a_later_start_knows_what_was_detected(qtbot: QtBot, folder: Path, tmp_path: Path) -> None:
    first = Program(qtbot, folder, tmp_path / "settings.ini")
    first.detect_folder()
    qtbot.waitUntil(
        lambda: all(
            first.app.services.runs.has(key, first.app.inference.model_key) for key in first.engine.runs
        )
    )
    first.close()
    second = Program(qtbot, folder, tmp_path / "settings.ini")
    qtbot.waitUntil(lambda: second.states().count(ImageState.DETECTED) == IMAGES - 1)
    qtbot.waitUntil(lambda: second.app.detection.shown is not None)
    opened = second.app.session.image
    assert opened is not None
    assert set(second.engine.runs) <= {opened.content_key}
    second.detect_folder()
    assert second.app.feature(DetectFeature).folder.progress.known == IMAGES
    second.close()


def test_that_a_query_for_scores_finds_detections_and_labelled_objects(
    program: Program, qtbot: QtBot
) -> None:
    images = program.app.feature(BrowseFeature).images

    def found(text: str) -> list[str]:
        images.search(text)
        return [entry.path.stem for entry in program.list.listed if entry.path != program.list.current]

    qtbot.waitUntil(lambda: ImageState.LABELLED in program.states())
    assert found("class:dog score:unknown") == ["2"]
    program.detect_folder()
    qtbot.waitUntil(lambda: found("class:cat score:>0.5") == ["1", "3", "4", "5"])
    qtbot.waitUntil(lambda: found("class:dog score:<0.5") == ["2"])
    assert found("score:unknown") == []
    program.app.session.set_verified(True)
    assert found("class:dog score:<0.5 difficult:1") == ["2"]
