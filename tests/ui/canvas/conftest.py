"""A canvas that shows an image of 400 x 300 pixels at zoom 2, and a mouse that speaks in image pixels."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.ui.canvas.canvas import ImageCanvas
from frcnn_desktop.ui.canvas.pointer import CanvasMode
from frcnn_desktop.ui.document.highlight import Highlight
from frcnn_desktop.ui.document.session import DocumentSession

WIDTH, HEIGHT = 400, 300
LEFT, NO_KEY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


class Mouse:
    """Real mouse events on the canvas, at points of the image."""

    def __init__(self, canvas: ImageCanvas) -> None:
        self.canvas = canvas
        self.viewport = canvas.viewport()
        self._pressed: set[Qt.MouseButton] = set()

    def let_go(self) -> None:
        """Release what is pressed: Qt remembers it for all windows, also those of later tests."""
        for button in tuple(self._pressed):
            self.release(0, 0, button=button)

    def at(self, x: float, y: float) -> QPoint:
        return self.canvas.mapFromScene(QPointF(x, y))

    def press(self, x: float, y: float, keys: Qt.KeyboardModifier = NO_KEY, button=LEFT) -> None:
        self._pressed.add(button)
        QTest.mousePress(self.viewport, button, keys, self.at(x, y))

    def move(self, x: float, y: float, keys: Qt.KeyboardModifier = NO_KEY, button=LEFT) -> None:
        self.move_to(self.at(x, y), keys, button)

    def move_to(self, place: QPoint, keys: Qt.KeyboardModifier = NO_KEY, button=LEFT) -> None:
        """Move to a place of the viewport."""
        # QTest.mouseMove knows neither buttons nor keys.
        position, spot = QPointF(place), QPointF(self.viewport.mapToGlobal(place))
        event = QMouseEvent(QEvent.Type.MouseMove, position, spot, Qt.MouseButton.NoButton, button, keys)
        QApplication.sendEvent(self.viewport, event)

    def hover(self, x: float, y: float) -> None:
        self.move(x, y, button=Qt.MouseButton.NoButton)

    def release(self, x: float, y: float, keys: Qt.KeyboardModifier = NO_KEY, button=LEFT) -> None:
        self._pressed.discard(button)
        QTest.mouseRelease(self.viewport, button, keys, self.at(x, y))

    def click(self, x: float, y: float, keys: Qt.KeyboardModifier = NO_KEY, button=LEFT) -> None:
        self.press(x, y, keys, button)
        self.release(x, y, keys, button)

    def second_click(self, x: float, y: float) -> None:
        """Click so soon after a click that the system sees a double-click."""
        QTest.mouseDClick(self.viewport, LEFT, NO_KEY, self.at(x, y))
        self.release(x, y)

    def double_click(self, x: float, y: float) -> None:
        self.click(x, y)
        self.second_click(x, y)

    def drag(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        keys: Qt.KeyboardModifier = NO_KEY,
        button=LEFT,
    ) -> None:
        self.press(*start, keys, button)
        self.move((start[0] + end[0]) / 2, (start[1] + end[1]) / 2, keys, button)
        self.move(*end, keys, button)
        self.release(*end, keys, button)


@pytest.fixture
def image() -> LoadedImage:
    rgb = np.full((HEIGHT, WIDTH, 3), 90, np.uint8)
    rgb.setflags(write=False)
    return LoadedImage(Path("photo.jpg"), rgb, (WIDTH, HEIGHT), 1, "key")


@pytest.fixture
def big() -> ObjectAnnotation:
    return ObjectAnnotation("person", (50.0, 50.0, 350.0, 250.0))


@pytest.fixture
def small() -> ObjectAnnotation:
    """Lies inside `big`."""
    return ObjectAnnotation("dog", (100.0, 100.0, 160.0, 140.0))


@pytest.fixture
def session(
    qapp: QApplication, image: LoadedImage, big: ObjectAnnotation, small: ObjectAnnotation, tmp_path: Path
) -> DocumentSession:
    session = DocumentSession()
    session.open(image, ImageAnnotation(WIDTH, HEIGHT, (small, big)), tmp_path / "photo.xml")
    return session


@pytest.fixture
def canvas(qtbot: QtBot, session: DocumentSession) -> Iterator[ImageCanvas]:
    canvas = ImageCanvas(session, Highlight())
    qtbot.addWidget(canvas)
    canvas.resize(824, 624)
    with qtbot.waitExposed(canvas):
        canvas.show()
    assert canvas.zoom == 2
    yield canvas
    canvas.hide()


@pytest.fixture
def empty(canvas: ImageCanvas, session: DocumentSession) -> ImageCanvas:
    """The canvas with its grey photo and no object."""
    assert session.image is not None
    session.open(session.image, ImageAnnotation(WIDTH, HEIGHT), Path("a.xml"))
    return canvas


@pytest.fixture
def mouse(canvas: ImageCanvas) -> Iterator[Mouse]:
    mouse = Mouse(canvas)
    yield mouse
    mouse.let_go()


@pytest.fixture
def grab(canvas: ImageCanvas) -> Callable[[], QImage]:
    """Return a picture of the viewport when called."""

    def take() -> QImage:
        QApplication.processEvents()
        return canvas.viewport().grab().toImage()

    return take


@pytest.fixture
def drawing(canvas: ImageCanvas) -> list[tuple]:
    """The canvas is in DRAW mode; returns the list of boxes that come out of it."""
    drawn: list[tuple] = []
    canvas.box_drawn.connect(drawn.append)
    canvas.set_mode(CanvasMode.DRAW)
    return drawn
