"""The whole search: what holds for its boxes, whatever the picture, the mode and the number of threads."""

from __future__ import annotations

import threading
import tracemalloc
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from numpy.typing import NDArray

from frcnn_desktop.core.boxes import as_box_array, pairwise_iou
from frcnn_desktop.core.detections import Proposals
from frcnn_desktop.proposals import MODE_NAMES, compiled_search, opencv, search, selective_search
from frcnn_desktop.proposals.modes import MODES, method_name
from frcnn_desktop.proposals.opencv import opencv_boxes
from frcnn_desktop.proposals.pipeline import search_colour_space
from frcnn_desktop.proposals.thread_team import StopFlag

OURS = tuple(MODES)
COLOURS = st.sampled_from([0, 1, 60, 128, 200, 254, 255])
PICTURES = arrays.arrays(
    np.uint8, st.tuples(st.integers(1, 24), st.integers(1, 24), st.just(3)), elements=COLOURS
)


def assert_sound(found: Proposals, rgb: NDArray[np.uint8]) -> None:
    """Boxes inside the image with an area, none twice; scores that fall."""
    height, width = rgb.shape[:2]
    boxes = found.boxes
    assert boxes.dtype == np.float32
    assert len(boxes) == len(found.scores) > 0
    assert (boxes[:, :2] >= 0).all()
    assert (boxes[:, 2:] <= [width, height]).all()
    assert (boxes[:, :2] < boxes[:, 2:]).all()
    assert len(np.unique(boxes, axis=0)) == len(boxes)
    assert (np.diff(found.scores) <= 0).all()
    assert not boxes.flags.writeable
    assert not found.scores.flags.writeable


def same(one: Proposals, two: Proposals) -> bool:
    return np.array_equal(one.boxes, two.boxes) and np.array_equal(one.scores, two.scores)


@given(PICTURES, st.sampled_from(OURS))
@settings(max_examples=60)
def test_that_boxes_lie_inside_the_image_and_none_comes_twice(rgb: NDArray[np.uint8], mode: str) -> None:
    assert_sound(selective_search(rgb, mode=mode, threads=1), rgb)


@pytest.mark.parametrize("mode", MODE_NAMES)
@pytest.mark.parametrize("shape", [(1, 1, 3), (1, 40, 3), (40, 1, 3), (2, 2, 3), (60, 80), (60, 80, 1)])
def test_that_narrow_and_grey_images_are_searched(mode: str, shape: tuple[int, ...]) -> None:
    rgb = np.random.default_rng(1).integers(0, 256, shape).astype(np.uint8)
    assert_sound(selective_search(rgb, mode=mode), rgb)


@pytest.mark.parametrize("mode", OURS)
@pytest.mark.parametrize("shape", [(1, 8000, 3), (8000, 2, 3)])
def test_that_strips_need_no_square_of_their_length(mode: str, shape: tuple[int, ...]) -> None:
    rgb = np.random.default_rng(1).integers(0, 256, shape).astype(np.uint8)
    tracemalloc.start()
    found = selective_search(rgb, mode=mode, threads=1)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert_sound(found, rgb)
    assert peak < 200 * rgb.size


def test_that_opencv_gets_strips_at_a_bounded_length(monkeypatch: pytest.MonkeyPatch) -> None:
    shapes = []

    def no_boxes(rgb: NDArray[np.uint8]) -> NDArray[np.int32]:
        shapes.append(rgb.shape)
        return np.array([[0, 0, rgb.shape[1], rgb.shape[0]]], np.int32)

    monkeypatch.setattr(opencv, "opencv_boxes", no_boxes)
    found = selective_search(np.zeros((3, 8000, 3), np.uint8), mode="opencv")
    assert found.boxes.tolist() == [[0, 0, 8000, 3]]
    assert shapes == [(1, 1413, 3)]


@pytest.mark.parametrize("mode", MODE_NAMES)
def test_that_a_flat_image_gives_itself(mode: str) -> None:
    found = selective_search(np.full((90, 120, 3), 7, np.uint8), mode=mode)
    assert found.boxes.tolist() == [[0, 0, 120, 90]]


def test_that_grey_images_are_searched_like_their_three_equal_channels(scene: NDArray[np.uint8]) -> None:
    grey = scene[..., 0]
    assert same(selective_search(grey), selective_search(np.repeat(grey[..., None], 3, axis=2)))


def test_that_a_large_image_is_searched_at_a_bounded_size() -> None:
    random = np.random.default_rng(2)
    rgb = np.kron(random.integers(0, 256, (15, 80, 3)).astype(np.uint8), np.ones((100, 100, 1), np.uint8))
    found = selective_search(rgb, mode="preview")
    assert_sound(found, rgb)
    assert found.boxes.max() == 8000


