"""Explain and pick, by mouse and keys, in the composed program with planted proposals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot
from support.composed import Composed, FakeEngine

from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.core.boxes import as_box_array
from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.detections import DetectionFilter, DetectionRun, Detections, Proposals, ScoredRois
from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.ui.annotate.class_picker import ClassPicker
from frcnn_desktop.ui.canvas.canvas import ImageCanvas
from frcnn_desktop.ui.canvas.modes import CanvasMode
from frcnn_desktop.ui.live.explain_card import ExplainCard

NONE, ALT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier
LEFT = Qt.MouseButton.LeftButton

PLANTED = (
    # box, scores of background, cat, dog
    ((20, 20, 120, 120), (0.05, 0.90, 0.05)),  # 0 detected
    ((30, 20, 130, 120), (0.35, 0.60, 0.05)),  # 1 suppressed by 0
    ((200, 50, 300, 200), (0.90, 0.01, 0.04)),  # 2 background
    ((0, 0, 400, 300), (0.75, 0.20, 0.05)),  # 3 the whole photo, a doubtful cat
    ((40, 40, 60, 60), (0.55, 0.10, 0.35)),  # 4 small, a doubtful dog
)


class PlantedEngine(FakeEngine):
    """Finds what is planted in every image."""

    def run(
        self,
        image: LoadedImage,
        detection_filter: DetectionFilter,
        token: CancelToken | None = None,
        *rest: object,
        **more: object,
    ) -> DetectionRun:
        run = super().run(image, detection_filter, token, *rest, **more)  # type: ignore[arg-type]
        boxes = as_box_array([box for box, _ in PLANTED])
        scores = np.array([scores for _, scores in PLANTED], np.float32)
        scored = ScoredRois(boxes, scores, np.repeat(boxes[:, None], 3, axis=1), ("cat", "dog"))
        ranks = np.arange(len(boxes), 0, -1, dtype=np.float32)
        detections = self.filter(scored, detection_filter)
        return replace(run, proposals=Proposals(boxes, ranks), scored=scored, detections=detections)

    def filter(self, scored: ScoredRois, detection_filter: DetectionFilter) -> Detections:
        found = super().filter(scored, detection_filter)
        return replace(found, **{name: getattr(found, name)[:1] for name in ARRAYS})


ARRAYS = ("boxes", "scores", "class_indices", "class_names", "proposal_indices")


class Program(Composed):
    """The window over one photo of 400 x 300 pixels, detected."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        engine = PlantedEngine()
        super().__init__(qtbot, folder / "settings.ini", lambda _path, _device: engine)
        photo = folder / "photo.png"
        Image.new("RGB", (400, 300), (90, 120, 140)).save(photo)
        self.open(photo)
        qtbot.waitUntil(lambda: self.app.detection.run is not None)
        self.canvas.setFocus()

    @property
    def canvas(self) -> ImageCanvas:
        return self.app.canvas

    @property
    def card(self) -> ExplainCard:
        (card,) = self.canvas.findChildren(ExplainCard)
        return card

    @property
    def picker(self) -> ClassPicker:
        (picker,) = self.canvas.findChildren(ClassPicker)
        return picker

    @property
    def chip(self) -> tuple[str, str] | None:
        pointed = self.canvas.pointed.pointed
        return None if pointed is None else (pointed.text, pointed.detail)

    @property
    def objects(self) -> list[tuple[str, tuple[float, ...]]]:
        return [(item.name, item.box) for item in self.app.session.objects]

    def at(self, x: float, y: float) -> QPoint:
        return self.canvas.mapFromScene(QPointF(x, y))

    def press(self, x: float, y: float, modifiers: Qt.KeyboardModifier = NONE) -> None:
        QTest.mouseClick(self.canvas.viewport(), LEFT, modifiers, self.at(x, y))

    def point(self, x: float, y: float) -> None:
        # Qt drops a move to where the mouse was left, also by the test before.
        for place in (self.at(x, y) + QPoint(1, 1), self.at(x, y)):
            QTest.mouseMove(self.canvas.viewport(), place)

    def wheel(self, delta: int, modifiers: Qt.KeyboardModifier = NONE) -> None:
        place = QPointF(self.at(50, 50))
        viewport = self.canvas.viewport()
        event = QWheelEvent(
            place, QPointF(viewport.mapToGlobal(place.toPoint())), QPoint(), QPoint(0, delta),
            Qt.MouseButton.NoButton, modifiers, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(viewport, event)

    def add(self, name: str, box: tuple[float, float, float, float]) -> None:
        self.app.session.add_objects([ObjectAnnotation(name, box)])
        self.app.session.select([])


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path) -> Iterator[Program]:
    program = Program(qtbot, tmp_path)
    yield program
    program.close()


