"""The public API takes images and boxes rightly, or refuses them with an error of ours."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image

from frcnn_desktop.core.errors import FrcnnError, InputError
from frcnn_desktop.core.public_input import boxes_in_image, rgb_pixels, share

COLOURS = np.random.default_rng(0).integers(0, 256, (5, 7, 3), np.uint8)
GREY = COLOURS[..., 0]
OPAQUE = np.dstack([COLOURS, np.full((5, 7), 255, np.uint8)])


@pytest.mark.parametrize("make", [lambda a: a, np.asfortranarray, lambda a: a[::-1][::-1], Image.fromarray])
def test_that_colours_are_taken_as_they_are(make: Callable) -> None:
    assert np.array_equal(rgb_pixels(make(COLOURS)), COLOURS)
    assert rgb_pixels(make(COLOURS)).flags.c_contiguous


def test_that_grey_is_repeated_and_transparency_is_white() -> None:
    wanted = np.dstack([GREY] * 3)
    for grey in (GREY, GREY[..., None], Image.fromarray(GREY)):
        assert np.array_equal(rgb_pixels(grey), wanted)
    assert np.array_equal(rgb_pixels(OPAQUE), COLOURS)
    assert (rgb_pixels(OPAQUE * np.array([1, 1, 1, 0], np.uint8)) == 255).all()


def test_that_an_image_of_pillow_is_turned_upright() -> None:
    image = Image.fromarray(COLOURS)
    image.getexif()[0x0112] = 6
    assert np.array_equal(rgb_pixels(image), np.rot90(COLOURS, -1))


@pytest.mark.parametrize(
    ("image", "reason"),
    [
        (COLOURS.astype(np.uint16), "not uint16"),
        (COLOURS / np.float32(255), "not float32"),
        (COLOURS.tolist(), "not list"),
        ("a.jpg", "not str"),
        (None, "not NoneType"),
        (np.zeros((0, 7, 3), np.uint8), "no pixels"),
        (COLOURS.transpose(2, 0, 1), "H x W x 3"),
        (COLOURS[None], "H x W x 3"),
        (np.zeros(5, np.uint8), "H x W x 3"),
    ],
)
def test_that_other_images_are_refused(image: object, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        rgb_pixels(image)  # type: ignore[arg-type]


def test_that_boxes_are_cut_to_the_image() -> None:
    boxes = [[-5, 2.5, 3, 4], [1, 1, 70, 5]]
    assert boxes_in_image(boxes, 7, 5).tolist() == [[0, 2.5, 3, 4], [1, 1, 7, 5]]
    assert boxes_in_image((1, 1, 2, 2), 7, 5).tolist() == [[1, 1, 2, 2]]
    for nothing in ([], np.zeros((0, 4))):
        assert boxes_in_image(nothing, 7, 5).shape == (0, 4)


@pytest.mark.parametrize(
    ("boxes", "reason"),
    [
        ([[0, 0, 2, 2], [3, 0, 1, 2]], r"box 1 \(3, 0, 1, 2\) has a minimum beyond"),
        ([[0, 2, 2, 1]], "minimum beyond"),
        ([[1, 0, 1, 2]], "no area"),
        ([[0, 0, 2, float("nan")]], "finite"),
        ([[0, 0, 1e300, 1]], "finite"),
        ([[7, 0, 9, 2]], "outside"),
        ([[-3, 0, 0, 2]], "outside"),
        (np.zeros((4, 3)), "N x 4"),
        ([1, 2, 3, 4, 5, 6, 7, 8], "N x 4"),
        ([[1, 2, 3, 4], [1, 2]], "N x 4"),
        ([["0", "0", "1", "1"]], "numbers"),
        ([[True] * 4], "numbers"),
        (None, "numbers"),
    ],
)
def test_that_other_boxes_are_refused(boxes: object, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        boxes_in_image(boxes, 7, 5)  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [-0.1, 1.1, float("nan"), "0.5", None])
def test_that_thresholds_are_shares(value: object) -> None:
    assert share(float(np.float32(0.5)), "nms_iou") == 0.5
    with pytest.raises(FrcnnError, match="nms_iou is a number from 0 to 1"):
        share(value, "nms_iou")  # type: ignore[arg-type]
