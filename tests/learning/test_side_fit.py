import numpy as np
import pytest
from numpy.typing import NDArray

from frcnn_desktop.core.boxes import BoxArray, as_box_array, pairwise_iou
from frcnn_desktop.learning.hindsight import Hindsight, HindsightRule, Improved
from frcnn_desktop.learning.picture import Picture
from frcnn_desktop.learning.samples import LabelledObjects
from frcnn_desktop.learning.side_fit import SideFit, SideFitRule
from frcnn_desktop.learning.suggestions import Suggestions

SIDE = 300
MARGIN = 4
"""Pixels that these annotators leave around what they see."""


def scene(random: np.random.Generator) -> tuple[Picture, BoxArray]:
    """Dark squares on a noisy ground, and the boxes that a hand draws around them."""
    page = random.integers(150, 190, (SIDE, SIDE, 3)).astype(np.uint8)
    boxes = []
    for left, top in ((20, 20), (170, 20), (20, 170), (170, 170)):
        x, y = left + random.integers(0, 30), top + random.integers(0, 30)
        side = random.integers(50, 70)
        page[y : y + side, x : x + side] //= 3
        boxes.append((x - MARGIN, y - MARGIN, x + side + MARGIN, y + side + MARGIN))
    return Picture(page), as_box_array(boxes)


def beside(boxes: BoxArray, random: np.random.Generator) -> BoxArray:
    return as_box_array((boxes + random.normal(0, 5, boxes.shape)).clip(0, SIDE))


def hand(boxes: BoxArray) -> NDArray[np.bool_]:
    return np.ones(len(boxes), np.bool_)


def taught(images: int, rule: SideFitRule | None = None) -> SideFit:
    random, fit = np.random.default_rng(1), SideFit(rule or SideFitRule())
    for _ in range(images):
        picture, objects = scene(random)
        start = beside(objects, random)
        fit.add(start, start, objects, hand(objects), picture)
    return fit


def overlaps(boxes: BoxArray, objects: BoxArray) -> float:
    return float(np.diag(pairwise_iou(boxes, objects)).mean())


def test_that_sides_go_to_where_hands_put_them_in_relation_to_edges() -> None:
    random = np.random.default_rng(7)
    picture, objects = scene(random)
    start = beside(objects, random)
    fitted = taught(8).fitted(start, picture)
    assert 1 - overlaps(fitted, objects) < 0.5 * (1 - overlaps(start, objects))


def test_that_sides_stay_until_a_few_objects_were_labelled() -> None:
    picture, objects = scene(np.random.default_rng(7))
    assert np.array_equal(taught(0).fitted(objects, picture), objects)
    patient = taught(1, SideFitRule(least_objects=5))
    assert np.array_equal(patient.fitted(objects, picture), objects)


def test_that_boxes_taken_as_they_were_offered_say_that_such_sides_are_right() -> None:
    random, fit = np.random.default_rng(1), SideFit(SideFitRule())
    for _ in range(8):
        picture, objects = scene(random)
        offered = as_box_array(objects + np.array([MARGIN, MARGIN, -MARGIN, -MARGIN]))
        fit.add(beside(objects, random), offered, objects, ~hand(objects), picture)
    picture, objects = scene(random)
    close = as_box_array(objects + np.array([MARGIN, MARGIN, -MARGIN, -MARGIN]))
    assert np.abs(fit.fitted(close, picture) - close).max() < 1.5


def test_that_sides_end_inside_the_image() -> None:
    picture, _ = scene(np.random.default_rng(7))
    boxes = as_box_array([(0, 0, SIDE, SIDE), (0, 100, 20, SIDE)])
    fitted = taught(8).fitted(boxes, picture)
    assert fitted.min() >= 0
    assert fitted.max() <= SIDE


def test_that_an_image_where_nothing_was_suggested_near_an_object_teaches_no_side() -> None:
    picture, objects = scene(np.random.default_rng(7))
    fit = SideFit(SideFitRule(least_objects=1))
    far = as_box_array([(140, 140, 160, 160)])
    fit.add(far, far, objects, hand(objects), picture)
    fit.add(far[:0], far[:0], objects, hand(objects), picture)
    assert np.array_equal(fit.fitted(objects, picture), objects)


@pytest.mark.parametrize("seen", [True, False])
def test_that_suggestions_get_better_sides_where_the_image_is_seen(seen: bool) -> None:
    random, hindsight = np.random.default_rng(1), Hindsight(HindsightRule())

    def improved(picture: Picture, boxes: BoxArray) -> Improved:
        count = len(boxes)
        scores, ones = np.full(count, 0.5, np.float32), np.ones(count, np.float32)
        found = Suggestions(boxes, ("square",) * count, scores, hand(boxes), np.zeros((count, 6)), ones)
        return hindsight.improved(found, SIDE, SIDE, picture if seen else None)

    for _ in range(8):
        picture, objects = scene(random)
        image = improved(picture, beside(objects, random))
        labels = LabelledObjects(objects, ("square",) * len(objects), ~hand(objects), hand(objects))
        hindsight.saved(image, labels, True, picture if seen else None)
    picture, objects = scene(random)
    start = beside(objects, random)
    image = improved(picture, start)
    offered = image.offered.boxes[np.argsort(image.order)]
    better = 1 - overlaps(offered, objects) < 0.6 * (1 - overlaps(start, objects))
    assert better == seen
