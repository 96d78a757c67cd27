from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage

from frcnn_desktop.ui.canvas.outlines import (
    draw_grid_lines,
    draw_outlines,
    picture_memory,
    premultiplied,
    rank_pixels,
)


def blank(width: int = 12, height: int = 10) -> QImage:
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    return image


def drawn(boxes: list[tuple[float, ...]], thickness: int = 1) -> np.ndarray:
    image = blank()
    pixels = np.arange(1, len(boxes) + 1, dtype=np.uint32)
    draw_outlines(image, np.array(boxes, float), pixels, thickness)
    return picture_memory(image).copy()


def test_that_an_outline_lies_just_inside_its_box() -> None:
    expected = np.zeros((10, 12), np.uint32)
    expected[2:7, 3:9] = 1
    expected[3:6, 4:8] = 0
    assert (drawn([(3, 2, 9, 7)]) == expected).all()


def test_that_thick_outlines_grow_inwards() -> None:
    expected = np.zeros((10, 12), np.uint32)
    expected[1:9, 1:11] = 1
    expected[3:7, 3:9] = 0
    assert (drawn([(1, 1, 11, 9)], thickness=2) == expected).all()


def test_that_outlines_are_cut_at_the_edge_of_the_picture() -> None:
    memory = drawn([(-5, -5, 4, 4), (8, 6, 40, 40)])
    assert memory[3, :4].all()
    assert memory[:4, 3].all()
    assert (memory[6, 8:] == 2).all()
    assert (memory[6:, 8] == 2).all()
    assert not memory[0, 0]


def test_that_boxes_out_of_the_picture_or_around_it_draw_nothing() -> None:
    assert not drawn([(-9, 0, -1, 5), (13, 0, 20, 5), (0, 11, 5, 20), (-5, -5, 40, 40)]).any()


def test_that_later_outlines_replace_earlier_ones() -> None:
    memory = drawn([(1, 1, 9, 9), (1, 1, 9, 9)])
    assert set(np.unique(memory)) == {0, 2}


def test_that_a_box_without_area_is_still_seen() -> None:
    assert drawn([(4, 4, 4, 4)]).sum() == 1


def test_that_no_boxes_are_fine() -> None:
    image = blank()
    draw_outlines(image, np.zeros((0, 4)), np.zeros(0, np.uint32), 1)
    assert not picture_memory(image).any()


def test_that_every_edge_of_a_grid_has_its_own_pixel() -> None:
    image = blank()
    across = np.array([[1, 2], [0, 3]], np.uint32)
    down = np.array([[4, 0, 5]], np.uint32)
    draw_grid_lines(image, np.array([1, 5, 9]), np.array([2, 6]), across, down, 1)
    memory = picture_memory(image)
    assert memory[2, 2:5].tolist() == [1, 1, 1]
    assert memory[2, 5:9].tolist() == [2, 2, 2, 2]
    assert memory[6, 1:5].tolist() == [0, 0, 0, 0]
    assert memory[6, 5:9].tolist() == [3, 3, 3, 3]
    assert memory[3:6, 1].tolist() == [4, 4, 4]
    assert memory[3:6, 5].tolist() == [0, 0, 0]
    assert memory[3:6, 9].tolist() == [5, 5, 5]


def test_that_a_grid_larger_than_the_picture_is_cut() -> None:
    image = blank()
    draw_grid_lines(
        image, np.array([-6, 4, 40]), np.array([-3, 5, 30]), np.full((3, 2), 1, np.uint32),
        np.full((2, 3), 1, np.uint32), 2,
    )  # fmt: skip
    memory = picture_memory(image)
    assert memory[5:7].all()
    assert memory[:, 4:6].all()
    assert not memory[0, 0]


def test_that_pixels_are_premultiplied() -> None:
    image = blank(1, 1)
    picture_memory(image)[0, 0] = premultiplied(QColor(200, 100, 50), 0.5)
    assert image.pixelColor(0, 0).alpha() == 128
    assert abs(image.pixelColor(0, 0).red() - 200) <= 2


def test_that_ranks_fade_from_the_best_to_the_worst() -> None:
    for count in (1, 2, 30, 2000):
        alphas = rank_pixels(count, 0.9, 0.2) >> np.uint32(24)
        assert len(alphas) == count
        assert abs(int(alphas[0]) - 0.9 * 255) <= 1
        assert (np.diff(alphas.astype(int)) <= 0).all()
        assert alphas[-1] >= 0.2 * 255 - 1
    assert len(rank_pixels(0, 0.9, 0.2)) == 0
