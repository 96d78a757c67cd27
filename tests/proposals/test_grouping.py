"""Joining regions into a tree, and what is known of regions, worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from numpy.typing import NDArray

from frcnn_desktop.proposals import grouping, regions, tournament
from frcnn_desktop.proposals.modes import ALL_FOUR, COLOUR_SIZE_FILL, FILL, SIZE, Weights
from frcnn_desktop.proposals.similarity import shared_mass

LABELS = arrays.arrays(
    np.int32, st.tuples(st.integers(1, 7), st.integers(1, 7)), elements=st.integers(0, 5)
).map(lambda labels: np.unique(labels, return_inverse=True)[1].reshape(labels.shape).astype(np.int32))


def trees_of(
    labels: NDArray[np.int32], weights: Weights, picture: NDArray[np.uint8] | None = None, stopped: int = 0
) -> list[tuple[int, ...]]:
    """Return the boxes of all nodes: the regions, then the joins in their order."""
    count = int(labels.max()) + 1
    sizes, boxes = regions.measure_regions(labels, count)
    histograms, bins = np.empty((count, 0), np.float32), 0
    if picture is not None:
        histograms = regions.colour_histograms(picture, labels, sizes)
        bins = regions.COLOUR_SIZE
    mixture = tuple(np.float32(weight) for weight in weights)
    pairs = regions.adjacent_pairs(labels, count)
    stop = np.full(1, stopped, np.uint8)
    found = grouping.group_regions(pairs, sizes, boxes, histograms, bins, mixture, labels.size, stop)
    return [tuple(box) for box in found.tolist()]


def as_labels(*rows: str) -> NDArray[np.int32]:
    return np.array([[int(digit) for digit in row] for row in rows], np.int32)


def test_that_sizes_and_half_open_boxes_of_regions_are_measured() -> None:
    sizes, boxes = regions.measure_regions(as_labels("001", "021"), 3)
    assert sizes.tolist() == [3, 2, 1]
    assert boxes.tolist() == [[0, 0, 2, 2], [2, 0, 3, 2], [1, 1, 2, 2]]


def test_that_regions_touch_at_sides_and_along_one_diagonal() -> None:
    found = regions.adjacent_pairs(as_labels("013", "002", "402"), 5)
    assert sorted(map(tuple, found.tolist())) == [(0, 1), (0, 2), (0, 4), (1, 2), (1, 3), (2, 3)]


def test_that_the_smallest_neighbours_join_first_by_size() -> None:
    # Sizes 2, 1, 1, 4: one and two leave most of the picture out, then zero joins them, then three.
    assert trees_of(as_labels("00123333"), SIZE)[4:] == [(2, 0, 4, 1), (0, 0, 4, 1), (0, 0, 8, 1)]


def test_that_neighbours_that_fill_their_common_box_join_first() -> None:
    # One and two make a square; zero with either of them would leave a corner of their box empty.
    assert trees_of(as_labels("011", "022"), FILL)[3:] == [(1, 0, 3, 2), (0, 0, 3, 2)]


def test_that_neighbours_of_one_colour_join_first() -> None:
    labels = as_labels("001122", "001122")
    picture = np.zeros((2, 6, 3), np.uint8)
    picture[:, :2] = 250
    assert trees_of(labels, COLOUR_SIZE_FILL, picture)[3:] == [(2, 0, 6, 2), (0, 0, 6, 2)]


def test_that_a_colour_histogram_counts_each_channel_in_25_bins() -> None:
    picture = np.array([[[0, 128, 255], [10, 128, 255]]], np.uint8)
    [histogram] = regions.colour_histograms(picture, np.zeros((1, 2), np.int32), np.array([2], np.int32))
    assert np.flatnonzero(histogram).tolist() == [0, 25 + 12, 50 + 24]
    assert histogram[[0, 37, 74]] == pytest.approx(1 / 3)


def test_that_texture_counts_each_sign_of_each_gradient() -> None:
    gradients = np.zeros((12, 2), np.int16)
    gradients[0] = [100, 0]
    gradients[3] = [-50, -50]
    pixels, slots = np.empty(24, np.int32), np.empty(24, np.int32)
    found = regions.texture_events(gradients, pixels, slots)
    [histogram] = regions.texture_histograms(
        pixels, slots, found, np.zeros(2, np.int32), np.array([2], np.int32)
    )
    parts = histogram.reshape(12, 2, 10) * 24
    assert parts[0, 0, [0, 9]] == pytest.approx([0.5, 0.5])  # half the pixels rise by the most there is
    assert parts[3, 1, [0, 9]] == pytest.approx([1, 0])  # all fall by the most there is
    assert parts[5, 0, [0, 9]] == pytest.approx([1, 0])  # nothing rises
    assert parts[5, 1, [0, 9]] == pytest.approx([0, 1])  # nothing falls
    assert histogram.sum() == pytest.approx(1)


@given(LABELS, st.sampled_from([SIZE, FILL, ALL_FOUR, COLOUR_SIZE_FILL]), st.integers(0, 2**32 - 1))
@settings(max_examples=50)
def test_that_every_join_is_the_most_alike_pair_there_is(
    labels: NDArray[np.int32], weights: Weights, seed: int
) -> None:
    """Against a plain version that computes every similarity anew at every step, for size and fill alone."""
    plain_weights = (0.0, 0.0, weights[2], weights[3])
    found = trees_of(labels, plain_weights)
    living = {
        index: [int((labels == index).sum()), *box] for index, box in enumerate(found[: labels.max() + 1])
    }
    touching = {frozenset(map(int, pair)) for pair in regions.adjacent_pairs(labels, len(living))}
    for joined in found[len(living) :]:
        alike = {
            pair: _alike(*(living[each] for each in pair), plain_weights, labels.size) for pair in touching
        }
        best = max(alike.values())
        fitting = [
            pair
            for pair, value in alike.items()
            if value > best - 1e-6 and _around(*(living[each] for each in pair)) == joined
        ]
        assert fitting
        if len(fitting) > 1 or sum(value > best - 1e-6 for value in alike.values()) > 1:
            return  # a tie: which of them goes first is not this test's business
        one, two = fitting[0]
        name = max(living) + 1
        living[name] = [living[one][0] + living[two][0], *joined]
        touching = {frozenset(name if each in (one, two) else each for each in pair) for pair in touching}
        touching = {pair for pair in touching if len(pair) == 2}
        del living[one], living[two]
    assert not touching


def _around(one: list[int], two: list[int]) -> tuple[int, ...]:
    return (min(one[1], two[1]), min(one[2], two[2]), max(one[3], two[3]), max(one[4], two[4]))


def _alike(one: list[int], two: list[int], weights: Weights, pixels: int) -> float:
    size = one[0] + two[0]
    left, top, right, bottom = _around(one, two)
    fill = 1 - ((right - left) * (bottom - top) - size) / pixels
    return weights[2] * (1 - size / pixels) + weights[3] * min(max(fill, 0), 1)


@given(LABELS)
def test_that_a_connected_picture_gives_one_tree_of_all_regions(labels: NDArray[np.int32]) -> None:
    found = trees_of(labels, SIZE)
    assert len(found) == 2 * (labels.max() + 1) - 1
    assert found[-1] == (0, 0, labels.shape[1], labels.shape[0])


def test_that_grouping_gives_up_once_the_flag_is_set() -> None:
    labels = np.arange(200, dtype=np.int32).reshape(10, 20)
    assert trees_of(labels, SIZE, stopped=1) == []


@given(
    arrays.arrays(
        np.float32, st.tuples(st.just(2), st.integers(0, 40)), elements=st.integers(0, 99).map(float)
    )
)
def test_that_histograms_share_their_smaller_bins(histograms: NDArray[np.float32]) -> None:
    assert shared_mass(*histograms) == np.minimum(*histograms).sum()


@given(
    st.lists(st.tuples(st.integers(0, 199), st.integers(-1, 50)), max_size=300), st.sampled_from([1, 20, 97])
)
def test_that_the_tournament_names_the_last_slot_of_the_highest_value(
    moves: list[tuple[int, int]], apart: int
) -> None:
    """Slots are entered while empty, and overwritten with lower values at will."""
    moves = [(slot * apart, value) for slot, value in moves]
    values, tops, peaks = tournament.room_for(200 * apart)
    plain = np.full(200 * apart, tournament.NOTHING)
    for slot, value in moves:
        if plain[slot] == tournament.NOTHING:
            tournament.enter(values, tops, peaks, slot, np.int32(value))
        elif value < plain[slot]:
            values[slot] = value
        else:
            continue
        plain[slot] = value
        best = tournament.winner(values, tops, peaks)
        expected = np.flatnonzero(plain == plain.max())[-1] if plain.max() >= 0 else -1
        assert best == expected
