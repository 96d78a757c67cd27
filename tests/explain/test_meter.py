from __future__ import annotations

import numpy as np

from frcnn_desktop.core.boxes import as_box_array
from frcnn_desktop.core.detections import ScoredRois
from frcnn_desktop.explain.meter import class_scores, read_meter

NAMES = ("bird", "cat", "cow", "dog", "horse", "sheep")


def scored() -> ScoredRois:
    boxes = as_box_array([[1, 2, 3, 4]])
    scores = np.array([[0.1, 0.05, 0.4, 0.05, 0.3, 0.04, 0.06]], np.float32)
    class_boxes = np.repeat(boxes[:, None], 7, axis=1) + np.arange(7, dtype=np.float32)[None, :, None]
    return ScoredRois(boxes, scores, class_boxes, NAMES)


def test_that_the_meter_names_the_five_best_classes_and_the_background() -> None:
    meter = read_meter(scored())
    assert [name for name, _ in meter.top] == ["cat", "dog", "sheep", "bird", "cow"]
    assert meter.background == np.float32(0.1)
    assert meter.best == "cat"


def test_that_the_ghost_is_the_regressed_box_of_the_best_class() -> None:
    assert read_meter(scored()).ghost == (3.0, 4.0, 5.0, 6.0)


def test_that_every_class_has_its_score() -> None:
    scores = class_scores(scored())
    assert list(scores) == list(NAMES)
    assert scores["horse"] == np.float32(0.04)


def test_that_a_class_without_a_score_is_never_the_best() -> None:
    known = scored()
    blank = np.zeros_like(known.scores)
    blank[:, 0] = 1.0
    meter = read_meter(ScoredRois(known.boxes, blank, known.class_boxes, NAMES))
    assert meter.top == ()
    assert meter.best == ""
    assert meter.ghost == (1.0, 2.0, 3.0, 4.0)
