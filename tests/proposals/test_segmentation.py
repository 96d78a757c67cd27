"""Graph segmentation, against pictures worked out by hand, a plain version of the rule, and OpenCV's own."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from numpy.typing import NDArray

from frcnn_desktop.core.errors import Cancelled, InputError
from frcnn_desktop.core.images import load_image
from frcnn_desktop.host.resources import resource_path
from frcnn_desktop.proposals import edges, segment
from frcnn_desktop.proposals.colour import COLOUR_SPACES
from frcnn_desktop.proposals.opencv import opencv_segments
from frcnn_desktop.proposals.pipeline import Segmentation, fragments_of
from frcnn_desktop.proposals.scratch import Scratch
from frcnn_desktop.proposals.thread_team import StopFlag

UNBLURRED = 0.1
"""A Gaussian this narrow leaves every pixel as it is."""

PICTURES = arrays.arrays(
    np.uint8, st.tuples(st.integers(1, 9), st.integers(1, 9), st.just(3)), elements=st.integers(0, 20)
)


def row(*reds: int) -> NDArray[np.uint8]:
    """Return a picture one pixel high whose neighbours are as far apart as these numbers."""
    picture = np.zeros((1, len(reds), 3), np.uint8)
    picture[0, :, 0] = reds
    return picture


def segmentations(
    picture: NDArray[np.uint8], scales: tuple[float, ...], min_size: int, thinned: bool = False
) -> list[Segmentation]:
    """Segment at every scale, in the order given."""
    stop = StopFlag()
    fragments = fragments_of(picture, scales, UNBLURRED, thinned, stop, Scratch())
    return [fragments.segment(k, min_size, stop) for k in scales]


def labels_of(picture: NDArray[np.uint8], k: float, min_size: int = 1) -> list[int]:
    return segment(picture, k=k, sigma=UNBLURRED, min_size=min_size, colour_space="rgb").ravel().tolist()


# The edges of the row 0 4 4 12 weigh 4, 0, 8. The second joins always; then the first may weigh k / 2.
@pytest.mark.parametrize(
    ("k", "labels"),
    [
        (7, [0, 1, 1, 2]),  # 4 > 7/2
        (8, [0, 0, 0, 1]),  # 4 = 8/2 joins; 8 > 4 + 8/3
        (11, [0, 0, 0, 1]),  # 8 > 4 + 11/3
        (12, [0, 0, 0, 0]),  # 8 = 4 + 12/3 joins
    ],
)
def test_that_sets_join_while_the_edge_is_no_heavier_than_their_last_edge_plus_k_over_size(
    k: float, labels: list[int]
) -> None:
    assert labels_of(row(0, 4, 4, 12), k) == labels


def test_that_a_segment_below_the_least_size_joins_along_its_lightest_edge() -> None:
    assert labels_of(row(0, 4, 4, 12, 12), 7) == [0, 1, 1, 2, 2]
    assert labels_of(row(0, 4, 4, 12, 12), 7, min_size=2) == [0, 0, 0, 1, 1]
    assert labels_of(row(0, 4, 4, 12, 12), 7, min_size=3) == [0, 0, 0, 0, 0]


def test_that_segments_are_joined_across_rows_and_numbered_in_reading_order() -> None:
    picture = np.zeros((3, 3, 3), np.uint8)
    picture[:, 1] = 200
    picture[1, 1] = 0
    assert segment(picture, k=10, sigma=UNBLURRED, min_size=1, colour_space="rgb").tolist() == [
        [0, 1, 0],
        [0, 0, 0],
        [0, 2, 0],
    ]


def plain_segments(picture: NDArray[np.uint8], k: float, min_size: int) -> NDArray[np.int64]:
    """Felzenszwalb's rule in its plainest form, one pass for one k. For small whole numbers as colours."""
    height, width = picture.shape[:2]
    index = np.arange(height * width).reshape(height, width)
    pairs = np.concatenate(
        [
            np.stack([index[:, :-1].ravel(), index[:, 1:].ravel()], 1),
            np.stack([index[:-1].ravel(), index[1:].ravel()], 1),
        ]
    )
    colours = picture.reshape(-1, 3).astype(np.float32)
    weights = np.sqrt(((colours[pairs[:, 0]] - colours[pairs[:, 1]]) ** 2).sum(1))
    members = {pixel: {pixel} for pixel in range(index.size)}
    top = dict.fromkeys(members, np.float32(0))
    home = list(range(index.size))

    def join(one: int, two: int, weight: np.float32) -> None:
        for pixel in members[two]:
            home[pixel] = one
        members[one] |= members.pop(two)
        top[one] = weight

    rejected = []
    for edge in np.argsort(weights, kind="stable"):
        one, two = (home[pixel] for pixel in pairs[edge])
        if one == two:
            continue
        weight = weights[edge]
        if all(weight <= top[each] + np.float32(k) / np.float32(len(members[each])) for each in (one, two)):
            join(one, two, weight)
        else:
            rejected.append(edge)
    for edge in rejected:
        one, two = (home[pixel] for pixel in pairs[edge])
        if one != two and min(len(members[one]), len(members[two])) < min_size:
            join(one, two, weights[edge])
    names: dict[int, int] = {}
    return np.array([names.setdefault(each, len(names)) for each in home]).reshape(height, width)


