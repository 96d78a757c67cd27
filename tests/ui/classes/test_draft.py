"""What a person wants of the classes, before anything is done."""

from __future__ import annotations

from pathlib import Path

import pytest

from frcnn_desktop.curation.class_census import ClassCensus, FileClasses
from frcnn_desktop.ui.classes.draft import ClassDraft

OBJECTS = {"car": 400, "Car": 3, "car ": 1, "dog": 9, "": 2, "bicycle": 90, "bycicle": 1}


@pytest.fixture
def draft() -> ClassDraft:
    return ClassDraft(ClassCensus((FileClasses(Path("a.xml"), OBJECTS),), ()), ("dog", "car", "unused"))


def names(draft: ClassDraft) -> list[tuple[str, str | None]]:
    return [(row.name, row.after) for row in draft.rows]


def test_that_classes_come_in_the_order_of_the_list_then_by_their_objects(draft: ClassDraft) -> None:
    assert [row.name for row in draft.rows] == ["dog", "car", "unused", "bicycle", "Car", "bycicle", ""]
    assert not draft.changes
    assert draft.names == ("dog", "car", "unused", "bicycle", "Car", "bycicle")


def test_that_a_class_with_the_name_of_another_is_merged_with_it(draft: ClassDraft) -> None:
    draft.rename("Car", " car ")
    draft.merge(("bycicle", "bicycle"), "bicycle")
    assert draft.changes.renamed == {"Car": "car", "bycicle": "bicycle"}
    assert draft.names == ("dog", "car", "unused", "bicycle")


def test_that_the_last_wish_counts(draft: ClassDraft) -> None:
    draft.delete(["dog"])
    assert draft.changes.deleted == {"dog"}
    draft.rename("dog", "hound")
    assert (draft.changes.renamed, draft.changes.deleted) == ({"dog": "hound"}, frozenset())
    draft.restore(["dog"])
    assert not draft.changes


def test_that_a_misspelling_follows_what_becomes_of_the_right_name(draft: ClassDraft) -> None:
    twins = draft.suspicions[0]
    assert (twins.keep, twins.odd) == ("car", ("Car", "car "))
    draft.respell(twins, True)
    assert draft.changes.renamed == {"Car": "car", "car ": "car"}
    draft.rename("car", "auto")
    assert draft.changes.renamed == {"car": "auto", "Car": "auto", "car ": "auto"}
    draft.delete(["car"])
    assert draft.changes.deleted == {"car", "Car", "car "}
    draft.restore(["car"])
    draft.respell(twins, False)
    assert not draft.changes


def test_that_a_name_of_ones_own_outdoes_the_offered_one(draft: ClassDraft) -> None:
    twins = draft.suspicions[0]
    draft.respell(twins, True)
    draft.rename("Car", "sports car")
    assert not draft.respells(twins)
    assert draft.changes.renamed == {"Car": "sports car", "car ": "car"}


def test_that_classes_move_together_and_stop_at_the_ends(draft: ClassDraft) -> None:
    draft.move(["car", "unused"], -1)
    assert draft.names[:3] == ("car", "unused", "dog")
    draft.move(["car", "unused"], -1)
    assert draft.names[:3] == ("car", "unused", "dog")
    draft.move(["car", "unused"], 1)
    assert draft.names[:3] == ("dog", "car", "unused")
    draft.move(["bycicle"], 1)
    assert draft.names[-1] == "bycicle"
