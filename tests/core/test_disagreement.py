"""Where a model and the labels of an image disagree."""

from __future__ import annotations

import numpy as np

from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.core.boxes import Box, as_box_array
from frcnn_desktop.core.disagreement import Disagreement, Kind, disagreements

A: Box = (0, 0, 40, 40)
B: Box = (100, 0, 140, 40)


def fox(box: Box, name: str = "fox", *, difficult: bool = False) -> ObjectAnnotation:
    return ObjectAnnotation(name, box, difficult=difficult)


def compare(objects: list[ObjectAnnotation], *seen: tuple[Box, str, float]) -> list[Disagreement]:
    boxes = as_box_array([box for box, _, _ in seen])
    scores = np.array([score for _, _, score in seen], np.float32)
    return disagreements(objects, boxes, [name for _, name, _ in seen], scores)


def kinds(found: list[Disagreement]) -> list[Kind]:
    return [each.kind for each in found]


def test_that_labels_that_the_model_sees_are_no_disagreement() -> None:
    assert compare([fox(A), fox(B, "owl")], (A, "fox", 0.9), ((101, 1, 139, 40), "owl", 0.8)) == []
    assert compare([]) == []


def test_that_the_most_certain_disagreement_comes_first() -> None:
    found = compare([fox(A), fox((0, 100, 40, 140))], (B, "owl", 0.95), (A, "owl", 0.7))
    assert kinds(found) == [Kind.MISSED, Kind.WRONG_CLASS, Kind.EXTRA]
    assert (found[0].box, found[0].name, found[0].label) == (B, "owl", None)
    assert (found[1].name, found[1].label) == ("owl", (A, "fox"))
    assert found[2].label == ((0, 100, 40, 140), "fox")


def test_that_a_loose_box_is_the_more_certain_the_looser_it_is() -> None:
    [loose] = compare([fox(A)], ((0, 0, 40, 26), "fox", 0.9))
    [looser] = compare([fox(A)], ((0, 0, 40, 21), "fox", 0.9))
    assert (loose.kind, looser.kind) == (Kind.LOOSE, Kind.LOOSE)
    assert loose.certainty < looser.certainty <= 1


def test_that_of_an_object_labelled_twice_the_worse_label_is_one_too_many() -> None:
    worse: Box = (4, 4, 44, 42)
    [found] = compare([fox(worse), fox(A)], (A, "fox", 0.9))
    assert (found.kind, found.label) == (Kind.DOUBLED, (worse, "fox"))
    # Two that the model sees as two stand close together.
    assert compare([fox(worse), fox(A)], (A, "fox", 0.9), (worse, "fox", 0.8)) == []
    assert kinds(compare([fox(worse), fox(A, "owl")], (A, "owl", 0.9))) == []


def test_that_difficult_objects_count_neither_way_and_doubtful_sights_say_nothing() -> None:
    assert compare([fox(A, difficult=True)]) == []
    assert compare([fox(A, difficult=True)], (A, "owl", 0.9)) == []
    assert compare([fox(A)], (A, "fox", 0.9), (B, "fox", 0.4)) == []


def test_that_a_disagreement_ends_with_its_label_and_comes_back_with_it() -> None:
    [wrong] = compare([fox(A)], (A, "owl", 0.9))
    assert wrong.stands([fox(A)])
    assert not wrong.stands([fox(A, "owl")])
    [missed] = compare([], (B, "owl", 0.9))
    assert missed.stands([])
    assert missed.stands([fox(A)])
    assert not missed.stands([fox((100, 0, 138, 40))])
