from dataclasses import replace

import numpy as np

from frcnn_desktop.core.boxes import BoxArray, as_box_array, pairwise_iou
from frcnn_desktop.learning.drawn_objects import DrawnObjects, DrawnObjectsRule, joined
from frcnn_desktop.learning.picture import Picture
from frcnn_desktop.learning.suggestions import NO_SUGGESTIONS, Suggestions
from tests.support.drawn_forms import form

NOTHING = as_box_array([])


def taught(count: int, proposals: BoxArray | None = None) -> DrawnObjects:
    learner = DrawnObjects(DrawnObjectsRule())
    for seed in range(count):
        page, boxes, names = form(seed)
        learner.add(Picture(page), boxes if proposals is None else proposals, boxes, names)
    return learner


def test_that_fields_of_a_form_are_suggested_after_a_few_forms() -> None:
    page, boxes, names = form(100)
    found = taught(4, NOTHING).suggested(Picture(page))
    sure = found.of(found.scores >= 0.5)
    overlaps = pairwise_iou(sure.boxes, boxes)
    assert (overlaps.max(axis=0) >= 0.7).mean() >= 0.9
    assert (overlaps.max(axis=1) >= 0.7).mean() >= 0.9
    assert [names[column] for column in overlaps.argmax(axis=1)] == list(sure.names)
    assert (np.diff(found.scores) <= 0).all()


def test_that_boxes_are_those_of_the_image_when_it_is_larger_than_what_is_looked_at() -> None:
    page, boxes, _ = form(100)
    found = taught(4, NOTHING).suggested(Picture(page.repeat(3, axis=0).repeat(3, axis=1)))
    assert (pairwise_iou(found.boxes, boxes * 3).max(axis=0) >= 0.7).mean() >= 0.9


def test_that_nothing_drawn_is_suggested_where_proposals_fit_the_objects() -> None:
    assert not len(taught(4).suggested(Picture(form(100)[0])))


def test_that_nothing_drawn_is_suggested_where_objects_have_nothing_to_do_with_what_is_drawn() -> None:
    learner = DrawnObjects(DrawnObjectsRule())
    random = np.random.default_rng(0)
    for seed in range(4):
        corners = random.uniform(0, 300, (12, 2))
        boxes = as_box_array(np.concatenate([corners, corners + random.uniform(60, 200, (12, 2))], axis=1))
        learner.add(Picture(form(seed)[0]), NOTHING, boxes, ("blob",) * 12)
    assert not len(learner.suggested(Picture(form(100)[0])))


def _suggestions(boxes: list[tuple[float, ...]], scores: list[float], name: str) -> Suggestions:
    count = len(boxes)
    return Suggestions(
        as_box_array(boxes),
        (name,) * count,
        np.array(scores, np.float32),
        np.zeros(count, np.bool_),
        np.zeros((count, 6)),
        np.ones(count, np.float32),
    )


def test_that_of_two_suggestions_for_one_place_the_better_is_offered() -> None:
    head = _suggestions([(0, 0, 100, 100), (300, 0, 400, 100)], [0.9, 0.2], "head")
    drawn = _suggestions([(10, 0, 100, 100), (300, 0, 395, 100), (0, 300, 50, 350)], [0.5, 0.8, 0.6], "drawn")
    both = joined(head, drawn, 0.5)
    assert both.names == ("head", "drawn", "drawn")
    assert both.scores.tolist() == [np.float32(0.9), np.float32(0.8), np.float32(0.6)]


def test_that_suggestions_of_one_kind_do_not_push_each_other_out() -> None:
    head = _suggestions([(0, 0, 100, 100), (0, 0, 100, 90)], [0.9, 0.8], "head")
    drawn = _suggestions([(300, 300, 400, 400)], [0.7], "drawn")
    assert len(joined(head, drawn, 0.5)) == 3
    assert joined(NO_SUGGESTIONS, drawn, 0.5) is drawn
    assert joined(head, replace(NO_SUGGESTIONS), 0.5) is head
