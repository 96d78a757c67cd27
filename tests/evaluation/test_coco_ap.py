"""COCO's figures, worked by hand and against the VOC rule where both say the same."""

from __future__ import annotations

import math
import sys
from dataclasses import dataclass

import numpy as np
import pytest
from numpy.typing import NDArray

from frcnn_desktop.core.boxes import as_box_array
from frcnn_desktop.core.errors import MissingPackageError
from frcnn_desktop.evaluation import coco_ap
from frcnn_desktop.evaluation.coco_ap import evaluate_coco
from frcnn_desktop.evaluation.ground_truth import GroundTruth


@dataclass
class Found:
    boxes: NDArray[np.float32]
    scores: NDArray[np.float32]
    class_indices: NDArray[np.int64]


Box = tuple[float, float, float, float]


def truth(*boxes: Box, difficult: bool = False, kind: int = 1) -> GroundTruth:
    count = len(boxes)
    return GroundTruth(as_box_array(boxes), np.full(count, kind), np.full(count, difficult))


def found(*rows: tuple[Box, float], kind: int = 1) -> Found:
    return Found(
        as_box_array([box for box, _ in rows]),
        np.array([score for _, score in rows], np.float32),
        np.full(len(rows), kind),
    )


SMALL, MEDIUM, LARGE = (0.0, 0.0, 20.0, 20.0), (0.0, 0.0, 50.0, 50.0), (0.0, 0.0, 200.0, 200.0)
# Six tenths of LARGE: IoU .6, so right at .5 and .55 and on the edge at .6.
NARROW = (0.0, 0.0, 200.0, 121.0)


def test_that_perfect_detections_of_each_size_have_ap_1_in_their_size_alone() -> None:
    figures = evaluate_coco([truth(SMALL), truth(LARGE)], [found((SMALL, 0.9)), found((LARGE, 0.8))], ["dog"])
    assert [figures[name] for name in ("AP", "AP50", "AP75", "AP_small", "AP_large")] == pytest.approx(
        [1] * 5
    )
    assert math.isnan(figures["AP_medium"])


def test_that_a_loose_box_counts_at_the_low_thresholds_alone() -> None:
    figures = evaluate_coco([truth(LARGE)], [found((NARROW, 0.9))], ["dog"])
    assert figures["AP50"] == pytest.approx(1)
    assert figures["AP75"] == 0
    assert figures["AP"] == pytest.approx(3 / 10)


def test_that_classes_are_averaged_and_a_missed_one_counts_zero() -> None:
    truths = [truth(MEDIUM), truth(MEDIUM, kind=2)]
    figures = evaluate_coco(truths, [found((MEDIUM, 0.9)), found()], ["dog", "cat", "cow"])
    assert figures["AP"] == pytest.approx(0.5)
    assert figures["AP_medium"] == pytest.approx(0.5)


def test_that_difficult_objects_count_neither_for_nor_against() -> None:
    truths = [truth(LARGE, difficult=True), truth(LARGE)]
    figures = evaluate_coco(truths, [found((LARGE, 0.9)), found((LARGE, 0.8))], ["dog"])
    assert figures["AP"] == pytest.approx(1)


def test_that_nothing_found_is_zero_and_nothing_to_find_is_no_number(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert evaluate_coco([truth(LARGE)], [found()], ["dog"])["AP"] == 0
    assert all(math.isnan(each) for each in evaluate_coco([truth()], [found((LARGE, 0.9))], ["dog"]).values())
    assert capsys.readouterr().out == ""


def test_that_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coco_ap, "find_spec", lambda _name: None)
    monkeypatch.setitem(sys.modules, "faster_coco_eval", None)
    with pytest.raises(MissingPackageError, match="faster-coco-eval"):
        evaluate_coco([truth(LARGE)], [found()], ["dog"])
