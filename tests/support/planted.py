"""The composed program over one photo with planted proposals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.core.boxes import as_box_array
from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.detections import DetectionFilter, DetectionRun, Detections, Proposals, ScoredRois
from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.ui.annotate.class_picker import ClassPicker
from frcnn_desktop.ui.canvas.canvas import ImageCanvas
from frcnn_desktop.ui.live.explain_card import ExplainCard
from support.composed import Composed, FakeEngine

NONE, ALT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier
LEFT = Qt.MouseButton.LeftButton

PLANTED: Sequence[tuple[tuple[int, int, int, int], tuple[float, float, float]]] = (
    # box, scores of background, cat, dog
    ((20, 20, 120, 120), (0.05, 0.90, 0.05)),  # 0 detected
    ((30, 20, 130, 120), (0.35, 0.60, 0.05)),  # 1 suppressed by 0
    ((200, 50, 300, 200), (0.90, 0.01, 0.04)),  # 2 background
    ((0, 0, 400, 300), (0.75, 0.20, 0.05)),  # 3 the whole photo, a doubtful cat
    ((40, 40, 60, 60), (0.55, 0.10, 0.35)),  # 4 small, a doubtful dog
)


class PlantedEngine(FakeEngine):
    """Finds what is planted in every image."""

    planted: Sequence[tuple[tuple[int, int, int, int], tuple[float, float, float]]] = PLANTED

    def run(
        self,
        image: LoadedImage,
        detection_filter: DetectionFilter,
        token: CancelToken | None = None,
        *rest: object,
        **more: object,
    ) -> DetectionRun:
        run = super().run(image, detection_filter, token, *rest, **more)  # type: ignore[arg-type]
        boxes = as_box_array([box for box, _ in self.planted])
        scores = np.array([scores for _, scores in self.planted], np.float32)
        scored = ScoredRois(boxes, scores, np.repeat(boxes[:, None], 3, axis=1), ("cat", "dog"))
        ranks = np.arange(len(boxes), 0, -1, dtype=np.float32)
        detections = self.filter(scored, detection_filter)
        return replace(run, proposals=Proposals(boxes, ranks), scored=scored, detections=detections)

    def filter(self, scored: ScoredRois, detection_filter: DetectionFilter) -> Detections:
        found = super().filter(scored, detection_filter)
        return replace(found, **{name: getattr(found, name)[:1] for name in ARRAYS})


ARRAYS = ("boxes", "scores", "class_indices", "class_names", "proposal_indices")


class PlantedProgram(Composed):
    """The window over one photo of 400 x 300 pixels, detected."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        super().__init__(qtbot, folder / "settings.ini", engine=PlantedEngine())
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
