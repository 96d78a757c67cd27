"""Average precision against the devkit's own loops told again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest
from numpy.typing import NDArray

from frcnn_desktop.evaluation.ground_truth import GroundTruth
from frcnn_desktop.evaluation.voc_ap import evaluate_voc


@dataclass
class Found:
    boxes: NDArray[np.float32]
    scores: NDArray[np.float32]
    class_indices: NDArray[np.int64]


def devkit_ap(truths: list[GroundTruth], detections: list[Found], index: int) -> tuple[float, float]:
    """Tell the devkit's loops again, in its own 1-based inclusive coordinates and "+1" areas."""
    rows = [
        (float(score), image, box + np.array([1, 1, 0, 0]))
        for image, each in enumerate(detections)
        for box, score, kind in zip(each.boxes, each.scores, each.class_indices, strict=True)
        if kind == index
    ]
    rows.sort(key=lambda row: -row[0])
    objects = [(each.boxes + np.array([1, 1, 0, 0]))[each.class_indices == index] for each in truths]
    difficult = [each.difficult[each.class_indices == index] for each in truths]
    taken = [np.zeros(len(each), bool) for each in objects]
    positives = sum(int((~each).sum()) for each in difficult)
    true, false = np.zeros(len(rows)), np.zeros(len(rows))
    for row, (_score, image, box) in enumerate(rows):
        best, best_object = -np.inf, -1
        for number, other in enumerate(objects[image]):
            width = min(box[2], other[2]) - max(box[0], other[0]) + 1
            height = min(box[3], other[3]) - max(box[1], other[1]) + 1
            inter = max(width, 0) * max(height, 0)
            areas = [(b[2] - b[0] + 1) * (b[3] - b[1] + 1) for b in (box, other)]
            overlap = inter / (sum(areas) - inter)
            if overlap > best:
                best, best_object = overlap, number
        if best > 0.5:
            if not difficult[image][best_object]:
                true[row], false[row] = (1, 0) if not taken[image][best_object] else (0, 1)
                taken[image][best_object] = True
        else:
            false[row] = 1
    recall = np.cumsum(true) / positives
    precision = np.cumsum(true) / np.maximum(np.cumsum(true + false), np.finfo(np.float64).eps)
    eleven = sum(
        np.max(precision[recall >= level]) / 11 for level in np.arange(0, 1.1, 0.1) if (recall >= level).any()
    )
    recalls = np.concatenate([[0], recall, [1]])
    envelope = np.concatenate([[0], precision, [0]])
    for row in range(len(envelope) - 1, 0, -1):
        envelope[row - 1] = max(envelope[row - 1], envelope[row])
    steps = np.flatnonzero(recalls[1:] != recalls[:-1])
    return float(eleven), float(np.sum((recalls[steps + 1] - recalls[steps]) * envelope[steps + 1]))


def random_boxes(generator: np.random.Generator, count: int) -> NDArray[np.float32]:
    corners = generator.integers(0, 60, (count, 2))
    return np.hstack([corners, corners + generator.integers(5, 40, (count, 2))]).astype(np.float32)


def random_case(
    seed: int, images: int, found_each: int, classes: int
) -> tuple[list[GroundTruth], list[Found]]:
    generator = np.random.default_rng(seed)
    truths, detections = [], []
    for _ in range(images):
        count = int(generator.integers(0, 6))
        kinds = generator.integers(1, classes + 1, count)
        boxes = random_boxes(generator, count)
        truths.append(GroundTruth(boxes, kinds, generator.random(count) < 0.2))
        rows = generator.integers(0, max(count, 1), found_each // 2)[: count * found_each]
        near = boxes[rows] + generator.integers(-4, 5, (len(rows), 4))
        candidates = np.vstack([near, random_boxes(generator, found_each - len(near))]).astype(np.float32)
        guesses = generator.integers(1, classes + 1, len(candidates))
        guesses[: len(rows)] = kinds[rows]
        scores = generator.integers(0, 50, len(candidates)).astype(np.float32) / np.float32(50)
        detections.append(Found(candidates, scores, guesses))
    return truths, detections


def moved_off_the_grid(seed: int, detections: list[Found]) -> list[Found]:
    """Give detections coordinates between pixels, as a network does, and half of them a twin."""
    generator = np.random.default_rng(seed)
    moved = []
    for each in detections:
        boxes = each.boxes + generator.uniform(-0.45, 0.45, each.boxes.shape).astype(np.float32)
        twins = np.flatnonzero(generator.random(len(boxes)) < 0.5)
        rows = np.concatenate([np.arange(len(boxes)), twins])
        moved.append(Found(boxes[rows], each.scores[rows], each.class_indices[rows]))
    return moved


@pytest.mark.parametrize("between_pixels", [False, True])
@pytest.mark.parametrize("seed", range(8))
def test_that_random_cases_agree_with_the_devkit_s_loops(seed: int, between_pixels: bool) -> None:
    truths, detections = random_case(seed, images=25, found_each=12, classes=3)
    if between_pixels:
        detections = moved_off_the_grid(seed, detections)
    names = ["dog", "cat", "cow"]
    result = evaluate_voc(truths, detections, names)
    for index, name in enumerate(names, start=1):
        eleven, area = devkit_ap(truths, detections, index)
        assert 0.05 < area < 1
        assert result.ap_11point[name] == pytest.approx(eleven, abs=1e-12)
        assert result.ap_area[name] == pytest.approx(area, abs=1e-12)
