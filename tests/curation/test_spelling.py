"""Class names that are probably one class."""

from __future__ import annotations

import pytest

from frcnn_desktop.curation.spelling import Suspicion, one_slip_apart, suspicions


def test_that_case_and_blanks_alone_make_no_other_class() -> None:
    found = suspicions({"car": 40, "Car": 3, "car ": 1, "CAR": 2, "dog": 9})
    assert found == (Suspicion("car", ("CAR", "Car", "car ")),)
    assert found[0].renamed == {"CAR": "car", "Car": "car", "car ": "car"}


def test_that_the_name_with_most_objects_is_kept_and_never_one_with_blanks_around_it() -> None:
    assert suspicions({"Car": 40, "car": 3}) == (Suspicion("Car", ("car",)),)
    assert suspicions({"car ": 40, "Car": 3}) == (Suspicion("car", ("Car", "car ")),)
    assert suspicions({" car\n": 7}) == (Suspicion("car", (" car\n",)),)


def test_that_a_rare_name_one_letter_off_a_frequent_one_is_a_typo() -> None:
    found = suspicions({"bicycle": 400, "bycicle": 1, "bicycl": 2, "bicycles": 20, "person": 60, "preson": 3})
    assert found == (
        Suspicion("bicycle", ("bicycl", "bicycles"), typo=True),
        Suspicion("person", ("preson",), typo=True),
    )


@pytest.mark.parametrize(
    "objects",
    [
        {"cat": 900, "car": 1},
        {"chair": 30, "chain": 20},
        {"part10": 900, "part11": 1},
        {"sensor 1": 900, "sensor 2": 1},
        {"bottle": 900, "battle ground": 1},
        {"": 5, " ": 900},
    ],
)
def test_that_classes_that_may_well_be_two_are_not_suspected(objects: dict[str, int]) -> None:
    assert suspicions(objects) == ()


def test_that_twins_count_together_before_typos_are_looked_for() -> None:
    found = suspicions({"Person": 15, "person": 15, "persom": 1})
    assert found == (
        Suspicion("person", ("Person",)),
        Suspicion("person", ("persom",), typo=True),
    )


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("house", "house", False), ("house", "hose", True), ("house", "houses", True),
        ("house", "mouse", True), ("house", "huose", True), ("house", "hosue", True),
        ("house", "hoes", False), ("house", "h0use", False),
        ("강아지", "강아자", True), ("ab", "ba", True), ("abc", "cba", False), ("house", "house1", False),
    ],
)  # fmt: skip
def test_that_one_slip_is_a_letter_added_left_out_changed_or_two_swapped(
    one: str, other: str, near: bool
) -> None:
    assert one_slip_apart(one, other) is near
    assert one_slip_apart(other, one) is near


def test_that_thousands_of_names_are_compared_at_once() -> None:
    letters = "abcdefghijklm"
    names = {f"class {a}{b}{c} of things": 100 for a in letters for b in letters for c in letters}
    assert suspicions({**names, "class !! of thongs": 1}) == ()
