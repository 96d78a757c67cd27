"""The three readings of the worked example, by values worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from frcnn_desktop.explain.pooling_conventions import Reading, pool_region, spans, stride_of

RAMP = np.arange(63, dtype=np.float32).reshape(7, 9)
"""Seven rows of nine: the cell in row r and column c holds 9 r + c."""

REGION = (1, 1, 7, 5)
"""Seven columns by five rows: the end cells belong to it."""


def test_that_seven_and_five_cells_in_two_bins_have_strides_of_three_and_two() -> None:
    assert (stride_of(7, 2), stride_of(5, 2)) == (3, 2)


@pytest.mark.parametrize(
    ("reading", "across", "down"),
    [
        (Reading.FIXED, ((0, 3), (3, 6)), ((0, 2), (2, 4))),
        (Reading.UNEVEN, ((0, 3), (3, 7)), ((0, 2), (2, 5))),
        (Reading.REFERENCE, ((0, 4), (3, 7)), ((0, 3), (2, 5))),
    ],
)
def test_that_the_readings_cut_seven_by_five_as_described(
    reading: Reading, across: tuple[tuple[int, int], ...], down: tuple[tuple[int, int], ...]
) -> None:
    assert spans(reading, 7, 2) == across
    assert spans(reading, 5, 2) == down


@pytest.mark.parametrize(
    ("reading", "expected"),
    [
        # The largest cell of a rising ramp is the last of its bin: 9 * last row + last column.
        (Reading.FIXED, [[9 * 2 + 3, 9 * 2 + 6], [9 * 4 + 3, 9 * 4 + 6]]),
        (Reading.UNEVEN, [[9 * 2 + 3, 9 * 2 + 7], [9 * 5 + 3, 9 * 5 + 7]]),
        (Reading.REFERENCE, [[9 * 3 + 4, 9 * 3 + 7], [9 * 5 + 4, 9 * 5 + 7]]),
    ],
)
def test_that_each_reading_takes_the_largest_cell_of_its_bins(
    reading: Reading, expected: list[list[int]]
) -> None:
    pooled = pool_region(RAMP, REGION, 2, reading)
    np.testing.assert_array_equal(pooled.values, np.array(expected, np.float32))
    rows, columns = pooled.winners[..., 0], pooled.winners[..., 1]
    np.testing.assert_array_equal(RAMP[rows, columns], pooled.values)


def test_that_the_fixed_kernel_drops_the_last_row_and_column() -> None:
    covered = pool_region(RAMP, REGION, 2, Reading.FIXED).covered
    assert covered[5, 1:8].tolist() == [0] * 7
    assert covered[1:6, 7].tolist() == [0] * 5
    assert covered[1:5, 1:7].tolist() == [[1] * 6] * 4


def test_that_the_uneven_split_takes_every_cell_exactly_once() -> None:
    covered = pool_region(RAMP, REGION, 2, Reading.UNEVEN).covered
    assert covered[1:6, 1:8].tolist() == [[1] * 7] * 5
    assert covered.sum() == 35


def test_that_the_reference_bins_share_the_middle_row_and_column() -> None:
    covered = pool_region(RAMP, REGION, 2, Reading.REFERENCE).covered
    assert covered[3, 1:8].tolist() == [2, 2, 2, 4, 2, 2, 2]
    assert covered[1:6, 4].tolist() == [2, 2, 4, 2, 2]


def test_that_the_first_of_equal_cells_wins() -> None:
    pooled = pool_region(np.ones((3, 3), np.float32), (0, 0, 2, 2), 1)
    assert pooled.winners[0, 0].tolist() == [0, 0]


def test_that_a_bin_off_the_map_is_zero_and_has_no_winner() -> None:
    pooled = pool_region(-np.ones((4, 4), np.float32), (2, 0, 7, 3), 3)
    assert pooled.values[0].tolist() == [-1, 0, 0]
    assert pooled.winners[0, 1].tolist() == [-1, -1]


@pytest.mark.parametrize("reading", list(Reading))
def test_that_a_region_that_divides_evenly_is_read_one_way(reading: Reading) -> None:
    pooled = pool_region(RAMP, (0, 0, 5, 3), 2, reading)
    assert pooled.values.tolist() == [[11, 14], [29, 32]]


def test_that_a_region_smaller_than_its_bins_repeats_cells_in_the_reference_only() -> None:
    assert spans(Reading.REFERENCE, 2, 4) == ((0, 1), (0, 1), (1, 2), (1, 2))
    assert spans(Reading.UNEVEN, 2, 4) == ((0, 0), (0, 1), (1, 1), (1, 2))
    assert spans(Reading.FIXED, 2, 4) == ((0, 1), (1, 2), (2, 2), (2, 2))
