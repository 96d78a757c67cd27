"""Why no detection is listed is said with what helps."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from frcnn_desktop.core.boxes import as_box_array
from frcnn_desktop.core.detections import DetectionFilter, DetectionRun, Detections, Proposals, ScoredRois
from frcnn_desktop.ui.detect.empty_detections_text import NothingWords

NAMES = ("cat", "dog")
USED = DetectionFilter(score_threshold=0.5)


def run_of(*scores: tuple[float, float, float]) -> DetectionRun:
    """Return a run in which each RoI has these scores of background, cat and dog."""
    boxes = as_box_array([[0, 0, 10, 10]] * len(scores))
    table = np.array(scores, np.float32).reshape(len(scores), 3)
    scored = ScoredRois(boxes, table, np.repeat(boxes[:, None], 3, axis=1), NAMES)
    ranks = np.arange(len(scores), 0, -1).astype(np.float32)
    return DetectionRun("key", Proposals(boxes, ranks), scored, detections(0), ())


def detections(count: int) -> Detections:
    return Detections(
        as_box_array([[0, 0, 10, 10]] * count),
        np.full(count, 0.9, np.float32),
        np.ones(count, np.int64),
        ("cat",) * count,
        np.arange(count),
    )


@pytest.mark.parametrize(
    ("run", "found", "used", "said"),
    [
        (run_of((0.6, 0.3, 0.1), (0.7, 0.1, 0.2)), 0, USED, "cat, 0.30"),
        (run_of((0.98, 0.01, 0.01)), 0, USED, "Nothing was found. Draw boxes with W"),
        (run_of((0.1, 0.2, 0.7)), 0, replace(USED, hidden_classes=frozenset({"dog"})), "hidden class"),
        (run_of((0.6, 0.1, 0.3)), 0, replace(USED, hidden_classes=frozenset({"dog"})), "cat, 0.10"),
        (run_of((0.9, 0.1, 0.0), (0.1, 0.9, 0.0)), 0, replace(USED, max_proposals=1), "cat, 0.10"),
        (run_of((0.1, 0.9, 0.0)), 1, USED, "is an object now"),
        (run_of(), 0, USED, "No proposals"),
    ],
)
def test_that_an_empty_list_says_why_and_what_to_try(
    qtbot: QtBot, run: DetectionRun, found: int, used: DetectionFilter, said: str
) -> None:
    assert said in NothingWords(lambda: "W").why(run, detections(found), used)
