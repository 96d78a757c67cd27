"""The composed program over one photo, with a detector whose arrays are known, features included."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from pytestqt.qtbot import QtBot

from frcnn_desktop.core.abilities import Ability
from frcnn_desktop.core.boxes import as_box_array
from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.detections import (
    DetectionFilter,
    DetectionRun,
    Detections,
    FeatureGrid,
    Proposals,
    ScoredRois,
)
from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.core.messages import verbatim
from frcnn_desktop.detector.postprocess import filter_detections
from frcnn_desktop.detector.scaling import InputSize
from frcnn_desktop.explain.walk_stages import Segments, paint_segments
from frcnn_desktop.inference.encoded import EncodedImage
from frcnn_desktop.inference.inside_stages import pool_example
from frcnn_desktop.ui.inside.feature import InsideFeature
from frcnn_desktop.ui.inside.walk.control import WalkControl
from frcnn_desktop.ui.inside.walk.registry import STAGES
from frcnn_desktop.workers.base.jobs import Call
from frcnn_desktop.workers.inside.messages import SegmentsReady
from support.composed import Composed
from support.fake_engine import CLASS_NAMES, FakeEngine

WIDTH, HEIGHT, STRIDE = 320, 240, 16
PLANTED = (
    # box, scores of background, cat, dog
    ((40, 40, 160, 140), (0.05, 0.90, 0.05)),  # 0 detected
    ((46, 40, 166, 140), (0.35, 0.60, 0.05)),  # 1 suppressed by 0
    ((200, 50, 300, 200), (0.10, 0.10, 0.80)),  # 2 detected
    ((0, 0, 320, 240), (0.90, 0.08, 0.02)),  # 3 background
)


# Once, here: the worker thread, which gives way to everything else, would take long to load the operators.
pool_example(np.zeros((2, 2), np.float32), (0, 0, 1, 1), 1)


def four_segments(image: LoadedImage, call: Call) -> SegmentsReady:
    """Answer with the quarters of the image."""
    rows, columns = np.indices(image.rgb.shape[:2])
    right, below = columns >= image.width // 2, rows >= image.height // 2
    labels = np.asarray(right + 2 * below, np.int32)
    found = Segments(labels, 4, 100.0, 0.6, 40, "hsv", 0.0123)
    return SegmentsReady(call.request_id, image.content_key, found, paint_segments(labels))


class InsideEngine(FakeEngine):
    """Plants four proposals in every image; its map has three channels, the first rising to the right."""

    abilities = Ability.ENCODE

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
        class_boxes = np.repeat(boxes[:, None], 3, axis=1)
        class_boxes[:, 1:] += np.array([2, 0, 2, 0], np.float32)
        scored = ScoredRois(boxes, scores, class_boxes, CLASS_NAMES)
        ranks = np.arange(len(boxes), 0, -1, dtype=np.float32)
        return DetectionRun(
            image.content_key,
            Proposals(boxes, ranks, {"search": 0.03}, "selective search, fast, 123"),
            scored,
            self.filter(scored, detection_filter),
            (self.grid(image),),
            run.seconds,
            verbatim("cpu"),
        )

    def filter(self, scored: ScoredRois, detection_filter: DetectionFilter) -> Detections:
        return filter_detections(scored, detection_filter)

    def grid(self, image: LoadedImage) -> FeatureGrid:
        rows, columns = image.height // STRIDE, image.width // STRIDE
        return FeatureGrid(rows, columns, 1 / STRIDE, 1 / STRIDE, STRIDE, "roi_pool", 3)

    def encode(self, rgb: NDArray[np.uint8], *, content_key: str = "") -> EncodedImage:
        height, width = rgb.shape[:2]
        rows, columns = height // STRIDE, width // STRIDE
        grid = FeatureGrid(rows, columns, 1 / STRIDE, 1 / STRIDE, STRIDE, "roi_pool", 3)
        values = torch.from_numpy(np.random.default_rng(3).random((1, 3, rows, columns), np.float32))
        values[0, 0] = torch.arange(columns).expand(rows, columns)
        size = InputSize(width, height, width, height, width, height)
        return EncodedImage(values, size, (grid,), content_key, 0.01)


class InsideProgram(Composed):
    """The window over one photo, detected, or over none."""

    def __init__(self, qtbot: QtBot, folder: Path, *, photo: bool = True) -> None:
        self.inside_engine = InsideEngine()
        super().__init__(qtbot, folder / "settings.ini", lambda _path, _device: self.inside_engine)
        self.app.window.resize(1366, 768)
        if photo:
            path = folder / "photo.png"
            Image.effect_noise((WIDTH, HEIGHT), 60).convert("RGB").save(path, compress_level=0)
            self.open(path)
            qtbot.waitUntil(lambda: self.app.detection.run is not None, timeout=60_000)
        else:
            self.app.start([])
        self.app.values.filter.set(DetectionFilter(score_threshold=0.3))
        if photo:
            qtbot.waitUntil(lambda: len(self.app.detection.filtered or ()) == 2, timeout=60_000)

    @property
    def walk(self) -> WalkControl:
        return self.app.feature(InsideFeature).seeing.walk

    def see_inside(self) -> None:
        """Turn it on and wait for all that is computed."""
        from frcnn_desktop.ui.shell.action_ids import ActionId

        self.app.actions[ActionId.SEE_INSIDE].setChecked(True)
        self.qtbot.waitUntil(lambda: all(stage.ready(self.walk.walk) for stage in STAGES), timeout=100_000)
