from dataclasses import replace

import numpy as np
import pytest

from frcnn_desktop.core.boxes import BoxArray, as_box_array, pairwise_iou
from frcnn_desktop.detector.scaling import InputSize
from frcnn_desktop.learning.hindsight import Hindsight, HindsightRule, Weighed
from frcnn_desktop.learning.record import Seen, SuggestionRecord
from frcnn_desktop.learning.samples import LabelledObjects
from frcnn_desktop.learning.suggestions import NO_SUGGESTIONS, Suggestions
from frcnn_desktop.learning.thresholds import ThresholdRule

SIDE = 400


def found(boxes: BoxArray, scores: np.ndarray) -> Suggestions:
    count = len(boxes)
    scores, ones = scores.astype(np.float32), np.ones(count, np.float32)
    return Suggestions(boxes, ("cell",) * count, scores, ones.astype(np.bool_), np.zeros((count, 6)), ones)


def labelled(boxes: BoxArray, placed: bool = True) -> LabelledObjects:
    count = len(boxes)
    names = ("cell",) * count
    return LabelledObjects(boxes, names, np.zeros(count, np.bool_), np.full(count, placed))


def cells(random: np.random.Generator, count: int = 6) -> BoxArray:
    corners = random.uniform(0, SIDE - 60, (count, 2))
    return as_box_array(np.concatenate([corners, corners + 60], axis=1))


def too_small_or_large(boxes: BoxArray, random: np.random.Generator) -> BoxArray:
    """The boxes about their centres, each of another size."""
    sides = np.tile(boxes[:, 2:] - boxes[:, :2], (1, 2)) / 2
    factors = np.exp(random.normal(0, 0.2, (len(boxes), 1)))
    return as_box_array((boxes + sides * (factors - 1) * (-1, -1, 1, 1)).clip(0, SIDE))


def after_lessons(placed: bool) -> Hindsight:
    """One that has seen boxes of wrong sizes, and what a hand made of them or did not."""
    random, hindsight = np.random.default_rng(2), Hindsight(HindsightRule())
    for _ in range(12):
        objects = cells(random)
        image = hindsight.improved(
            found(too_small_or_large(objects, random), np.full(len(objects), 0.8)), SIDE, SIDE
        )
        hindsight.saved(image, labelled(objects, placed), one_class=True)
    return hindsight


def fit(hindsight: Hindsight) -> tuple[float, float]:
    """The mean IoU of wrong boxes, as they are and as they are corrected."""
    random = np.random.default_rng(7)
    objects = cells(random, 40)
    wrong = too_small_or_large(objects, random)
    image = hindsight.improved(found(wrong, np.linspace(0.9, 0.5, len(wrong))), SIDE, SIDE)
    pairs = (wrong, image.offered.boxes[np.argsort(image.order)])
    before, after = (float(np.diag(pairwise_iou(boxes, objects)).mean()) for boxes in pairs)
    return before, after


def test_that_boxes_of_an_unusual_size_are_corrected_as_hands_corrected_the_last_ones() -> None:
    before, after = fit(after_lessons(placed=True))
    assert 1 - after < 0.75 * (1 - before)


def test_that_boxes_taken_as_they_were_suggested_speak_for_no_correction() -> None:
    before, after = fit(after_lessons(placed=False))
    assert after == pytest.approx(before, abs=1e-5)


def test_that_nothing_is_changed_before_anything_was_saved() -> None:
    random = np.random.default_rng(1)
    suggested = found(cells(random), np.linspace(0.9, 0.2, 6))
    image = Hindsight(HindsightRule()).improved(suggested, SIDE, SIDE)
    assert np.array_equal(image.offered.boxes, suggested.boxes)
    assert np.array_equal(image.offered.scores, suggested.scores)


def test_that_what_lies_on_a_better_suggestion_is_worth_less_once_such_were_deleted() -> None:
    random, hindsight = np.random.default_rng(3), Hindsight(HindsightRule())
    beside = np.array([24, 0, 24, 0], np.float32)

    def doubled(objects: BoxArray) -> Suggestions:
        boxes = as_box_array(np.concatenate([objects[:2], objects[:1] + beside]))
        return found(boxes, np.array([0.9, 0.7, 0.7]))

    def two_apart() -> BoxArray:
        corners = random.uniform(0, 100, (1, 2)) + np.array([[0, 0], [200, 200]])
        return as_box_array(np.concatenate([corners, corners + 60], axis=1))

    for _ in range(10):
        objects = two_apart()
        image = hindsight.improved(doubled(objects), SIDE, SIDE)
        hindsight.saved(image, labelled(objects), one_class=True)
    last = hindsight.improved(doubled(two_apart()), SIDE, SIDE)
    scores = last.offered.scores[np.argsort(last.order)]
    assert scores[1] > scores[2] + 0.1


