import itertools

import numpy as np
import pytest

from frcnn_desktop.core.assignment import best_assignment
from frcnn_desktop.core.boxes import as_box_array, pairwise_iou
from frcnn_desktop.learning.costs import ADJUSTED_IOU, SECONDS, dragged, gains, sides_to_drag, usefulness
from frcnn_desktop.learning.thresholds import (
    NEVER,
    JudgedSuggestions,
    SuggestionLog,
    best_threshold,
)

OBJECTS = as_box_array([(10, 10, 110, 110), (200, 10, 300, 110)])


@pytest.mark.parametrize("shape", [(1, 1), (3, 3), (2, 5), (5, 3), (4, 6)])
def test_that_no_matching_is_worth_more_than_the_one_returned(shape: tuple[int, int]) -> None:
    for seed in range(30):
        values = np.random.default_rng(seed).normal(0.3, 1, shape)
        pairs = best_assignment(values)
        assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs)
        useful = np.maximum(values, 0)
        wide = useful if shape[0] <= shape[1] else useful.T
        best = max(
            sum(wide[row, column] for row, column in enumerate(columns))
            for columns in itertools.permutations(range(wide.shape[1]), wide.shape[0])
        )
        assert sum(values[pair] for pair in pairs) == pytest.approx(best)


def test_that_a_matching_leaves_out_what_is_worth_nothing_or_impossible() -> None:
    assert best_assignment(np.array([[-1.0, -np.inf], [0.0, 2.0]])) == [(1, 1)]
    assert best_assignment(np.zeros((0, 3))) == []


def test_that_one_corner_is_dragged_where_one_is_enough_and_two_where_both_are_off() -> None:
    goal = as_box_array([(0, 0, 100, 100)])[0]
    one_off = as_box_array([(25, 25, 100, 100)])[0]
    assert sides_to_drag(one_off, goal) == ((0, 1),)
    all_off = as_box_array([(20, 20, 125, 125)])[0]
    drags = sides_to_drag(all_off, goal)
    assert len(drags) == 2
    assert pairwise_iou(dragged(all_off, goal, drags)[None], goal[None])[0, 0] >= ADJUSTED_IOU


def test_that_a_right_box_saves_drawing_and_a_second_one_on_the_same_object_costs() -> None:
    boxes = as_box_array([OBJECTS[0], OBJECTS[0] + 3, (400, 400, 450, 450)])
    use = usefulness(boxes, ("a", "a", "a"), OBJECTS, ("a", "b"))
    gain, serves = gains(use, one_class=False)
    assert gain.tolist() == pytest.approx(
        [SECONDS.draw + SECONDS.class_name - SECONDS.verify] + [-SECONDS.verify - SECONDS.delete] * 2
    )
    assert serves.tolist() == [0, -1, -1]


def test_that_a_wrong_class_on_the_right_place_still_saves_drawing() -> None:
    use = usefulness(OBJECTS[1:], ("a",), OBJECTS, ("a", "b"))
    assert gains(use, one_class=False)[0][0] == pytest.approx(SECONDS.draw - SECONDS.verify)


def judged(scores: list[float], gain: list[float], name: str = "a") -> JudgedSuggestions:
    right = np.array(gain) > 0
    serves = np.where(right, np.arange(len(scores)), -1)
    return JudgedSuggestions(
        (name,) * len(scores), np.array(scores, np.float32), np.array(gain), serves, right, right, len(scores)
    )


def test_that_the_threshold_lies_below_the_last_score_that_pays() -> None:
    assert best_threshold(np.array([0.9, 0.6, 0.2]), np.array([5.0, 4.0, -3.0])) == pytest.approx(0.4)
    assert best_threshold(np.array([0.9, 0.6]), np.array([-3.0, -3.0])) == NEVER


def test_that_nothing_is_shown_before_suggestions_pay() -> None:
    log = SuggestionLog()
    assert log.threshold("a") == NEVER
    log.add(judged([0.9, 0.8, 0.7], [-2.7, -2.7, -2.7]))
    assert log.threshold("a") == NEVER


def test_that_right_suggestions_of_the_last_images_bring_the_threshold_down() -> None:
    log = SuggestionLog()
    for _ in range(5):
        log.add(judged([0.95, 0.2], [6.2, -2.7]))
    high = log.threshold("a")
    assert 0.2 < high < 0.95
    for _ in range(20):
        log.add(judged([0.95, 0.2], [6.2, 6.2]))
    assert log.threshold("a") < high


def test_that_a_class_without_a_record_borrows_from_the_others() -> None:
    log = SuggestionLog()
    for _ in range(5):
        log.add(judged([0.95], [6.2]))
    assert log.threshold("new") < 1