def test_that_alt_click_tells_of_the_detection_that_a_proposal_became(program: Program) -> None:
    program.press(25, 110, ALT)
    assert program.card.is_open
    assert program.card.text.title == "Detected: cat"
    assert "cat with score 0.90" in program.card.text.sentence
    assert program.card.text.facts == "Proposal 1 of 5 · 100 × 100 px"
    assert program.card.meter is not None
    assert program.card.meter.top[0] == ("cat", pytest.approx(0.9))
    pointed = program.canvas.pointed.pointed
    assert pointed is not None
    assert pointed.box == (20, 20, 120, 120)
    assert program.app.session.selection == frozenset()


def test_that_a_suppressed_proposal_names_the_better_box(program: Program) -> None:
    program.press(125, 30, ALT)
    assert program.card.text.title == "Suppressed by a better cat"
    assert "a cat with 0.90 (dashed) overlaps it with IoU 0.82" in program.card.text.sentence
    assert (20, 20, 120, 120) in program.canvas.photo_scene.ghosts.boxes


def test_that_background_tells_how_far_below_the_threshold_it_is(program: Program) -> None:
    program.app.values.filter.set(DetectionFilter(score_threshold=0.5))
    program.press(250, 100, ALT)
    assert program.card.text.title == "Below the score threshold"
    assert "0.30 below the threshold of 0.50" in program.card.text.sentence


def test_that_a_near_miss_of_the_threshold_is_told_with_more_digits(program: Program) -> None:
    program.app.values.filter.set(DetectionFilter(score_threshold=0.901))
    program.press(25, 110, ALT)
    assert "scores 0.9000, 0.0010 below the threshold of 0.9010" in program.card.text.sentence


def test_that_an_object_is_explained_by_the_proposal_that_covers_it_best(program: Program) -> None:
    program.add("dog", (200, 50, 300, 190))
    program.press(250, 100, ALT)
    assert "Proposal 3 of 5" in program.card.text.facts
    assert "IoU 0.93 with this dog" in program.card.text.facts


def test_that_an_object_without_a_proposal_of_half_iou_is_said_to_have_none(program: Program) -> None:
    program.add("dog", (320, 220, 390, 290))
    program.press(350, 250, ALT)
    assert program.card.text.title == "No proposal with IoU ≥ 0.50 here"
    assert "this dog" in program.card.text.sentence


def test_that_beside_the_photo_there_is_no_proposal_and_nothing_to_take(program: Program) -> None:
    program.press(402, 150, ALT)
    assert program.card.text.title == "No proposal here"
    assert program.card.text.button == ""
    program.key(Qt.Key.Key_Return)
    assert program.objects == []
    program.key(Qt.Key.Key_Escape)
    assert not program.card.is_open


@pytest.mark.parametrize("how", ["return", "button"])
def test_that_the_proposal_becomes_an_object_in_one_undoable_step(program: Program, how: str) -> None:
    program.press(125, 30, ALT)
    if how == "return":
        program.key(Qt.Key.Key_Return)
    else:
        buttons = program.card.findChildren(QPushButton)
        QTest.mouseClick(buttons[0], LEFT)
    assert program.objects == [("cat", (30, 20, 130, 120))]
    assert not program.card.is_open
    assert program.canvas.hasFocus()
    program.app.session.undo_stack.undo()
    assert program.objects == []


def test_that_a_detection_is_not_shown_beside_the_object_made_of_its_proposal(program: Program) -> None:
    program.press(25, 110, ALT)
    program.key(Qt.Key.Key_Return)
    shown = program.app.detection.shown
    assert shown is not None
    assert len(shown) == 0
    program.app.session.undo_stack.undo()
    shown = program.app.detection.shown
    assert shown is not None
    assert len(shown) == 1


def test_that_escape_or_a_click_elsewhere_closes_the_card_and_ends_the_highlight(program: Program) -> None:
    program.press(25, 110, ALT)
    program.key(Qt.Key.Key_Escape)
    assert not program.card.is_open
    assert program.chip is None
    assert program.canvas.photo_scene.ghosts.boxes == ()
    program.press(25, 110, ALT)
    program.press(350, 250)
    assert not program.card.is_open
    program.press(25, 110, ALT)
    program.press(250, 100, ALT)
    assert program.card.is_open


def test_that_the_key_explains_what_is_under_the_cursor(program: Program) -> None:
    program.point(25, 110)
    program.key(Qt.Key.Key_E)
    assert program.card.text.title == "Detected: cat"


def test_that_the_card_stays_inside_the_canvas_wherever_it_opens(program: Program) -> None:
    for x, y in ((1, 1), (399, 1), (1, 299), (399, 299), (200, 150)):
        program.press(x, y, ALT)
        assert program.card.is_open
        assert program.canvas.rect().contains(program.card.geometry())


