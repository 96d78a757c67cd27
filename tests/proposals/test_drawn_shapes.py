import numpy as np
import pytest

from frcnn_desktop.core.boxes import as_box_array, pairwise_iou
from frcnn_desktop.proposals.drawn_shapes import drawn_shapes, reduced_picture


def page(scale: int) -> np.ndarray:
    """A line at 100..300 x 200, a frame of 40..240 x 300..360, and a square mark of 12 at 400, 100."""
    picture = np.full((600, 480, 3), 250, np.uint8)
    picture[200:202, 100:300] = 20
    picture[300:360, 40:240] = 20
    picture[303:357, 43:237] = 250
    picture[100:112, 400:412] = 30
    return picture.repeat(scale, axis=0).repeat(scale, axis=1)


@pytest.mark.parametrize("scale", [1, 3])
def test_that_lines_marks_and_enclosed_spaces_are_found_where_the_image_shows_them(scale: int) -> None:
    rgb = page(scale)
    height, width = rgb.shape[:2]
    shapes = drawn_shapes(reduced_picture(rgb), width, height)
    for found, box, least in (
        (shapes.lines, (100, 200, 300, 202), 0.6),
        (shapes.spaces, (43, 303, 237, 357), 0.9),
        (shapes.marks, (400, 100, 412, 112), 0.8),
    ):
        assert pairwise_iou(found, as_box_array([box]) * scale).max() >= least


def test_that_an_image_of_one_colour_has_nothing_drawn_on_it() -> None:
    shapes = drawn_shapes(np.full((40, 600, 3), 128, np.uint8), 600, 40)
    assert not len(shapes.lines)
    assert not len(shapes.marks)


def test_that_an_image_is_reduced_by_its_longer_side_too() -> None:
    assert reduced_picture(np.zeros((100, 5000, 3), np.uint8)).shape == (15, 768, 3)
    small = np.zeros((300, 400, 3), np.uint8)
    assert reduced_picture(small) is small
