"""Fingers on the canvas, by the touch events that a screen sends."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest

from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.ui.canvas.canvas import ImageCanvas
from frcnn_desktop.ui.canvas.modes import CanvasMode
from frcnn_desktop.ui.document.session import DocumentSession

Boxes = Callable[[], list[tuple[float, ...]]]


class Fingers:
    """Fingers by number; places are in image pixels of the view as it was first."""

    def __init__(self, canvas: ImageCanvas, device: QPointingDevice) -> None:
        self._canvas, self._device = canvas, device
        self._transform = canvas.viewportTransform()
        self._down: dict[int, QPoint] = {}

    def at(self, x: float, y: float) -> QPoint:
        return self._transform.map(QPointF(x, y)).toPoint()

    def press(self, number: int, x: float, y: float) -> None:
        sequence = self._others(number)
        self._down[number] = self.at(x, y)
        sequence.press(number, self._down[number], self._canvas.viewport())
        sequence.commit()

    def move(self, places: dict[int, tuple[float, float]]) -> None:
        sequence = QTest.touchEvent(self._canvas.viewport(), self._device, False)
        for number, place in places.items():
            self._down[number] = self.at(*place)
            sequence.move(number, self._down[number], self._canvas.viewport())
        for number in self._down.keys() - places.keys():
            sequence.stationary(number)
        sequence.commit()

    def lift(self, number: int) -> None:
        sequence = self._others(number)
        sequence.release(number, self._down.pop(number), self._canvas.viewport())
        sequence.commit()

    def _others(self, number: int) -> QTest.QTouchEventSequence:
        sequence = QTest.touchEvent(self._canvas.viewport(), self._device, False)
        for other in self._down.keys() - {number}:
            sequence.stationary(other)
        return sequence


@pytest.fixture(scope="module")
def screen() -> QPointingDevice:
    return QTest.createTouchDevice()


@pytest.fixture
def fingers(canvas: ImageCanvas, screen: QPointingDevice) -> Fingers:
    return Fingers(canvas, screen)


@pytest.fixture
def boxes(session: DocumentSession) -> Boxes:
    return lambda: [item.box for item in session.objects]


def test_that_two_fingers_zoom_and_touch_no_object(
    canvas: ImageCanvas, session: DocumentSession, fingers: Fingers, boxes: Boxes
) -> None:
    before, zoom = boxes(), canvas.zoom
    fingers.press(1, 180, 150)
    fingers.press(2, 220, 150)
    fingers.move({1: (160, 150), 2: (240, 150)})
    fingers.move({1: (140, 150), 2: (260, 150)})
    assert canvas.zoom == pytest.approx(3 * zoom)
    fingers.lift(1)
    fingers.move({2: (300, 200)})
    fingers.lift(2)
    assert boxes() == before
    assert session.undo_stack.count() == 0
    assert not session.selection


def test_that_the_place_between_two_fingers_follows_them(canvas: ImageCanvas, fingers: Fingers) -> None:
    fingers.press(1, 180, 150)
    fingers.press(2, 220, 150)
    fingers.move({1: (190, 160), 2: (270, 160)})
    held = canvas.to_photo(QPointF(fingers.at(230, 160)))
    assert (held.x(), held.y()) == pytest.approx((200, 150), abs=1)
    fingers.lift(2)
    fingers.lift(1)


def test_that_a_second_finger_takes_back_the_drag_of_the_first(
    canvas: ImageCanvas, session: DocumentSession, big: ObjectAnnotation, fingers: Fingers, boxes: Boxes
) -> None:
    before = boxes()
    fingers.press(1, 300, 200)
    fingers.move({1: (320, 210)})
    assert canvas.photo_scene.object_items[big.id].box != big.box, "the drag has begun"
    fingers.press(2, 380, 280)
    assert canvas.photo_scene.object_items[big.id].box == big.box
    fingers.move({1: (200, 100), 2: (390, 290)})
    fingers.lift(2)
    fingers.move({1: (100, 50)})
    fingers.lift(1)
    assert boxes() == before
    assert session.undo_stack.count() == 0


def test_that_one_finger_drags_an_object_by_one_command(
    session: DocumentSession, big: ObjectAnnotation, fingers: Fingers
) -> None:
    fingers.press(1, 300, 200)
    fingers.move({1: (310, 205)})
    fingers.move({1: (320, 210)})
    fingers.lift(1)
    moved = next(item for item in session.objects if item.id == big.id)
    assert moved.box == (70, 60, 370, 260)
    assert session.undo_stack.count() == 1


def test_that_one_finger_draws_and_a_pinch_while_drawing_draws_nothing(
    canvas: ImageCanvas, fingers: Fingers
) -> None:
    drawn: list[tuple[float, ...]] = []
    canvas.box_drawn.connect(drawn.append)
    canvas.set_keeps_drawing(True)
    canvas.set_mode(CanvasMode.DRAW)
    fingers.press(1, 20, 30)
    fingers.move({1: (60, 70)})
    fingers.press(2, 200, 200)
    fingers.move({2: (210, 210)})
    fingers.lift(1)
    fingers.lift(2)
    canvas.fit()
    assert drawn == []
    fingers.press(1, 20, 30)
    fingers.move({1: (80, 120)})
    fingers.lift(1)
    assert drawn == [(20, 30, 80, 120)]


def test_that_a_tap_selects_and_a_quick_second_one_asks_for_the_label(
    canvas: ImageCanvas, session: DocumentSession, small: ObjectAnnotation, fingers: Fingers
) -> None:
    asked: list[int] = []
    canvas.label_edit_requested.connect(asked.append)
    for _ in range(2):
        assert asked == []
        fingers.press(1, 130, 120)
        fingers.lift(1)
        assert session.selection == {small.id}
    assert asked == [small.id]
