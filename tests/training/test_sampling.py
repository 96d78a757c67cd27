from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from frcnn_desktop.core.boxes import as_box_array, pairwise_iou
from frcnn_desktop.evaluation.ground_truth import GroundTruth
from frcnn_desktop.training.recipe import Recipe
from frcnn_desktop.training.sampling import SampledRois, sample_rois

RECIPE = Recipe()


def scene(objects: int, seed: int, difficult: bool = False) -> tuple[np.ndarray, GroundTruth]:
    random = np.random.default_rng(seed)
    corners = random.uniform(0, 300, (objects, 2))
    boxes = as_box_array(np.concatenate([corners, corners + random.uniform(30, 150, (objects, 2))], axis=1))
    near = np.repeat(boxes, 60, axis=0)
    near = near + random.normal(0, 15, near.shape)
    far = np.sort(random.uniform(0, 450, (400, 2, 2)), axis=1).reshape(400, 4)
    proposals = as_box_array(np.concatenate([near, far]))
    proposals[:, 2:] = np.maximum(proposals[:, 2:], proposals[:, :2] + 1)
    labels = random.integers(1, 21, objects)
    return proposals, GroundTruth(boxes, labels, np.full(objects, difficult))


def sample(proposals: np.ndarray, truth: GroundTruth, recipe: Recipe = RECIPE) -> SampledRois:
    return sample_rois(proposals, truth, recipe, np.random.default_rng(0))


@settings(deadline=None)
@given(st.integers(1, 6), st.integers(0, 1000))
def test_that_every_label_follows_from_the_overlap(objects: int, seed: int) -> None:
    proposals, truth = scene(objects, seed)
    sampled = sample(proposals, truth)
    overlap = pairwise_iou(sampled.boxes, truth.boxes)
    foreground = sampled.labels > 0
    assert (overlap.max(axis=1)[foreground] >= 0.5).all()
    assert (overlap.max(axis=1)[~foreground] < 0.5).all()
    np.testing.assert_array_equal(
        sampled.labels[foreground], truth.class_indices[overlap.argmax(axis=1)[foreground]]
    )
    np.testing.assert_array_equal(
        sampled.objects[foreground], truth.boxes[overlap.argmax(axis=1)[foreground]]
    )
    np.testing.assert_array_equal(sampled.objects[~foreground], sampled.boxes[~foreground])


def test_that_a_batch_has_a_quarter_foreground_and_some_far_background() -> None:
    proposals, truth = scene(4, 0)
    sampled = sample(proposals, truth)
    best = pairwise_iou(sampled.boxes, truth.boxes).max(axis=1)
    assert len(sampled.labels) == 64
    assert (sampled.labels > 0).sum() == 16
    assert (best < 0.1).sum() == round(48 * 0.15)


def test_that_an_image_without_objects_gives_background_only() -> None:
    proposals, _ = scene(1, 0)
    nothing = GroundTruth(as_box_array([]), np.zeros(0, np.int64), np.zeros(0, np.bool_))
    sampled = sample(proposals, nothing)
    assert len(sampled.labels) == 64
    assert not sampled.labels.any()


def test_that_objects_are_candidates_themselves() -> None:
    _, truth = scene(2, 0)
    sampled = sample(as_box_array([]), truth)
    assert sorted(sampled.boxes.tolist()) == sorted(truth.boxes.tolist())


def test_that_difficult_objects_are_neither_learned_nor_taken_for_background_when_ignored() -> None:
    proposals, truth = scene(3, 0, difficult=True)
    sampled = sample(proposals, truth, replace(RECIPE, ignore_difficult=True))
    assert not sampled.labels.any()
    assert pairwise_iou(sampled.boxes, truth.boxes).max() < 0.5
    assert sample(proposals, truth).labels.any()


def test_that_what_touches_a_left_out_object_is_never_background() -> None:
    one = as_box_array([(0, 0, 10, 10)])
    left_out = as_box_array([(40, 40, 60, 60)])
    proposals = as_box_array([(40, 40, 60, 58), (45, 40, 60, 50), (80, 80, 90, 90)])
    truth = GroundTruth(one, np.array([1]), np.zeros(1, np.bool_), left_out)
    recipe = Recipe(background_iou=0.1, far_background=1.0)
    sampled = sample_rois(proposals, truth, recipe, np.random.default_rng(0))
    assert sampled.boxes[sampled.labels == 0].tolist() == [[80, 80, 90, 90]]
    unknown_place = GroundTruth(one, np.array([1]), np.zeros(1, np.bool_), complete=False)
    sampled = sample_rois(proposals, unknown_place, recipe, np.random.default_rng(0))
    assert sampled.labels.tolist() == [1]
