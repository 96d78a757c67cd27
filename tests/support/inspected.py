"""An inspection with known numbers, and a detector that gives it."""

from __future__ import annotations

import threading

import numpy as np

from frcnn_desktop.core.abilities import Ability
from frcnn_desktop.core.detections import FeatureGrid
from frcnn_desktop.explain.detection_story import Fate, Outcome, Rival
from frcnn_desktop.explain.nms_outcome import BoxFate
from frcnn_desktop.explain.pooling_bins import Bins
from frcnn_desktop.explain.roi_inspection import (
    ChannelKind,
    ChannelView,
    PooledRoi,
    RoiInspection,
    RoiQuery,
)
from support.fake_engine import CLASS_NAMES, FakeEngine

GRID = FeatureGrid(8, 10, 0.1, 0.1, 16, "roi_pool", output_size=2)
VALUES = np.arange(80, dtype=np.float32).reshape(8, 10)


def inspection_of(query: RoiQuery) -> RoiInspection:
    """Return what a detector of two bins a side would say of a box, on a map that counts its cells."""
    kind = query.choice.kind
    index = {ChannelKind.MEAN: None, ChannelKind.STRONGEST: 3}.get(kind, query.choice.index)
    x1, y1, x2, y2 = (value * 0.1 for value in query.box)
    fate = BoxFate(Outcome(Fate.KEPT), 0.8, 0.5, (Rival(4, (1, 2, 30, 40), 0.7, 0.62),))
    return RoiInspection(
        query,
        GRID,
        (x1, y1, x2, y2),
        ChannelView(index, 6, VALUES, ((3, 2.5), (1, 1.25), (5, 0.5))),
        _pooled("roi_pool"),
        _pooled("roi_align"),
        CLASS_NAMES,
        query.class_index or 1,
        None if query.scored is None else fate,
    )


def _pooled(kind: str) -> PooledRoi:
    pool = kind == "roi_pool"
    starts, ends = np.array([0, 1], np.float32), np.array([1, 3], np.float32)
    samples = np.array([[0.5, 0.5], [1.5, 0.5]], np.float32)
    winners = [[[0, 0], [0, 2]], [[2, 0], [2, 2]]] if pool else [[[-1, -1]] * 2] * 2
    return PooledRoi(
        kind,
        Bins((0, 0, 3, 3), starts, ends, starts, ends, samples[:0] if pool else samples),
        np.array([[0, 2], [20, 22]], np.float32) - (0 if pool else 0.5),
        np.array(winners, np.int32),
        np.ones((2, 2), np.float32),
        np.array([0.1, 0.8, 0.1], np.float32),
        np.array([[0, 0, 0, 0], [0.1, -0.05, 0.2, 0], [0, 0, 0, 0]], np.float32),
        np.array([[0, 0, 40, 30], [2, 1, 44, 33], [0, 0, 40, 30]], np.float32),
    )


class LookedInto(FakeEngine):
    """Answers at once, unless `slow` is cleared; `asked` the right edges of the boxes it looked at."""

    abilities = Ability.INSPECT

    def __init__(self) -> None:
        super().__init__()
        self.slow = threading.Event()
        self.slow.set()
        self.asked: list[float] = []
        self.threads: set[int] = set()
        self.has_features = True
        self.error: Exception | None = None

    def inspect_cached(self, query: RoiQuery) -> RoiInspection | None:
        self.asked.append(query.box[2])
        self.threads.add(threading.get_ident())
        self.slow.wait(5)
        if self.error is not None:
            raise self.error
        return inspection_of(query) if self.has_features else None
