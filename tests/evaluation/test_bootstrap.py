"""Intervals of mAP over resampled images."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pytest
from numpy.typing import NDArray

from frcnn_desktop.core.boxes import as_box_array
from frcnn_desktop.evaluation import bootstrap
from frcnn_desktop.evaluation.bootstrap import bootstrap_intervals
from frcnn_desktop.evaluation.ground_truth import GroundTruth
from frcnn_desktop.evaluation.matching import match_classes
from frcnn_desktop.evaluation.voc_ap import evaluate_voc

NAMES = ("dog", "cat")


@dataclass
class Found:
    boxes: NDArray[np.float32]
    scores: NDArray[np.float32]
    class_indices: NDArray[np.int64]


def random_images(count: int, found_each: int, seed: int = 0) -> tuple[list[GroundTruth], list[Found]]:
    """Images of some objects and of detections, half of them of an object, scores all different."""
    generator = np.random.default_rng(seed)
    scores = (generator.permutation(count * found_each) / (count * found_each)).astype(np.float32)
    truths, detections = [], []
    for image in range(count):
        objects = int(generator.integers(0, 4))
        corners = np.arange(objects, dtype=np.float32)[:, None] * 50 + np.zeros(2, np.float32)
        boxes = np.hstack([corners, corners + 40])
        kinds = generator.integers(1, 3, objects)
        truths.append(GroundTruth(as_box_array(boxes), kinds, generator.random(objects) < 0.2))
        aimed = generator.integers(0, 2 * max(objects, 1), found_each)
        hit = aimed < objects
        boxes = np.where(hit[:, None], boxes[np.where(hit, aimed, 0)] if objects else 0, [900, 900, 950, 950])
        guesses = np.where(hit, kinds[np.where(hit, aimed, 0)] if objects else 1, generator.integers(1, 3))
        rows = slice(image * found_each, (image + 1) * found_each)
        detections.append(Found(as_box_array(boxes), scores[rows], guesses.astype(np.int64)))
    return truths, detections


def test_that_a_resample_has_the_ap_of_a_data_set_made_of_those_images(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    truths, detections = random_images(12, 6)
    weights = bootstrap._image_weights(12, 30, seed=3)
    assert weights.sum(axis=1).tolist() == [12] * 30
    for each in (1, 4_000_000):
        monkeypatch.setattr(bootstrap, "_NUMBERS_AT_ONCE", each)
        matches = match_classes(truths, detections, 2)
        values = np.stack([bootstrap._resampled_ap(one, weights) for one in matches], axis=1)
        for row, times in zip(values, weights, strict=True):
            chosen = np.repeat(np.arange(12), times)
            result = evaluate_voc([truths[i] for i in chosen], [detections[i] for i in chosen], NAMES)
            assert row == pytest.approx([result.ap_11point[name] for name in NAMES], nan_ok=True)


def test_that_intervals_hold_the_measured_value_and_shrink_with_more_images() -> None:
    widths = []
    for images in (40, 640):
        truths, detections = random_images(images, 6)
        measured = evaluate_voc(truths, detections, NAMES)
        found = bootstrap_intervals(match_classes(truths, detections, 2), NAMES)
        low, high = found.map_11point
        assert low < measured.map_11point < high
        for name in NAMES:
            assert found.ap[name][0] < measured.ap_11point[name] < found.ap[name][1]
        widths.append(high - low)
    assert widths[1] < widths[0] / 2


def test_that_the_seed_alone_decides_the_draws() -> None:
    truths, detections = random_images(30, 6)
    matches = match_classes(truths, detections, 2)
    first, again, other = (
        bootstrap_intervals(matches, NAMES, resamples=50, seed=seed).map_11point for seed in (1, 1, 2)
    )
    assert first == again != other


def test_that_perfect_detections_leave_no_room_and_no_objects_no_interval() -> None:
    box = as_box_array([(0, 0, 9, 9)])
    truths = [GroundTruth(box, np.ones(1, np.int64), np.zeros(1, bool))] * 5
    found = [Found(box, np.ones(1, np.float32), np.ones(1, np.int64))] * 5
    intervals = bootstrap_intervals(match_classes(truths, found, 2), NAMES, resamples=20)
    assert intervals.map_11point == pytest.approx((1, 1))
    assert all(math.isnan(each) for each in intervals.ap["cat"])
    assert math.isnan(bootstrap_intervals(match_classes([], [], 2), NAMES, resamples=20).map_11point[0])
