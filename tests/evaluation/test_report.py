"""The report as JSON, and that it needs nothing but results and truth."""

from __future__ import annotations

import json

import numpy as np
import pytest

from frcnn_desktop.core.boxes import as_box_array
from frcnn_desktop.evaluation import report as report_module
from frcnn_desktop.evaluation.ground_truth import GroundTruth
from frcnn_desktop.evaluation.image_result import ImageResult, truth_key
from frcnn_desktop.evaluation.report import make_report

NAMES = ("dog", "cat", "cow")
DOG, CAT = (0.0, 0.0, 40.0, 40.0), (50.0, 0.0, 90.0, 40.0)


def truth(*classes: int) -> GroundTruth:
    boxes = [DOG if kind == 1 else CAT for kind in classes]
    return GroundTruth(as_box_array(boxes), np.array(classes, np.int64), np.zeros(len(classes), bool))


def result(objects: GroundTruth, overlaps: list[float], seconds: float = 0.5) -> ImageResult:
    """Finds the dog where it is and the cat nowhere."""
    return ImageResult(
        "1",
        as_box_array([DOG]),
        np.array([0.9], np.float32),
        np.array([1], np.int64),
        np.array(overlaps, np.float32),
        truth_key(objects),
        seconds,
        "digest",
    )


def test_that_every_figure_is_in_the_json() -> None:
    truths = [truth(1, 2)] * 4
    results = [result(each, [0.9, 0.6]) for each in truths]
    told = make_report(truths, results, NAMES, resamples=20).to_dict()
    assert json.loads(json.dumps(told, allow_nan=False)) == told
    assert told["images"] == 4
    assert told["objects"] == {"dog": 4, "cat": 4, "cow": 0}
    assert told["map_11point"] == pytest.approx(0.5)
    assert told["map_area"] == pytest.approx(0.5)
    assert told["ap"] == pytest.approx({"dog": 1, "cat": 0, "cow": None})
    assert told["map_11point_interval"] == pytest.approx([0.5, 0.5])
    assert told["ap_interval"]["cow"] == [None, None]
    assert told["bootstrap_resamples"] == 20
    assert told["recall"] == 1
    assert told["recall_70"] == 0.5
    assert told["mabo"] == pytest.approx(0.75)
    assert told["coco"]["AP50"] == pytest.approx(0.5)
    assert told["seconds_per_image"] == pytest.approx(0.5)
    assert told["errors"]["total"] == {"loose": 0, "similar": 0, "other": 0, "background": 0, "missed": 4}
    assert told["errors"]["by_class"]["cat"]["missed"] == 4
    assert told["errors"]["missed_because"]["not seen"] == 4


def test_that_proposals_of_other_objects_are_not_judged() -> None:
    told = make_report([truth(1)], [result(truth(1, 2), [0.9, 0.9])], NAMES).to_dict()
    assert told["recall"] is None
    assert told["mabo"] is None
    assert told["map_11point"] == 1
    assert told["map_11point_interval"] is None


def test_that_the_rest_is_told_without_the_package_for_coco(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report_module, "coco_available", lambda: False)
    told = make_report([truth(1)], [result(truth(1), [0.9])], NAMES).to_dict()
    assert told["coco"] is None
    assert told["map_11point"] == 1


def test_that_as_many_results_as_images_are_needed() -> None:
    with pytest.raises(ValueError, match="zip"):
        make_report([truth(1)], [], NAMES)