def test_that_suggestions_on_difficult_objects_teach_nothing() -> None:
    hindsight = Hindsight(HindsightRule())
    boxes = as_box_array([(10, 10, 70, 70), (200, 200, 260, 260)])
    objects = LabelledObjects(boxes, ("cell", "cell"), np.array([True, False]))
    image = hindsight.improved(found(boxes, np.array([0.9, 0.8])), SIDE, SIDE)
    hindsight.saved(image, objects, one_class=True)
    without = Hindsight(HindsightRule())
    image = without.improved(found(boxes[1:], np.array([0.8])), SIDE, SIDE)
    without.saved(image, labelled(boxes[1:]), one_class=True)
    later = found(boxes, np.array([0.6, 0.4]))
    scores = (each.improved(later, SIDE, SIDE).offered.scores.tolist() for each in (hindsight, without))
    assert next(scores) == pytest.approx(next(scores))


def drawn_at(boxes: BoxArray, score: float) -> Suggestions:
    return found(boxes, np.full(len(boxes), score))


def test_that_drawn_suggestions_are_worth_what_the_last_ones_were() -> None:
    random, hindsight = np.random.default_rng(4), Hindsight(HindsightRule())
    for _ in range(10):
        objects = cells(random)
        weighed = hindsight.weighed(drawn_at(objects, 0.3), NO_SUGGESTIONS)
        hindsight.drawn_saved(weighed, labelled(objects), one_class=True)
    assert hindsight.weighed(drawn_at(cells(random), 0.3), NO_SUGGESTIONS).offered.scores.min() > 0.6


def test_that_drawn_suggestions_are_worth_more_where_the_head_sees_an_object_once_such_were_right() -> None:
    random, hindsight = np.random.default_rng(5), Hindsight(HindsightRule())

    def weighed(boxes: BoxArray) -> Weighed:
        return hindsight.weighed(drawn_at(boxes, 0.4), drawn_at(boxes[:1], 0.7))

    for _ in range(15):
        boxes = as_box_array(random.uniform(0, 40, (2, 1)) + np.array([[0, 0, 60, 60], [200, 200, 260, 260]]))
        hindsight.drawn_saved(weighed(boxes), labelled(boxes[:1]), one_class=True)
    last = weighed(as_box_array([(10, 10, 70, 70), (210, 210, 270, 270)])).offered
    assert last.boxes[0, 0] == 10
    assert last.scores[0] > last.scores[1] + 0.3


def test_that_drawn_suggestions_at_difficult_objects_teach_nothing() -> None:
    hindsight = Hindsight(HindsightRule())
    boxes = as_box_array([(10, 10, 70, 70)])
    weighed = hindsight.weighed(drawn_at(boxes, 0.5), NO_SUGGESTIONS)
    hindsight.drawn_saved(weighed, LabelledObjects(boxes, ("cell",), np.array([True])), one_class=True)
    assert hindsight.weighed(drawn_at(boxes, 0.5), NO_SUGGESTIONS).offered.scores.tolist() == [0.5]


def test_that_a_saved_image_tells_what_its_drawn_suggestions_were_worth() -> None:
    random, record = np.random.default_rng(6), SuggestionRecord(ThresholdRule(), HindsightRule())
    size = InputSize(SIDE, SIDE, SIDE, SIDE, SIDE, SIDE)

    def seen(boxes: BoxArray) -> Seen:
        return Seen(NO_SUGGESTIONS, drawn_at(boxes, 0.3), size, None)

    for number in range(10):
        objects = cells(random)
        record.saved(str(number), labelled(objects), True, seen(objects))
    assert record.remember("last", seen(cells(random))).scores.min() > 0.6


def test_that_what_is_drawn_in_the_way_of_others_is_worth_less_once_such_was_deleted() -> None:
    hindsight, random = Hindsight(HindsightRule()), np.random.default_rng(8)

    def scene() -> Suggestions:
        """A field, one far from it, and a box around the first, as likely as the second, that is none."""
        x, y = random.uniform(20, SIDE - 300, 2)
        fields = [(x, y, x + 20, y + 20), (x + 150, y, x + 170, y + 20), (x, y, x + 99, y + 99)]
        return replace(drawn_at(as_box_array(fields), 0.5), scores=np.array([0.6, 0.5, 0.5], np.float32))

    for _ in range(30):
        drawn = scene()
        weighed = hindsight.weighed(drawn, NO_SUGGESTIONS)
        hindsight.drawn_saved(weighed, labelled(drawn.boxes[:2]), one_class=True)
    drawn = scene()
    offered = hindsight.weighed(drawn, NO_SUGGESTIONS).offered
    worth = {tuple(box): score for box, score in zip(offered.boxes.tolist(), offered.scores, strict=True)}
    lone, around = (worth[tuple(box)] for box in drawn.boxes[1:].tolist())
    assert lone > around + 0.1
