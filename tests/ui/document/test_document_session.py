from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from support.saves import save

from frcnn_desktop import voc
from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.ui.document.session import DocumentSession

Edit = Callable[[DocumentSession, list[int]], object]


def value_of(session: DocumentSession) -> ImageAnnotation:
    assert session.annotation is not None
    return session.annotation


EDITS: dict[str, Edit] = {
    "add": lambda s, _: s.add_objects([ObjectAnnotation("bus", (1, 2, 30, 40))], "Add"),
    "remove one": lambda s, ids: s.remove_objects([ids[1]]),
    "remove all": lambda s, ids: s.remove_objects(ids),
    "boxes": lambda s, ids: s.set_boxes({ids[0]: (0, 0, 9, 9), ids[2]: (5, 5, 50, 50)}, "Move"),
    "nudge": lambda s, ids: (s.select([ids[0]]), s.nudge(3, 4)),
    "rename": lambda s, ids: s.rename(ids, "train"),
    "flags": lambda s, ids: s.set_flags([ids[0]], difficult=True, truncated=True, occluded=True),
    "verified": lambda s, _: s.set_verified(True),
    "replace": lambda s, _: s.replace_annotation(replace(value_of(s), objects=()), "Fix"),
    "duplicate": lambda s, ids: (s.select(ids), s.duplicate()),
    "paste": lambda s, _: s.paste_objects([ObjectAnnotation("bus", (1, 2, 30, 40))]),
}


def ids_of(session: DocumentSession) -> list[int]:
    return [item.id for item in session.objects]


def boxes_of(session: DocumentSession) -> list[tuple[float, float, float, float]]:
    return [item.box for item in session.objects]


@pytest.mark.parametrize("name", EDITS)
def test_that_every_edit_is_one_command_that_undoes_and_redoes(name: str, session: DocumentSession) -> None:
    before = session.annotation
    EDITS[name](session, ids_of(session))
    after = session.annotation
    assert after != before
    assert session.undo_stack.count() == 1
    assert session.undo_stack.undoText()
    assert session.dirty
    session.undo_stack.undo()
    assert session.annotation is before
    assert not session.dirty
    session.undo_stack.redo()
    assert session.annotation is after
    assert session.dirty


@pytest.mark.parametrize("name", EDITS)
def test_that_every_edit_is_announced_once(name: str, session: DocumentSession, qtbot: QtBot) -> None:
    heard: list[ImageAnnotation | None] = []
    session.annotation_changed.connect(lambda: heard.append(session.annotation))
    EDITS[name](session, ids_of(session))
    assert heard == [session.annotation]


def test_that_edits_without_effect_are_no_commands(session: DocumentSession) -> None:
    first = session.objects[0]
    session.set_boxes({first.id: first.box}, "Move")
    session.rename([first.id], first.name)
    session.set_flags([first.id], difficult=False)
    session.set_flags([first.id])
    session.set_verified(False)
    session.add_objects([], "Add")
    session.remove_objects([])
    session.nudge(1, 1)
    assert session.duplicate() == 0
    session.replace_annotation(value_of(session), "Fix")
    assert session.undo_stack.count() == 0
    assert not session.dirty


def test_that_ids_stay_through_every_edit_of_an_object(session: DocumentSession) -> None:
    before = ids_of(session)
    session.rename(before, "x")
    session.set_boxes({before[0]: (0, 0, 5, 5)}, "Move")
    assert ids_of(session) == before


def test_that_a_new_box_is_ordered_and_inside_the_image(session: DocumentSession) -> None:
    session.add_objects([ObjectAnnotation("bus", (250, 90, 150, -10))], "Add")
    assert session.objects[-1].box == (150, 0, 200, 90)


def test_that_a_box_nobody_touched_stays_wrong(session: DocumentSession) -> None:
    wrong = (150.0, 90.0, 140.0, 500.0)
    bad = ObjectAnnotation("bus", wrong)
    session.replace_annotation(value_of(session).with_objects((*session.objects, bad)), "Test")
    session.rename([bad.id], "car")
    session.set_boxes({session.objects[0].id: (0, 0, 3, 3)}, "Move")
    assert session.objects[-1].box == wrong


def test_that_an_empty_class_name_is_refused_with_a_sentence(session: DocumentSession, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.problem):
        session.rename(ids_of(session), "  ")
    assert session.undo_stack.count() == 0


# Selection


def test_that_added_objects_are_selected_and_undo_selects_what_was_selected_before(
    session: DocumentSession,
) -> None:
    first = session.objects[0]
    session.select([first.id])
    session.add_objects([ObjectAnnotation("bus", (1, 2, 30, 40))], "Add")
    assert session.selection == {session.objects[-1].id}
    session.undo_stack.undo()
    assert session.selection == {first.id}
    session.undo_stack.redo()
    assert session.selection == {session.objects[-1].id}


def test_that_undo_of_a_deletion_selects_what_came_back(session: DocumentSession) -> None:
    ids = ids_of(session)
    session.select(ids[:2])
    session.remove_objects(ids[:2])
    assert session.selection == frozenset()
    session.undo_stack.undo()
    assert session.selection == set(ids[:2])


def test_that_undo_of_a_moved_box_selects_it(session: DocumentSession) -> None:
    ids = ids_of(session)
    session.select([ids[0]])
    session.set_boxes({ids[0]: (0, 0, 9, 9)}, "Move")
    session.select([ids[2]])
    session.undo_stack.undo()
    assert session.selection == {ids[0]}


def test_that_unknown_ids_cannot_be_selected(session: DocumentSession) -> None:
    session.select([-1, session.objects[0].id])
    assert session.selection == {session.objects[0].id}


