"""Shrinking in bands against OpenCV's own."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from frcnn_desktop.core.boxes import read_only
from frcnn_desktop.proposals.area_resize import shrinking
from frcnn_desktop.proposals.colour import shrink


def noise(height: int, width: int) -> NDArray[np.uint8]:
    return np.random.default_rng(height * width).integers(0, 256, (height, width, 3)).astype(np.uint8)


def shrunk(rgb: NDArray[np.uint8], pixels: int, bands: int) -> NDArray[np.uint8]:
    small, calls = shrinking(rgb, pixels, bands)
    for call in reversed(calls):
        call()
    return small


@given(st.integers(1, 90), st.integers(1, 90), st.integers(1, 4000), st.integers(1, 4))
@settings(max_examples=200)
def test_that_bands_make_the_image_that_opencv_makes(
    height: int, width: int, pixels: int, bands: int
) -> None:
    rgb = noise(height, width)
    assert np.array_equal(shrunk(rgb, pixels, bands), shrink(rgb, pixels))


@pytest.mark.parametrize("shape", [(375, 500), (500, 333), (400, 600), (1, 5000), (3000, 2)])
def test_that_images_of_usual_and_unusual_shapes_are_shrunk_as_opencv_does(shape: tuple[int, int]) -> None:
    rgb = read_only(noise(*shape))
    assert np.array_equal(
        shrunk(rgb, min(105_000, rgb.size // 5), 2), shrink(rgb, min(105_000, rgb.size // 5))
    )


def test_that_a_small_image_stays_as_it_is() -> None:
    rgb = noise(20, 30)
    assert shrinking(rgb, 600, 2) == (rgb, [])
    assert shrinking(rgb, None, 2) == (rgb, [])
