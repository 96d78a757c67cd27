"""The order of the proposals."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from frcnn_desktop.core.boxes import as_box_array, pairwise_iou
from frcnn_desktop.proposals.overlaps import FIRST_SERVICE, LATER_SERVICE, STEPS
from frcnn_desktop.proposals.ranking import (
    CHOSEN,
    COEFFICIENTS,
    FEATURE_NAMES,
    box_features,
    candidates_of,
    chances,
    distinct_boxes,
)
from frcnn_desktop.proposals.selection import choose_boxes, neighbours_of

CORNERS = st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(1, 30), st.integers(1, 30))
BOXES = st.lists(CORNERS, min_size=1, max_size=40, unique=True).map(
    lambda found: as_box_array([(x, y, x + across, y + down) for x, y, across, down in found])
)


def plain_order(boxes: np.ndarray, likely: np.ndarray, first: int) -> tuple[list[int], list[float]]:
    """The greedy choice in its plainest form: the order, and the gains before any is held back."""
    overlaps = pairwise_iou(boxes, boxes)
    steps = np.where(overlaps > 0.4, (STEPS * overlaps).astype(int), 0)
    tables = [np.where(overlaps > 0.4, table[steps], 0) for table in (FIRST_SERVICE, LATER_SERVICE)]
    left, order, gains = set(range(len(boxes))), [], []
    while left:
        service = tables[len(order) >= first]
        served = service[order].max(axis=0, initial=0)
        worth = {box: float((likely * np.maximum(service[box] - served, 0)).sum()) for box in left}
        best = max(left, key=lambda box: worth[box])
        gains.append(worth[best])
        order.append(best)
        left.remove(best)
    return order, gains


def choose(
    boxes: np.ndarray, likely: np.ndarray | list[float], first: int = 300
) -> tuple[np.ndarray, np.ndarray]:
    return choose_boxes(neighbours_of(as_box_array(boxes)), np.array(likely, np.float32), first)


@given(BOXES, st.integers(0, 2**32 - 1), st.integers(0, 12))
@settings(max_examples=60)
def test_that_the_box_that_adds_most_always_comes_next(boxes: np.ndarray, seed: int, first: int) -> None:
    likely = np.random.default_rng(seed).uniform(0.05, 1, len(boxes)).astype(np.float32)
    order, gains = choose(boxes, likely, first)
    assert sorted(order.tolist()) == list(range(len(boxes)))
    _, plain = plain_order(boxes, likely, first)
    np.testing.assert_allclose(gains, np.minimum.accumulate(plain), atol=1e-4)


def test_that_the_first_boxes_are_spread_and_later_ones_fit_closely() -> None:
    boxes = as_box_array([(0, 0, 100, 100), (0, 0, 100, 68), (200, 200, 240, 240)])
    likely = np.array([0.5, 0.4, 0.2], np.float32)
    assert [choose(boxes, likely, first)[0].tolist() for first in (3, 1)] == [[0, 2, 1], [0, 1, 2]]


def test_that_a_second_place_goes_to_another_object_rather_than_to_a_double() -> None:
    boxes = as_box_array([(0, 0, 40, 40), (0, 0, 40, 41), (60, 60, 90, 90)])
    order, _gains = choose(boxes, [0.5, 0.5, 0.3])
    assert order.tolist().index(2) == 1


@given(BOXES, st.integers(0, 2**32 - 1))
def test_that_every_box_gets_one_rank_and_scores_fall(boxes: np.ndarray, seed: int) -> None:
    found = candidates_of(boxes, 60, 60)
    assert (np.diff(found.likely) <= 0).all()
    ordered, scores = found.ordered(*choose(found.head, np.random.default_rng(seed).random(len(boxes))))
    assert sorted(map(tuple, ordered.tolist())) == sorted(map(tuple, boxes.tolist()))
    assert (np.diff(scores) <= 0).all()


def test_that_boxes_beyond_those_chosen_among_follow_by_their_chance() -> None:
    random = np.random.default_rng(6)
    corners = np.unique(random.integers(0, 300, (12_000, 4)), axis=0)
    boxes = as_box_array(np.concatenate([corners[:, :2], corners[:, :2] + corners[:, 2:] + 1], axis=1))
    found = candidates_of(boxes, 700, 700)
    ordered, scores = found.ordered(*choose(found.head, np.full(len(found.head), 0.5)))
    likely = chances(ordered, 700, 700)
    assert len(np.unique(ordered, axis=0)) == len(boxes) > CHOSEN
    assert (np.diff(likely[CHOSEN:]) <= 0).all()
    assert likely[:CHOSEN].min() >= likely[CHOSEN:].max()
    assert (np.diff(scores) <= 0).all()


def test_that_features_are_shares_of_the_image() -> None:
    [features] = box_features(as_box_array([(0, 25, 100, 75)]), 200, 100)
    named = dict(zip(FEATURE_NAMES, features, strict=True))
    assert named["log area"] == np.log(0.25)
    assert named["log aspect"] == np.log(2)
    assert (named["width"], named["height"]) == (0.5, 0.5)
    assert (named["touches left"], named["touches right"]) == (1, 0)
    assert (named["off centre across squared"], named["off centre down"]) == (0.0625, 0)
    assert len(COEFFICIENTS) == len(FEATURE_NAMES)


@given(BOXES, st.lists(st.integers(0, 39), max_size=40))
def test_that_doubles_go_and_the_rest_is_sorted_by_coordinates(found: np.ndarray, again: list[int]) -> None:
    boxes = np.concatenate([found, found[[row % len(found) for row in again]]]).astype(np.int32)
    assert [tuple(box) for box in distinct_boxes(boxes).tolist()] == sorted(map(tuple, found.tolist()))