@pytest.mark.parametrize("mode", OURS)
def test_that_every_run_and_thread_count_gives_the_same_boxes_in_the_same_order(
    scene: NDArray[np.uint8], mode: str
) -> None:
    first = selective_search(scene, mode=mode, threads=1)
    noise = np.random.default_rng(3).integers(0, 256, (200, 150, 3)).astype(np.uint8)
    selective_search(noise, mode="exact")  # memory that is used again is dirty now
    assert all(same(first, selective_search(scene, mode=mode, threads=each)) for each in (1, 2, 3, None))


def test_that_searches_in_many_threads_do_not_disturb_each_other(scene: NDArray[np.uint8]) -> None:
    pictures = [np.ascontiguousarray(np.roll(scene, 17 * turn, axis=1)) for turn in range(4)]
    alone = [selective_search(each, threads=1) for each in pictures]
    with ThreadPoolExecutor(6) as pool:
        together = list(pool.map(selective_search, pictures * 4))
    assert all(same(one, two) for one, two in zip(alone * 4, together, strict=True))
    assert not [each for each in threading.enumerate() if each.name.startswith("kernels")]


def test_that_the_chances_of_boxes_do_not_depend_on_how_they_are_shared_out(
    scene: NDArray[np.uint8], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = selective_search(scene)
    monkeypatch.setattr(compiled_search, "_BLOCK", 7)
    assert len(whole) > 20
    assert same(whole, selective_search(scene, threads=2))


@given(
    arrays.arrays(np.uint8, (10, 12, 3), elements=COLOURS),
    st.integers(0, 12),
    st.integers(0, 12),
    st.sampled_from(["hsv", "lab"]),
)
@settings(max_examples=25)
def test_that_boxes_move_with_a_motif_on_a_flat_ground(
    motif: NDArray[np.uint8], right: int, down: int, colour_space: str
) -> None:
    def boxes_at(x: int, y: int) -> set[tuple[int, ...]]:
        picture = np.full((40, 44, 3), 100, np.uint8)
        picture[y : y + 10, x : x + 12] = motif
        scales = search_colour_space(picture, colour_space, MODES["fast"], StopFlag())
        return {tuple(box) for boxes in scales for box in boxes().tolist()} - {(0, 0, 44, 40)}

    moved = {(x1 + right, y1 + down, x2 + right, y2 + down) for x1, y1, x2, y2 in boxes_at(8, 8)}
    assert boxes_at(8 + right, 8 + down) == moved


def test_that_objects_are_among_the_first_boxes(scene: NDArray[np.uint8]) -> None:
    objects = as_box_array([(60, 10, 105, 55), (95, 60, 145, 110), (20, 60, 71, 111)])
    assert (pairwise_iou(objects, selective_search(scene).top(100).boxes).max(axis=1) > 0.8).all()


def test_that_the_exact_mode_finds_the_boxes_that_opencv_finds(scene: NDArray[np.uint8]) -> None:
    theirs = set(map(tuple, opencv_boxes(scene).tolist()))
    ours = set(map(tuple, selective_search(scene, mode="exact").boxes.tolist()))
    assert len(theirs & ours) / len(theirs) >= 0.85


def test_that_the_opencv_mode_ranks_the_boxes_of_opencv(scene: NDArray[np.uint8]) -> None:
    found = selective_search(scene, mode="opencv")
    assert set(map(tuple, found.boxes.tolist())) == set(map(tuple, opencv_boxes(scene).tolist()))
    assert same(found, selective_search(scene, mode="opencv"))


@pytest.mark.parametrize("mode", MODE_NAMES)
def test_that_the_method_tells_the_mode(scene: NDArray[np.uint8], mode: str) -> None:
    found = selective_search(scene, mode=mode)
    assert found.method == method_name(mode)
    assert set(found.seconds) == {"search", "ranking"}


def test_that_opencv_serves_while_there_are_no_kernels(
    scene: NDArray[np.uint8], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "kernels_ready", lambda _token=None: False)
    found = selective_search(scene, mode="fast")
    assert found.method == method_name("opencv")
    assert_sound(found, scene)
    assert search.segment(scene).max() > 0


@pytest.mark.parametrize(
    "rgb",
    [np.zeros((4, 4, 3), np.float32), np.zeros((0, 4, 3), np.uint8), np.zeros((4, 4, 5), np.uint8)],
    ids=["float", "empty", "five channels"],
)
def test_that_what_is_no_image_is_refused(rgb: NDArray) -> None:
    with pytest.raises(ValueError, match=r"An image is|has no pixels"):
        selective_search(rgb)


def test_that_an_unknown_mode_is_refused() -> None:
    with pytest.raises(ValueError, match="Unknown mode 'best'"):
        selective_search(np.zeros((4, 4, 3), np.uint8), mode="best")
