"""Every kind of mistake, told apart on boxes worked by hand."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from frcnn_desktop.core.boxes import Box, as_box_array
from frcnn_desktop.evaluation.error_kinds import Mistake, find_mistakes
from frcnn_desktop.evaluation.ground_truth import GroundTruth
from frcnn_desktop.evaluation.matching import match_classes

NAMES = ("cat", "dog", "bus")
CAT, DOG, BUS = 1, 2, 3


@dataclass
class Found:
    boxes: NDArray[np.float32]
    scores: NDArray[np.float32]
    class_indices: NDArray[np.int64]


def truth(*rows: tuple[Box, int], difficult: tuple[int, ...] = ()) -> GroundTruth:
    return GroundTruth(
        as_box_array([box for box, _ in rows]),
        np.array([kind for _, kind in rows], np.int64),
        np.isin(np.arange(len(rows)), difficult),
    )


def found(*rows: tuple[Box, int, float]) -> Found:
    return Found(
        as_box_array([box for box, _, _ in rows]),
        np.array([score for _, _, score in rows], np.float32),
        np.array([kind for _, kind, _ in rows], np.int64),
    )


def mistakes_of(
    truths: list[GroundTruth], detections: list[Found], covered: list[list[float]] | None = None
) -> list[Mistake]:
    overlaps = None if covered is None else [np.array(each, np.float32) for each in covered]
    return find_mistakes(truths, detections, match_classes(truths, detections, 3), NAMES, overlaps)


HERE: Box = (0, 0, 10, 10)
HALF: Box = (0, 0, 10, 5)
THERE: Box = (100, 0, 110, 10)
NOWHERE: Box = (500, 500, 510, 510)


def test_that_right_detections_are_no_mistakes() -> None:
    assert mistakes_of([truth((HERE, CAT), (THERE, DOG))], [found((HERE, CAT, 0.9), (THERE, DOG, 0.1))]) == []


@pytest.mark.parametrize(
    ("there", "box", "kind"),
    [
        ((HERE, CAT), HALF, "loose"),
        ((HERE, DOG), HERE, "similar"),
        ((HERE, DOG), HALF, "similar"),
        ((HERE, BUS), HERE, "other"),
        ((HERE, BUS), NOWHERE, "background"),
        ((HERE, CAT), NOWHERE, "background"),
    ],
)
def test_that_a_false_detection_has_the_kind_of_what_it_overlaps(
    there: tuple[Box, int], box: Box, kind: str
) -> None:
    # The cat elsewhere lets the class have a best detection.
    [false] = [
        each
        for each in mistakes_of([truth(there), truth((THERE, CAT))], [found((box, CAT, 0.9)), found()])
        if each.kind != "missed"
    ]
    assert (false.kind, false.image, false.class_index, false.box) == (kind, 0, CAT, box)
    assert false.score == pytest.approx(0.9)
    if kind == "background":
        assert false.other_box is None
    else:
        assert (false.other_box, false.other_class) == there
        assert false.iou == pytest.approx(0.5 if box == HALF else 1)


def test_that_the_right_class_comes_before_a_better_overlap_with_another() -> None:
    [false, *_] = mistakes_of([truth((HERE, DOG), (HALF, CAT))], [found(((0, 0, 10, 10.5), CAT, 0.9))])
    assert false.kind == "loose"
    assert false.other_class == CAT


def test_that_an_object_found_twice_is_loose_and_marked() -> None:
    [twice, missed] = mistakes_of(
        [truth((HERE, CAT), (THERE, CAT))], [found((HERE, CAT, 0.9), (HERE, CAT, 0.8))]
    )
    assert (twice.kind, twice.twice) == ("loose", True)
    assert (missed.kind, missed.box) == ("missed", THERE)


def test_that_only_as_many_detections_are_judged_as_there_are_objects() -> None:
    many = [(NOWHERE, CAT, 0.1 * score) for score in range(1, 8)]
    kinds = Counter(each.kind for each in mistakes_of([truth((HERE, CAT))], [found((HERE, CAT, 0.9), *many)]))
    assert kinds == {}
    kinds = Counter(
        each.kind for each in mistakes_of([truth((HERE, CAT))], [found((HERE, CAT, 0.05), *many)])
    )
    assert kinds == {"background": 1, "missed": 1}


def test_that_difficult_objects_are_neither_missed_nor_do_detections_of_them_count() -> None:
    truths = [truth((HERE, CAT), (THERE, CAT), difficult=(0,))]
    assert mistakes_of(truths, [found((HERE, CAT, 0.9), (THERE, CAT, 0.8))]) == []


@pytest.mark.parametrize(
    ("detections", "covered", "reason"),
    [
        ([], 0.3, "no proposal"),
        ([], 0.8, "not seen"),
        ([(HALF, CAT, 0.9)], 0.8, "loose box"),
        ([(HALF, CAT, 0.9)], 0.4, "no proposal"),
        ([(NOWHERE, CAT, 0.9), (HERE, CAT, 0.2)], 0.8, "low score"),
        ([(NOWHERE, CAT, 0.9), (HERE, CAT, 0.2)], 0.4, "low score"),
        ([(HERE, DOG, 0.9)], 0.8, "other class"),
    ],
)
def test_that_a_missed_object_has_a_reason(
    detections: list[tuple[Box, int, float]], covered: float, reason: str
) -> None:
    # The dog elsewhere lets its class have a best detection.
    truths = [truth((HERE, CAT)), truth((THERE, DOG))]
    missed = [
        each
        for each in mistakes_of(truths, [found(*detections), found()], [[covered], [0.9]])
        if each.kind == "missed" and each.class_index == CAT
    ]
    assert [each.reason for each in missed] == [reason]
    assert missed[0].box == HERE
    assert (missed[0].score > 0) == bool(detections)


boxes = st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(4, 30), st.integers(4, 30)).map(
    lambda v: (float(v[0]), float(v[1]), float(v[0] + v[2]), float(v[1] + v[3]))
)
things = st.lists(st.tuples(boxes, st.integers(1, 3)), max_size=5)
guesses = st.lists(st.tuples(boxes, st.integers(1, 3), st.integers(1, 9).map(lambda v: v / 10)), max_size=8)


@given(st.lists(st.tuples(things, guesses, st.sets(st.integers(0, 4))), min_size=1, max_size=4))
def test_that_false_true_and_missed_add_up(
    images: list[tuple[list[tuple[Box, int]], list[tuple[Box, int, float]], set[int]]],
) -> None:
    truths = [truth(*objects, difficult=tuple(hard)) for objects, _, hard in images]
    detections = [found(*rows) for _, rows, _ in images]
    matches = match_classes(truths, detections, 3)
    mistakes = find_mistakes(truths, detections, matches, NAMES)
    for index, each in enumerate(matches, start=1):
        counted = np.flatnonzero(~each.ignored)[: each.object_count]
        right = int(each.true[counted].sum())
        kinds = Counter(one.kind == "missed" for one in mistakes if one.class_index == index)
        assert kinds[False] == len(counted) - right
        assert kinds[True] == each.object_count - right