def test_that_values_and_selection_agree_whenever_something_is_announced(session: DocumentSession) -> None:
    seen: list[bool] = []

    def check() -> None:
        seen.append(session.selection <= set(ids_of(session)))

    session.annotation_changed.connect(check)
    session.selection_changed.connect(check)
    session.select_all()
    session.remove_objects(ids_of(session)[:1])
    session.undo_stack.undo()
    session.undo_stack.redo()
    assert len(seen) >= 6
    assert all(seen)


# Nudging


def test_that_a_run_of_nudges_is_one_step_of_undo(session: DocumentSession) -> None:
    ids = ids_of(session)
    session.select([ids[0]])
    before = session.annotation
    for _ in range(5):
        session.nudge(1, 0)
    session.nudge(0, 10)
    assert session.undo_stack.count() == 1
    assert boxes_of(session)[0] == (15, 20, 55, 50)
    session.undo_stack.undo()
    assert session.annotation is before


def test_that_selecting_something_else_ends_a_run_of_nudges(session: DocumentSession) -> None:
    ids = ids_of(session)
    for object_id in (ids[0], ids[1], ids[0]):
        session.select([object_id])
        session.nudge(1, 0)
    assert session.undo_stack.count() == 3


def test_that_another_edit_ends_a_run_of_nudges(session: DocumentSession) -> None:
    session.select([ids_of(session)[0]])
    session.nudge(1, 0)
    session.rename(session.selection, "bus")
    session.nudge(1, 0)
    assert session.undo_stack.count() == 3


def test_that_nudging_there_and_back_leaves_nothing_to_undo(session: DocumentSession) -> None:
    session.select([ids_of(session)[0]])
    session.nudge(1, 0)
    session.nudge(-1, 0)
    assert session.undo_stack.count() == 0
    assert not session.dirty


def test_that_a_nudged_group_stops_at_the_edge_without_changing_shape(session: DocumentSession) -> None:
    session.select_all()
    session.nudge(0, -10)
    assert boxes_of(session) == [(10, 5, 50, 35), (60, 15, 90, 75), (100, 0, 180, 90)]
    session.undo_stack.undo()
    session.nudge(100, 0)
    assert boxes_of(session)[2] == (120, 5, 200, 95)
    assert boxes_of(session)[0] == (30, 10, 70, 40)


def test_that_a_nudge_after_saving_is_a_step_of_its_own(
    session: DocumentSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voc, "write_annotation", lambda *_: b"")
    session.select([ids_of(session)[0]])
    session.nudge(1, 0)
    save(session)
    session.nudge(1, 0)
    assert session.dirty
    session.undo_stack.undo()
    assert not session.dirty


# Clipboard


def test_that_copied_objects_keep_their_fields_and_get_new_ids(session: DocumentSession) -> None:
    original = session.objects[1]
    session.select([original.id])
    assert session.copy_objects() == 1
    session.remove_objects([original.id])
    assert session.paste_objects() == 1
    pasted = session.objects[-1]
    assert pasted == original
    assert pasted.id != original.id
    assert session.selection == {pasted.id}


def test_that_pasting_over_the_original_stands_beside_it(session: DocumentSession) -> None:
    session.select([ids_of(session)[0]])
    session.copy_objects()
    session.paste_objects()
    session.paste_objects()
    boxes = boxes_of(session)
    assert len(set(boxes)) == len(boxes) == 5
    assert boxes[3] == (12, 12, 52, 42)
    assert boxes[4] == (14, 14, 54, 44)


def test_that_pasting_without_a_clipboard_takes_the_previous_image(
    session: DocumentSession, image: LoadedImage, tmp_path: Path, qapp
) -> None:
    qapp.clipboard().clear()
    before = session.objects
    session.open(image, ImageAnnotation(200, 100), tmp_path / "next.xml")
    assert session.paste_objects() == 3
    assert session.objects == before
    assert session.undo_stack.count() == 1


def test_that_pasting_nothing_says_so(qtbot: QtBot, image: LoadedImage, tmp_path: Path, qapp) -> None:
    qapp.clipboard().setText('[{"name": "text of another program"}]')
    session = DocumentSession()
    session.open(image, ImageAnnotation(200, 100), tmp_path / "a.xml")
    with qtbot.waitSignal(session.problem):
        assert session.paste_objects() == 0


def test_that_objects_pasted_into_a_smaller_image_are_pushed_inside(session: DocumentSession) -> None:
    session.paste_objects([ObjectAnnotation("bus", (300, 300, 340, 320))])
    assert session.objects[-1].box == (160, 80, 200, 100)


def test_that_duplicates_stand_beside_their_originals_even_in_the_corner(session: DocumentSession) -> None:
    session.set_boxes({ids_of(session)[0]: (150, 50, 200, 100)}, "Move")
    session.duplicate()
    assert session.objects[-1].box == (148, 48, 198, 98)
    assert session.objects[-1].name == "dog"


# Opening, saving, closing


def test_that_opening_another_image_starts_clean_without_undo(
    session: DocumentSession, image: LoadedImage, tmp_path: Path
) -> None:
    session.select_all()
    session.set_verified(True)
    session.open(image, ImageAnnotation(200, 100), tmp_path / "next.xml")
    assert not session.dirty
    assert not session.undo_stack.canUndo()
    assert session.selection == frozenset()
    assert session.annotation_path == tmp_path / "next.xml"


def test_that_closing_leaves_nothing_open(session: DocumentSession, qtbot: QtBot) -> None:
    session.set_verified(True)
    with qtbot.waitSignals([session.image_changed, session.annotation_changed, session.dirty_changed]):
        session.close()
    assert session.image is None
    assert session.annotation is None
    assert session.annotation_path is None
    assert session.objects == ()
    assert not session.dirty
