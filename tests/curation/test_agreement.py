"""How far two annotators agree."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.core.boxes import as_box_array, pairwise_iou
from frcnn_desktop.curation.agreement import agreement_by_class, agreement_of, cohens_kappa
from frcnn_desktop.curation.object_matching import match_objects

BOXES = st.tuples(*[st.integers(0, 12)] * 4).map(lambda t: (t[0], t[1], t[0] + t[2] + 1, t[1] + t[3] + 1))
OBJECTS = st.lists(st.tuples(st.sampled_from("ab"), BOXES), max_size=4)


def made(*objects: tuple[str, tuple[float, float, float, float]]) -> tuple[ObjectAnnotation, ...]:
    return tuple(ObjectAnnotation(name, box) for name, box in objects)


def test_that_kappa_is_that_of_the_textbook() -> None:
    # 50 applications, 20 both yes, 15 both no, 5 and 10 apart: observed .7, chance .5.
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert cohens_kappa(pairs) == pytest.approx(0.4)


def test_that_kappa_is_undefined_where_there_is_nothing_to_differ_on() -> None:
    assert cohens_kappa([]) is None
    assert cohens_kappa([("a", "a")] * 9) is None
    assert cohens_kappa([("a", "b"), ("b", "a")]) == -1


def test_that_the_greatest_overlap_in_sum_is_matched_not_the_first_best() -> None:
    first = made(("a", (0, 0, 10, 10)), ("a", (0, 0, 10, 6)))
    second = made(("a", (0, 0, 10, 8)), ("a", (0, 0, 10, 14)))
    matched = match_objects(first, second)
    assert [(pair.first.box, pair.second.box) for pair in matched.pairs] == [
        ((0, 0, 10, 10), (0, 0, 10, 14)), ((0, 0, 10, 6), (0, 0, 10, 8)),
    ]  # fmt: skip


def test_that_boxes_without_area_are_matched_where_both_have_them_to_the_digit() -> None:
    flat = made(("a", (3, 3, 3, 9)))
    assert match_objects(flat, made(("a", (3, 3, 3, 9)))).pairs[0].iou == 1
    assert match_objects(flat, made(("a", (3, 3, 3, 8)))).pairs == ()


def test_that_of_equal_overlaps_the_one_with_the_same_class_is_taken() -> None:
    box = (0, 0, 10, 10)
    matched = match_objects(made(("a", box), ("b", box)), made(("b", box), ("a", box)))
    assert all(pair.same_class for pair in matched.pairs)


@given(OBJECTS, OBJECTS)
def test_that_no_other_matching_overlaps_more(
    first: list[tuple[str, tuple[int, int, int, int]]], second: list[tuple[str, tuple[int, int, int, int]]]
) -> None:
    one, other = made(*first), made(*second)
    matched = match_objects(one, other)
    assert len(matched.pairs) + len(matched.only_first) == len(one)
    assert len(matched.pairs) + len(matched.only_second) == len(other)
    iou = pairwise_iou(as_box_array([e.box for e in one]), as_box_array([e.box for e in other]))
    short, long = sorted((len(one), len(other)))
    if short != len(one):
        iou = iou.T
    sums = (
        sum(iou[r, c] for r, c in enumerate(p) if iou[r, c] >= 0.5) for p in permutations(range(long), short)
    )
    assert sum(pair.iou for pair in matched.pairs) == pytest.approx(max(sums, default=0), abs=1e-4)


def test_that_figures_count_objects_once_and_classes_apart() -> None:
    near, far = (0, 0, 10, 10), (50, 50, 60, 60)
    images = [
        match_objects(made(("cat", near), ("dog", far)), made(("cat", (0, 0, 10, 8)), ("cat", far))),
        match_objects(made(("dog", near)), made()),
    ]
    whole = agreement_of(images)
    assert (whole.first, whole.second, whole.matched, whole.agreed) == (3, 2, 2, 1)
    assert whole.f1 == pytest.approx(2 / 5)
    assert whole.box_f1 == pytest.approx(4 / 5)
    assert whole.mean_iou == pytest.approx(0.9)
    assert whole.kappa == pytest.approx(0)
    classes = agreement_by_class(images)
    assert list(classes) == ["cat", "dog"]
    assert (classes["cat"].first, classes["cat"].second, classes["cat"].agreed) == (1, 2, 1)
    assert classes["cat"].mean_iou == pytest.approx(0.8)
    assert classes["dog"].f1 == 0
    assert classes["dog"].mean_iou is None


def test_that_without_objects_there_is_no_figure() -> None:
    assert agreement_of([match_objects((), ())]).to_dict() == {
        "first": 0, "second": 0, "matched": 0, "agreed": 0,
        "f1": None, "box_f1": None, "mean_iou": None, "kappa": None,
    }  # fmt: skip
