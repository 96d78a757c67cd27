from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from frcnn_desktop.ui.canvas.chip_layout import HIDDEN_ABOVE, lay_out_chips

VIEW = (800.0, 600.0)
SIZE = (60.0, 18.0)


def place(boxes: list[tuple[float, ...]], forced: bool = False, obstacles=(), size=SIZE) -> np.ndarray:
    count = len(boxes)
    return lay_out_chips(
        np.array(boxes, float).reshape(-1, 4),
        np.tile(size, (count, 1)),
        np.full(count, forced),
        VIEW,
        np.full(count, 2.0),
        np.array(obstacles, float).reshape(-1, 4),
    )


def covered(first: np.ndarray, second: np.ndarray) -> float:
    sides = np.minimum(first, second) + SIZE - np.maximum(first, second)
    return float(np.prod(np.maximum(sides, 0))) / (SIZE[0] * SIZE[1])


def test_that_a_chip_stands_above_its_box_at_the_left() -> None:
    ((x, y),) = place([(100, 100, 300, 300)])
    assert abs(x - 100) <= 2
    assert 100 - 18 - 5 <= y <= 100 - 18


def test_that_a_chip_goes_inside_where_there_is_no_room_above() -> None:
    ((x, y),) = place([(100, -50, 300, 300)])
    assert abs(x - 100) <= 2
    assert 0 <= y <= 3


def test_that_a_box_around_the_whole_view_has_its_chip_in_the_corner() -> None:
    ((x, y),) = place([(-1000, -1000, 3000, 3000)])
    assert (x, y) <= (3, 3)


def test_that_boxes_out_of_view_have_no_chip() -> None:
    assert np.isnan(place([(-200, 10, -10, 50), (900, 10, 950, 50), (10, 700, 50, 800)])).all()


def test_that_boxes_of_a_few_pixels_have_no_chip_unless_selected() -> None:
    assert np.isnan(place([(100, 100, 108, 106)])).all()
    assert np.isfinite(place([(100, 100, 108, 106)], forced=True)).all()


def test_that_a_crowd_of_chips_leaves_the_photo_to_be_seen() -> None:
    boxes = [
        (30.0 * i % 780, 30.0 * (i // 26), 30.0 * i % 780 + 20 + i % 7, 30.0 * (i // 26) + 25)
        for i in range(400)
    ]
    places = place(boxes)
    shown = np.isfinite(places[:, 0]).sum()
    assert 20 <= shown <= 0.1 * VIEW[0] * VIEW[1] / (SIZE[0] * SIZE[1])
    assert np.isfinite(place(boxes, forced=True)).all()


def test_that_in_a_crowd_the_largest_boxes_keep_their_chips() -> None:
    small = [
        (40.0 * i % 760, 40.0 * (i // 19), 40.0 * i % 760 + 20, 40.0 * (i // 19) + 20) for i in range(200)
    ]
    places = place([*small, (100, 100, 500, 400)])
    assert np.isfinite(places[-1]).all()


def test_that_chips_of_nearly_equal_boxes_do_not_cover_each_other() -> None:
    places = place([(100 + i, 100 + i, 300 + i, 300 + i) for i in range(4)])
    assert np.isfinite(places).all()
    for i in range(4):
        for j in range(i):
            assert covered(places[i], places[j]) < 0.05


def test_that_a_crowd_loses_chips_rather_than_readability() -> None:
    places = place([(100, 100, 140, 140)] * 40)
    shown = places[np.isfinite(places[:, 0])]
    assert 4 <= len(shown) < 40
    for i in range(len(shown)):
        assert sum(covered(shown[i], shown[j]) for j in range(i)) <= HIDDEN_ABOVE


def test_that_handles_are_left_free() -> None:
    ((free_x, free_y),) = place([(100, 100, 300, 300)])
    ((x, y),) = place([(100, 100, 300, 300)], obstacles=[(free_x, free_y, free_x + 60, free_y + 18)])
    assert (x, y) != (free_x, free_y)


@given(
    st.lists(
        st.tuples(*[st.floats(-500, 1500)] * 2, *[st.floats(1, 900)] * 2).map(
            lambda row: (row[0], row[1], row[0] + row[2], row[1] + row[3])
        ),
        max_size=30,
    ),
    st.booleans(),
)
def test_that_every_chip_lies_inside_the_view(boxes, forced) -> None:
    places = place(boxes, forced)
    shown = places[np.isfinite(places[:, 0])]
    assert (shown >= 0).all()
    assert (shown + SIZE <= VIEW).all()
