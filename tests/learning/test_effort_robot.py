import numpy as np
import pytest

from frcnn_desktop.bench.effort_account import account
from frcnn_desktop.bench.effort_figures import _interval
from frcnn_desktop.bench.effort_robot import by_hand, with_suggestions
from frcnn_desktop.core.boxes import BoxArray, as_box_array
from frcnn_desktop.learning.samples import LabelledObjects
from frcnn_desktop.learning.suggestions import NO_SUGGESTIONS, Suggestions

BOXES = as_box_array([(10, 10, 110, 110), (200, 10, 300, 110), (10, 200, 60, 250)])
TRUTH = LabelledObjects(BOXES, ("a", "b", "a"), np.array([False, False, True]))


def suggestions(
    boxes: list[tuple[float, float, float, float]], names: str, shown: bool = True
) -> Suggestions:
    scores = np.linspace(0.9, 0.5, len(boxes), dtype=np.float32)
    count = len(boxes)
    signs, certainty = np.zeros((count, 6)), np.ones(count, np.float32)
    return Suggestions(as_box_array(boxes), tuple(names), scores, np.full(count, shown), signs, certainty)


def guess_a(boxes: BoxArray) -> tuple[tuple[str, ...], ...]:
    return (("a", "b"),) * len(boxes)


def test_that_the_hand_draws_and_names_every_object_that_is_not_difficult() -> None:
    assert by_hand(TRUTH, one_class=False).seconds == pytest.approx(2 * 8.0 + 1.0)
    assert by_hand(TRUTH, one_class=True).seconds == pytest.approx(2 * 7.0 + 1.0)


def test_that_right_suggestions_cost_a_look_each_and_one_key_for_the_image() -> None:
    shown = suggestions([(10, 10, 110, 110), (200, 10, 300, 110)], "ab")
    effort, final = with_suggestions(shown, TRUTH, False, guess_a)
    assert effort.seconds == pytest.approx(2 * 1.8 + 1.0)
    assert (effort.actions, effort.right, effort.shown) == (0, 2, 2)
    assert final.names == ("a", "b")


def test_that_without_suggestions_a_first_guess_that_is_right_saves_the_class() -> None:
    effort, final = with_suggestions(NO_SUGGESTIONS, TRUTH, False, guess_a)
    assert effort.seconds == pytest.approx(2 * 7.0 + 1.0 + 1.0)
    assert np.array_equal(final.boxes, BOXES[:2])


def test_that_a_wrong_class_is_relabelled_a_loose_box_adjusted_and_a_false_one_deleted() -> None:
    shown = suggestions([(10, 10, 110, 110), (200, 10, 360, 110), (400, 400, 450, 450)], "bbb")
    effort, final = with_suggestions(shown, TRUTH, False, guess_a)
    assert effort.seconds == pytest.approx(3 * 1.8 + 1.0 + 3.5 + 0.9 + 1.0)
    assert effort.actions == 3
    assert final.names == ("a", "b")
    assert np.allclose(final.boxes, BOXES[:2])


def test_that_what_is_not_shown_costs_nothing_and_a_difficult_object_counts_neither_way() -> None:
    hidden, _ = with_suggestions(suggestions([(400, 400, 450, 450)], "a", shown=False), TRUTH, False, guess_a)
    nothing, _ = with_suggestions(NO_SUGGESTIONS, TRUTH, False, guess_a)
    on_difficult, _ = with_suggestions(suggestions([(10, 200, 60, 250)], "a"), TRUTH, False, guess_a)
    assert hidden.seconds == nothing.seconds == on_difficult.seconds


def test_that_one_suggestion_serves_one_object() -> None:
    shown = suggestions([(10, 10, 110, 110), (12, 12, 112, 112)], "aa")
    effort, _ = with_suggestions(shown, TRUTH, False, guess_a)
    assert effort.losses["delete"] == pytest.approx(0.9)
    assert effort.right == 1


def test_that_the_interval_is_students_over_the_orders() -> None:
    low, high = _interval([0.4, 0.5, 0.6])
    assert (low + high) / 2 == pytest.approx(0.5)
    assert high - low == pytest.approx(2 * 4.30 * 0.1 / 3**0.5, abs=1e-3)
    assert _interval([0.4]) == [0.4, 0.4]


def test_that_each_drawn_object_is_booked_under_the_stage_that_lost_it() -> None:
    boxes = as_box_array([(0, 0, 50, 50), (100, 0, 150, 50), (200, 0, 250, 50), (300, 0, 350, 50)])
    objects = LabelledObjects(boxes, ("a", "a", "b", "a"), np.zeros(4, np.bool_))
    found = suggestions([(200, 0, 250, 50), (300, 0, 350, 80)], "aa", shown=False)
    proposals = as_box_array([(100, 0, 150, 50), (200, 0, 250, 50), (300, 0, 350, 50)])
    effort, final = with_suggestions(found, objects, False, guess_a)
    why = account(found, proposals, objects, final, False, guess_a)
    lost = {cause for cause, seconds in why.drawn.items() if seconds}
    assert lost == {"no proposal", "not suggested", "wrong class hidden", "loose hidden"}
    assert sum(why.drawn.values()) == pytest.approx(effort.losses["draw"])


def test_that_each_bound_makes_one_thing_perfect() -> None:
    shown = suggestions([(10, 10, 110, 110), (200, 10, 360, 110), (400, 400, 450, 450)], "bbb")
    objects = LabelledObjects(
        as_box_array([*BOXES[:2].tolist(), (500, 10, 560, 70)]), ("a", "b", "a"), np.zeros(3, np.bool_)
    )
    effort, final = with_suggestions(shown, objects, False, guess_a)
    bounds = account(shown, BOXES, objects, final, False, guess_a).bounds
    assert effort.seconds - bounds["right class"] == pytest.approx(1.0)
    assert effort.seconds - bounds["exact boxes"] == pytest.approx(3.5)
    assert effort.seconds - bounds["only useful shown"] == pytest.approx(1.8 + 0.9)
    assert effort.seconds - bounds["none missed"] == pytest.approx(7.0 - 1.8)
