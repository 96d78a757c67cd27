"""What the picture tells of a box."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from frcnn_desktop.core.boxes import as_box_array, flip_boxes
from frcnn_desktop.proposals.box_probability import (
    SHAPE_NAMES,
    object_features,
    object_probabilities,
    picture_sums,
)
from frcnn_desktop.proposals.box_probability_weights import HIDDEN_1, HIDDEN_2, OUT, WEIGHTS_1, WEIGHTS_2
from frcnn_desktop.proposals.objectness import CUE_NAMES, SQUARES, cues, sum_picture


def named_cues(picture: NDArray[np.uint8], box: tuple[int, int, int, int]) -> dict[str, float]:
    [found] = cues(sum_picture(picture), np.array([box], np.int32)).tolist()
    return dict(zip(CUE_NAMES, found, strict=True))


@pytest.fixture
def square() -> NDArray[np.uint8]:
    """A square of 20 x 20 at (10, 10), 30 above its ground in the first channel alone."""
    picture = np.full((40, 60, 3), 100, np.uint8)
    picture[10:30, 10:30, 0] = 130
    return picture


def test_that_sums_are_those_of_the_pixels() -> None:
    picture = np.random.default_rng(3).integers(0, 256, (7, 9, 3)).astype(np.uint8)
    sums = sum_picture(picture)
    exact = picture.astype(np.int64)
    assert sums[5, 4, 2:SQUARES].tolist() == exact[:5, :4].sum(axis=(0, 1)).tolist()
    assert sums[-1, -1, SQUARES] == (exact**2).sum()
    steps = np.minimum(np.abs(np.diff(exact, axis=1)).sum(axis=2), 60)
    assert sums[-1, -1, 0] == steps.sum()


def test_that_a_square_shows_in_the_cues_of_the_box_around_it(square: NDArray[np.uint8]) -> None:
    fitting = named_cues(square, (10, 10, 30, 30))
    assert fitting["contrast to what is around"] == 30
    assert fitting["spread of colour"] == fitting["spread of colour around"] == 0
    assert fitting["contours along the sides"] == fitting["contours along the weakest side"] == 30
    assert fitting["contours of its core"] == 0
    assert fitting["sides inside the image"] == 1
    assert fitting["contours of the image"] == pytest.approx(4 * 20 * 30 / (40 * 60))


def test_that_a_box_across_the_square_is_told_from_one_around_it(square: NDArray[np.uint8]) -> None:
    across = named_cues(square, (20, 10, 40, 30))
    assert across["contours along the weakest side"] == 0
    assert across["spread of colour"] == 15
    lower = named_cues(square, (5, 20, 35, 40))
    assert lower["contours across the sides"] == pytest.approx(4 * 30 / 2 / 70)
    assert named_cues(square, (40, 5, 55, 15))["contours across the sides"] == 0
    assert lower["sides inside the image"] == pytest.approx(70 / 100)


def test_that_the_whole_image_and_single_pixels_have_cues() -> None:
    picture = np.random.default_rng(5).integers(0, 256, (6, 8, 3)).astype(np.uint8)
    boxes = np.array([(0, 0, 8, 6), (7, 5, 8, 6), (0, 0, 1, 6)], np.int32)
    found = cues(sum_picture(picture), boxes)
    assert np.isfinite(found).all()
    assert found[0, CUE_NAMES.index("sides inside the image")] == 0
    assert found[0, CUE_NAMES.index("room around")] == 0


def test_that_chances_are_the_same_for_the_image_and_its_mirror_image(scene: NDArray[np.uint8]) -> None:
    boxes = as_box_array([(15, 20, 45, 50), (60, 10, 105, 55), (0, 0, 160, 120)])
    mirrored = flip_boxes(boxes, 160)
    here = object_features(boxes, picture_sums(scene), 160, 120)
    there = object_features(mirrored, picture_sums(scene[:, ::-1].copy()), 160, 120)
    shapes = len(SHAPE_NAMES)
    np.testing.assert_allclose(here[:, :shapes], there[:, :shapes], atol=1e-6)
    np.testing.assert_allclose(here[:, shapes + 1], there[:, shapes + 1], rtol=0.1)


def test_that_features_are_shares_of_the_image(scene: NDArray[np.uint8]) -> None:
    [features] = object_features(as_box_array([(0, 25, 100, 75)]), picture_sums(scene), 200, 100).tolist()
    named = dict(zip(SHAPE_NAMES, features[: len(SHAPE_NAMES)], strict=True))
    assert named["log area"] == pytest.approx(np.log(0.25))
    assert named["log aspect"] == pytest.approx(np.log(2))
    assert (named["width"], named["height"]) == (0.5, 0.5)
    assert (named["touches left or right"], named["touches top"]) == (1, 0)
    assert (named["off centre across"], named["off centre down"]) == (0.25, 0)


def test_that_chances_are_what_the_layers_of_the_network_give(scene: NDArray[np.uint8]) -> None:
    boxes = as_box_array([(60, 10, 105, 55), (80, 10, 125, 55), (0, 0, 160, 120), (3, 4, 9, 30)])
    sums = picture_sums(scene)
    first = object_features(boxes, sums, 160, 120).astype(np.float64) @ WEIGHTS_1 + HIDDEN_1
    second = np.maximum(first, 0) @ WEIGHTS_2 + HIDDEN_2
    logits = np.maximum(second, 0) @ OUT[:-1] + OUT[-1]
    np.testing.assert_allclose(
        object_probabilities(boxes, sums, 160, 120), 1 / (1 + np.exp(-logits)), rtol=1e-3
    )
