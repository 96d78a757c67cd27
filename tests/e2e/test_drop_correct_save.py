"""The whole way through the real `main()`, with the bundled model and real events."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QObject, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from support.window import panel_of

from frcnn_desktop.__main__ import main
from frcnn_desktop.host.resources import resource_path
from frcnn_desktop.ui.annotate.objects_panel import ObjectsPanel
from frcnn_desktop.ui.app import FEATURES
from frcnn_desktop.ui.canvas.canvas import ImageCanvas
from frcnn_desktop.ui.detect.detections_panel import DetectionsPanel
from frcnn_desktop.ui.feature import Feature
from frcnn_desktop.ui.shell.main_window import MainWindow
from frcnn_desktop.voc import read_annotation

LIMIT_S = 150

Step = Callable[[], bool]


class Person(QObject):
    """Does one thing after another: the next as soon as the one before reports that it is done."""

    def __init__(self, steps: Callable[[Person], Iterator[Step]]) -> None:
        super().__init__()
        self.window: MainWindow | None = None
        self.failure = ""
        self._steps = steps(self)
        self._waiting: Step = self._find_window
        self._timer = QTimer(self, interval=20)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        self._end = QTimer(self, singleShot=True, interval=LIMIT_S * 1000)
        self._end.timeout.connect(self._give_up)
        self._end.start()

    @property
    def canvas(self) -> ImageCanvas:
        assert self.window is not None
        canvas = self.window.findChild(ImageCanvas)
        assert canvas is not None
        return canvas

    def _find_window(self) -> bool:
        windows = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, MainWindow)]
        self.window = next((window for window in windows if window.isVisible()), None)
        return self.window is not None

    def _look(self) -> None:
        try:
            if self._waiting():
                self._waiting = next(self._steps)
        except StopIteration:
            self._timer.stop()
        except BaseException as error:  # must reach the test instead of Qt
            self.failure = f"{type(error).__name__}: {error}"
            self._timer.stop()
            QApplication.exit(1)

    def _give_up(self) -> None:
        self.failure = f"still waiting after {LIMIT_S} s"
        self._timer.stop()
        QApplication.exit(1)


def drop(window: MainWindow, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    centre = window.rect().center()
    copy, left, no_key = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    # Without having entered, nothing is dropped.
    QApplication.sendEvent(window, QDragEnterEvent(centre, copy, data, left, no_key))
    QApplication.sendEvent(window, QDropEvent(QPointF(centre), copy, data, left, no_key))


def drag(canvas: ImageCanvas, start: QPointF, end: QPointF) -> None:
    first, last = (canvas.mapFromScene(point) for point in (start, end))
    viewport, left = canvas.viewport(), Qt.MouseButton.LeftButton
    QTest.mousePress(viewport, left, pos=first)
    for share in (0.3, 0.6, 1.0):
        between = QPointF(first) + (QPointF(last) - QPointF(first)) * share
        QTest.mouseMove(viewport, between.toPoint())
    QTest.mouseRelease(viewport, left, pos=QPoint(last))


def save(person: Person) -> None:
    QTest.keyClick(person.canvas, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.parametrize("features", [FEATURES, FEATURES[::-1]], ids=["in order", "reversed"])
def test_that_a_dropped_photo_is_detected_corrected_and_saved_as_xml_that_torchvision_reads(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, features: tuple[type[Feature], ...]
) -> None:
    monkeypatch.setattr("frcnn_desktop.ui.app.FEATURES", features)
    devkit = tmp_path / "VOCdevkit" / "VOC2012"
    for folder in ("JPEGImages", "Annotations", "ImageSets/Main"):
        (devkit / folder).mkdir(parents=True)
    (devkit / "ImageSets" / "Main" / "train.txt").write_text("고양이\n", encoding="utf-8")
    photo = devkit / "JPEGImages" / "고양이.jpg"
    shutil.copy(resource_path("samples", "chelsea.jpg"), photo)
    saved = photo.with_suffix(".xml")

    def session(person: Person) -> Iterator[Step]:
        window = person.window
        assert window is not None
        drop(window, photo)
        detections = panel_of(window, DetectionsPanel).model
        yield lambda: detections.rowCount() > 0
        QTest.keyClick(person.canvas, Qt.Key.Key_Return)
        yield lambda: panel_of(window, ObjectsPanel).model.rowCount() == 1
        save(person)
        yield saved.exists
        before = read_annotation(saved).objects[0].box
        corner = QPointF(before[2], before[3])
        drag(person.canvas, corner, corner - QPointF(40, 30))
        yield window.isWindowModified
        save(person)
        yield lambda: not window.isWindowModified()
        window.close()

    person = Person(session)
    status = main(["gui"])
    assert person.failure == ""
    assert status == 0
    shutil.move(saved, devkit / "Annotations" / saved.name)

    from torchvision.datasets import VOCDetection

    _, target = VOCDetection(str(tmp_path), year="2012", image_set="train")[0]
    annotation = target["annotation"]
    (item,) = annotation["object"]
    assert item["name"] == "cat"
    assert (annotation["size"]["width"], annotation["size"]["height"]) == ("451", "300")
    box = {side: int(value) for side, value in item["bndbox"].items()}
    assert 1 <= box["xmin"] < box["xmax"] <= 451 - 20
    assert 1 <= box["ymin"] < box["ymax"] <= 300 - 15