@given(PICTURES, st.lists(st.integers(1, 60), min_size=1, max_size=3), st.integers(1, 6))
@settings(max_examples=60)
def test_that_one_pass_for_several_k_gives_what_the_plain_rule_gives_for_each(
    picture: NDArray[np.uint8], scales: list[int], min_size: int
) -> None:
    together = segmentations(picture, tuple(map(float, scales)), min_size)
    for k, segmentation in zip(scales, together, strict=True):
        expected = plain_segments(picture, k, min_size)
        assert segmentation.labels.tolist() == expected.tolist()
        assert segmentation.count == expected.max() + 1


@given(PICTURES, st.permutations(range(3)), st.integers(1, 60))
@settings(max_examples=30)
def test_that_the_order_of_the_channels_does_not_matter(
    picture: NDArray[np.uint8], channels: list[int], k: int
) -> None:
    assert labels_of(picture, k) == labels_of(np.ascontiguousarray(picture[..., channels]), k)


@given(
    arrays.arrays(np.uint8, (6, 7, 3)), st.integers(0, 9), st.integers(0, 9), st.sampled_from(["hsv", "lab"])
)
@settings(max_examples=30)
def test_that_a_motif_on_a_flat_ground_is_segmented_alike_wherever_it_is(
    motif: NDArray[np.uint8], right: int, down: int, colour_space: str
) -> None:
    def labels_at(x: int, y: int) -> NDArray[np.int32]:
        picture = np.full((28, 30, 3), 90, np.uint8)
        picture[y : y + 6, x : x + 7] = motif
        return segment(picture, k=40, sigma=0.6, min_size=3, colour_space=colour_space)

    there = labels_at(6 + right, 6 + down)
    assert np.array_equal(labels_at(6, 6), np.roll(there, (-down, -right), axis=(0, 1)))


def agreement(one: NDArray[np.int32], two: NDArray[np.int32]) -> float:
    """Return the IoU of each segment of `one` with the most alike of `two`, averaged over the pixels."""
    pairs, common = np.unique(np.stack([one.ravel(), two.ravel()]), axis=1, return_counts=True)
    sizes = np.bincount(one.ravel())
    union = sizes[pairs[0]] + np.bincount(two.ravel())[pairs[1]] - common
    best = np.zeros(len(sizes))
    np.maximum.at(best, pairs[0], common / union)
    return float((best * sizes).sum() / one.size)


@pytest.mark.parametrize("colour_space", ["hsv", "lab"])
@pytest.mark.parametrize("k", [150.0, 450.0])
def test_that_photos_are_segmented_as_opencv_does(colour_space: str, k: float) -> None:
    """They are the same to the pixel but for edges of equal weight, which OpenCV sorts as it happens."""
    for path in sorted(resource_path("samples").glob("*.jpg"))[:3]:
        rgb = load_image(path).rgb[100:300, 100:350]
        theirs = opencv_segments(COLOUR_SPACES[colour_space](rgb), k, 0.8, 100)
        assert agreement(segment(rgb, k=k, colour_space=colour_space), theirs) > 0.95


@pytest.mark.parametrize("thinned", [False, True])
def test_that_a_flat_picture_is_one_segment(thinned: bool) -> None:
    picture = np.full((7, 9, 3), 77, np.uint8)
    [found] = segmentations(picture, (1.0,), 1, thinned)
    assert found.count == 1
    assert not found.labels.any()


@given(arrays.arrays(np.float32, (2, 5, 6), elements=st.integers(0, 3).map(float)))
def test_that_thinning_leaves_the_lightest_way_between_all_pixels(weights: NDArray[np.float32]) -> None:
    """Every rejoining of the pixels by rising weight is as before: a minimum spanning tree is left."""
    weights[0, :, -1] = weights[1, -1] = -1
    thinned = np.empty_like(weights)
    edges.thin_edges(weights, thinned)
    for level in range(4):
        before, after = (_components(each, level) for each in (weights, thinned))
        assert before == after


def _components(weights: NDArray[np.float32], level: float) -> list[int]:
    height, width = weights.shape[1:]
    home = list(range(height * width))
    for direction, y, x in np.argwhere((weights >= 0) & (weights <= level)):
        one, two = y * width + x, (y + 1) * width + x if direction else y * width + x + 1
        low, high = sorted((home[one], home[two]))
        home = [low if each == high else each for each in home]
    return home


def test_that_kernels_give_up_once_the_flag_is_set(scene: NDArray[np.uint8]) -> None:
    stop = StopFlag()
    begun = fragments_of(scene, (100.0,), 0.6, True, stop, Scratch())
    stop.set()
    with pytest.raises(Cancelled):
        fragments_of(scene, (100.0,), 0.6, True, stop, Scratch())
    with pytest.raises(Cancelled):
        begun.segment(100.0, 20, stop)


def test_that_an_unknown_colour_space_is_refused() -> None:
    with pytest.raises(InputError):
        segment(np.zeros((4, 4, 3), np.uint8), colour_space="cmyk")