def test_that_picking_shows_the_proposals_under_the_cursor_best_score_first(program: Program) -> None:
    program.key(Qt.Key.Key_P)
    assert program.canvas.mode is CanvasMode.PICK
    assert program.app.actions["pick"].isChecked()
    program.point(50, 50)
    assert program.chip == ("cat 0.90", "1 of 4")
    seen = []
    for _ in range(4):
        program.wheel(-120)
        seen.append(program.chip)
    assert seen == [
        ("cat 0.60", "2 of 4"),
        ("dog 0.35", "3 of 4"),
        ("cat 0.20", "4 of 4"),
        ("cat 0.90", "1 of 4"),
    ]
    program.wheel(120)
    assert program.chip == ("cat 0.20", "4 of 4")


def test_that_how_to_pick_is_told_while_one_picks_and_not_longer(program: Program) -> None:
    def told() -> bool:
        labels = program.app.frame.status_bar.findChildren(QLabel)
        return any(label.text().startswith("Click makes the proposal an object") for label in labels)

    program.key(Qt.Key.Key_P)
    assert told()
    program.key(Qt.Key.Key_Escape)
    assert not told()


def test_that_a_touch_pad_turns_the_wheel_in_small_parts(program: Program) -> None:
    program.key(Qt.Key.Key_P)
    program.point(50, 50)
    for _ in range(3):
        program.wheel(-40)
    assert program.chip == ("cat 0.60", "2 of 4")


def test_that_control_and_wheel_zooms_while_picking(program: Program) -> None:
    program.key(Qt.Key.Key_P)
    program.point(50, 50)
    zoom = program.canvas.zoom
    program.wheel(120, Qt.KeyboardModifier.ControlModifier)
    assert program.canvas.zoom > zoom
    assert program.chip == ("cat 0.90", "1 of 4")


def test_that_a_chosen_proposal_stays_while_the_mouse_moves_within_it(program: Program) -> None:
    program.key(Qt.Key.Key_P)
    program.point(50, 50)
    program.wheel(-120)
    program.point(110, 110)
    assert program.chip == ("cat 0.60", "2 of 3")
    program.point(250, 100)
    program.point(110, 110)
    assert program.chip == ("cat 0.90", "1 of 3")


def test_that_a_click_makes_a_clear_proposal_an_object_and_goes_on_picking(program: Program) -> None:
    program.key(Qt.Key.Key_P)
    program.point(50, 50)
    program.wheel(-120)
    program.press(50, 50)
    assert program.objects == [("cat", (30, 20, 130, 120))]
    assert program.canvas.mode is CanvasMode.PICK
    assert program.chip is None
    program.point(50, 50)
    assert program.chip == ("cat 0.90", "1 of 3")
    program.app.session.undo_stack.undo()
    assert program.objects == []
    program.point(50, 50)
    assert program.chip == ("cat 0.90", "1 of 4")


def test_that_a_double_click_takes_one_proposal_only(program: Program) -> None:
    program.key(Qt.Key.Key_P)
    program.point(50, 50)
    program.press(50, 50)
    QTest.mouseDClick(program.canvas.viewport(), LEFT, NONE, program.at(50, 50))
    assert program.objects == [("cat", (20, 20, 120, 120))]


def test_that_an_explanation_holds_the_outline_while_picking(program: Program) -> None:
    program.key(Qt.Key.Key_P)
    program.press(25, 110, ALT)
    program.point(250, 290)
    pointed = program.canvas.pointed.pointed
    assert pointed is not None
    assert pointed.box == (20, 20, 120, 120)
    program.key(Qt.Key.Key_Escape)
    assert program.chip == ("cat 0.20", "1 of 1")


def test_that_a_doubtful_proposal_asks_for_its_class_with_the_likeliest_marked(program: Program) -> None:
    program.key(Qt.Key.Key_P)
    program.point(50, 50)
    program.wheel(-240)
    program.press(50, 50)
    assert program.picker.is_open
    assert program.objects == []
    program.point(250, 100)
    assert program.chip == ("dog 0.35", "3 of 4")
    program.key(Qt.Key.Key_Return)
    assert program.objects == [("dog", (40, 40, 60, 60))]


def test_that_escape_leaves_picking_and_its_outline(program: Program) -> None:
    program.key(Qt.Key.Key_P)
    program.point(50, 50)
    program.key(Qt.Key.Key_Escape)
    assert program.canvas.mode is CanvasMode.SELECT
    assert program.chip is None
    assert program.app.actions["select"].isChecked()
    program.key(Qt.Key.Key_P)
    program.key(Qt.Key.Key_P)
    assert program.canvas.mode is CanvasMode.SELECT


def test_that_an_image_closed_while_picking_takes_the_outline_with_it(program: Program) -> None:
    program.key(Qt.Key.Key_P)
    program.point(50, 50)
    program.app.session.close()
    assert program.chip is None
    program.point(60, 60)
    assert program.chip is None
