"""A detector without a network: what it answers is known, and it waits where a test wants it to."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.abilities import Ability
from frcnn_desktop.core.boxes import BoxArray, as_box_array
from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.detections import (
    DetectionFilter,
    DetectionRun,
    Detections,
    FeatureGrid,
    ModelInfo,
    Proposals,
    ScoredRois,
)
from frcnn_desktop.core.images import LoadedImage, content_key
from frcnn_desktop.core.messages import Message, verbatim
from frcnn_desktop.explain.comparison import WaysCompared
from frcnn_desktop.explain.roi_inspection import RoiInspection, RoiQuery

if TYPE_CHECKING:
    import torch

    from frcnn_desktop.detector.checkpoint import CheckpointMeta
    from frcnn_desktop.detector.model import FastRcnn
    from frcnn_desktop.inference.encoded import EncodedImage

CLASS_NAMES = ("cat", "dog")


class FakeEngine:
    """Finds one cat at the left of every image. While `gate` is closed, `run` waits in "backbone".

    It can do nothing else; `abilities` says so.
    """

    abilities = Ability.NOTHING
    cache_use = (0, 0)
    proposal_method = "halves"
    provisional = False

    def __init__(self, device: str = "cpu") -> None:
        self.info = ModelInfo("fake", "", "compact", CLASS_NAMES, "roi_pool", verbatim(device))
        self.gate = threading.Event()
        self.gate.set()
        self.in_backbone = threading.Event()
        self.runs: list[str] = []
        self.awaited: list[bool] = []
        self.encoded: set[str] = set()
        self.error: Exception | None = None
        self.regression_shift = 0.0

    def run(
        self,
        image: LoadedImage,
        detection_filter: DetectionFilter,
        token: CancelToken | None = None,
        on_stage: Callable[[str], None] | None = None,
        *,
        keep_features: bool = True,
    ) -> DetectionRun:
        token = token or CancelToken()
        if on_stage:
            on_stage("backbone")
        self.in_backbone.set()
        while not self.gate.wait(0.005):
            token.raise_if_cancelled()
        token.raise_if_cancelled()
        if self.error is not None:
            raise self.error
        self.runs.append(image.content_key)
        self.awaited.append(token.somebody_waits)
        if keep_features:
            self.encoded.add(image.content_key)
        boxes = as_box_array([[0, 0, image.width * 0.4, image.height], [0, 0, image.width, image.height]])
        scored = self._score(boxes)
        return DetectionRun(
            image.content_key,
            Proposals(boxes, np.array([2, 1], np.float32)),
            scored,
            self.filter(scored, detection_filter),
            (FeatureGrid(image.height // 16 or 1, image.width // 16 or 1, 1 / 16, 1 / 16, 16, "roi_pool"),),
            {"proposals": 0.01, "backbone": 0.02, "roi_head": 0.01, "nms": 0.001, "total": 0.04},
            self.info.device,
        )

    def is_provisional(self, run: DetectionRun) -> bool:
        return self.provisional

    def score_cached(self, content_key: str, boxes: BoxArray) -> ScoredRois | None:
        return self._score(boxes) if content_key in self.encoded else None

    def filter(self, scored: ScoredRois, detection_filter: DetectionFilter) -> Detections:
        rows = np.flatnonzero(scored.scores[:, 1] >= detection_filter.score_threshold)
        return Detections(
            scored.class_boxes[rows, 1],
            scored.scores[rows, 1],
            np.ones(len(rows), np.int64),
            ("cat",) * len(rows),
            rows,
        )

    def prepare_scoring_thread(self) -> None:
        pass

    def encode(self, rgb: NDArray[np.uint8], *, content_key: str = "") -> EncodedImage:
        raise AssertionError("not able to")

    def inspect_cached(self, query: RoiQuery) -> RoiInspection | None:
        raise AssertionError("not able to")

    def compare_ways(
        self, image: LoadedImage, boxes: BoxArray, token: CancelToken, on_progress: Callable[[int, int], None]
    ) -> WaysCompared:
        raise AssertionError("not able to")

    @property
    def checkpoint(self) -> tuple[FastRcnn, CheckpointMeta]:
        raise AssertionError("not able to")

    @property
    def torch_device(self) -> torch.device:
        raise AssertionError("not able to")

    def watch_device(self, told: Callable[[Message], None]) -> None:
        self.tell_device = told

    def device_given_up(self, why: Message) -> None:
        raise AssertionError("not able to")

    def forget_features(self) -> None:
        self.encoded.clear()

    def encode_with_proposals(
        self, image: LoadedImage, token: CancelToken | None = None, *, keep_features: bool = False
    ) -> tuple[EncodedImage, BoxArray]:
        raise AssertionError("not able to")

    def _score(self, boxes: BoxArray) -> ScoredRois:
        scores = np.tile(np.array([[0.95, 0.02, 0.03]], np.float32), (len(boxes), 1))
        scores[:1] = (0.1, 0.8, 0.1)
        class_boxes = np.repeat(boxes[:, None], 3, axis=1)
        class_boxes[:, 1] += self.regression_shift
        return ScoredRois(boxes, scores, class_boxes, CLASS_NAMES)


def fake_image(seed: int = 0, width: int = 64, height: int = 48) -> LoadedImage:
    rgb = np.random.default_rng(seed).integers(0, 255, (height, width, 3), dtype=np.uint8)
    return LoadedImage(Path(f"{seed}.jpg"), rgb, (width, height), 1, content_key(rgb.tobytes()))
