"""Suggestions while labelling in the composed window, with keys and a known learner."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from support.composed import annotate
from support.fake_learning import FakeSession
from support.labelling import FOX, Labelling

from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.core.boxes import BoxArray
from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.provenance import Maker
from frcnn_desktop.inference.encoded import EncodedImage
from frcnn_desktop.learning.picture import Picture
from frcnn_desktop.learning.settings import RefitOutcome
from frcnn_desktop.learning.suggestions import Suggestions
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.voc import read_annotation
from frcnn_desktop.workers.base.right_of_way import BackgroundToken, RefitToken
from frcnn_desktop.workers.images.provenance_records import read_record, record_path

Key = Qt.Key


def test_that_a_save_is_learnt_and_the_next_image_opens_with_suggestions(learning: Labelling) -> None:
    assert learning.learner.thread != QApplication.instance().thread().objectName()
    chips = learning.app.canvas.photo_scene.chips
    learning.app.canvas.viewport().repaint()
    learning.qtbot.waitUntil(lambda: [chip.text for chip, _ in chips.shown] == ["fox?"])
    assert learning.app.session.objects == ()


def test_that_enter_accepts_the_best_suggestion_and_delete_rejects_it(learning: Labelling) -> None:
    learning.save(ObjectAnnotation("owl", (60, 5, 75, 35)))
    learning.next_with("fox", "owl")
    learning.key(Key.Key_Return)
    assert [item.name for item in learning.app.session.objects] == ["fox"]
    assert learning.suggested == ["owl"]
    learning.app.session.select([])
    learning.key(Key.Key_Delete)
    assert learning.suggested == []
    learning.key(Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    learning.qtbot.waitUntil(lambda: len(learning.learner.saves) == 3)
    key, annotation = learning.learner.saves[-1]
    assert [item.name for item in annotation.objects] == ["fox"]
    assert learning.learner.rejected == [(key, (20, 0, 38, 40), "owl")]


def test_that_a_rejected_suggestion_is_not_shown_again_until_a_person_asks(learning: Labelling) -> None:
    key = learning.app.session.image.content_key
    learning.key(Key.Key_Delete)
    learning.qtbot.waitUntil(lambda: [each[0] for each in learning.learner.rejected] == [key])
    learning.next_with("fox")
    learning.show(learning.photos[1])
    learning.qtbot.waitUntil(lambda: "nothing to suggest" in learning.app.detection.offered.message)
    assert learning.suggested == []
    learning.key(Key.Key_I, Qt.KeyboardModifier.ShiftModifier)
    learning.qtbot.waitUntil(lambda: learning.suggested == ["fox"])
    assert learning.learner.rejected == []


def test_that_delete_is_about_objects_again_while_one_is_selected(learning: Labelling) -> None:
    learning.key(Key.Key_Return)
    assert len(learning.app.session.selection) == 1
    learning.key(Key.Key_Delete)
    assert learning.app.session.objects == ()
    assert learning.suggested == ["fox"]


def test_that_space_accepts_verifies_saves_and_goes_on_in_one_undo(learning: Labelling) -> None:
    second, stack = learning.photos[1], learning.app.session.undo_stack
    learning.key(Key.Key_Space)
    learning.qtbot.waitUntil(lambda: learning.app.workspace.current == learning.photos[2])
    saved = read_annotation(second.with_suffix(".xml"))
    assert [item.name for item in saved.objects] == ["fox"]
    assert saved.verified
    learning.qtbot.waitUntil(lambda: learning.suggested == ["fox"])
    for photo in learning.photos[3:]:
        learning.key(Key.Key_Space)
        learning.qtbot.waitUntil(lambda photo=photo: learning.app.workspace.current == photo)
        learning.qtbot.waitUntil(lambda: learning.suggested == ["fox"])
    learning.key(Key.Key_Space)
    learning.wait_for_save()
    assert [item.name for item in learning.app.session.objects] == ["fox"]
    stack.undo()
    assert learning.app.session.objects == ()
    assert not learning.app.session.annotation.verified


def test_that_space_goes_on_where_nothing_is_suggested_beside_what_was_drawn(learning: Labelling) -> None:
    second, third = learning.photos[1:3]
    learning.app.session.add_objects([FOX])
    learning.app.session.select([])
    learning.key(Key.Key_Delete)
    assert learning.suggested == []
    learning.key(Key.Key_Space)
    learning.qtbot.waitUntil(lambda: learning.app.workspace.current == third)
    saved = read_annotation(second.with_suffix(".xml"))
    assert [item.name for item in saved.objects] == ["fox"]
    assert saved.verified


def test_that_space_only_verifies_where_a_person_wants_it_so(learning: Labelling) -> None:
    learning.app.actions[ActionId.SPACE_ACCEPTS].trigger()
    learning.key(Key.Key_Space)
    learning.wait_for_save()
    assert learning.app.workspace.current == learning.photos[1]
    assert learning.app.session.objects == ()
    assert learning.app.session.annotation.verified


def test_that_a_clicked_suggestion_gets_another_class_by_a_digit_and_is_snapped_by_s(
    learning: Labelling,
) -> None:
    learning.app.values.classes.set_names(["hare"])
    canvas = learning.app.canvas
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=canvas.mapFromScene(QPointF(9, 20)))
    assert learning.app.detection.selected == 0
    canvas.setFocus()
    learning.key(Key.Key_1)
    assert learning.suggested == ["hare"]
    learning.key(Key.Key_Escape)
    learning.app.detection.select(-1)
    learning.app.values.classes.set_names(["fox"])
    learning.app.detection.select(0)
    learning.key(Key.Key_1)
    with learning.qtbot.waitSignal(learning.feature.service.snapped):
        learning.key(Key.Key_S)
    assert learning.app.detection.shown.boxes.tolist() == [[2, 2, 16, 38]]
    learning.key(Key.Key_Return)
    assert [item.box for item in learning.app.session.objects] == [(2, 2, 16, 38)]


def test_that_s_tightens_an_object_of_a_class_that_only_what_was_learnt_knows(learning: Labelling) -> None:
    session, canvas = learning.app.session, learning.app.canvas
    session.add_objects([ObjectAnnotation("fox", (40, 4, 60, 36))])
    canvas.setFocus()
    learning.key(Key.Key_S)
    learning.qtbot.waitUntil(lambda: session.objects[0].box == (42, 6, 58, 34))
    session.undo_stack.undo()
    assert session.objects[0].box == (40, 4, 60, 36)
    learning.app.actions[ActionId.LEARN].trigger()
    assert learning.app.values.tightening.names == frozenset()


def test_that_a_class_taken_out_of_the_set_is_not_suggested(learning: Labelling) -> None:
    learning.app.values.filter.hide_classes(frozenset({"fox"}))
    assert learning.suggested == []
    assert learning.app.detection.shown.class_names == ()
    learning.app.actions[ActionId.OTHER_CLASSES].trigger()
    assert learning.app.detection.shown.class_names == ("cat",)
    assert learning.suggested == []


def test_that_one_class_at_a_time_implies_the_class_and_then_offers_the_next(learning: Labelling) -> None:
    app, canvas = learning.app, learning.app.canvas
    app.values.classes.set_names(["fox", "owl"])
    app.values.classes.set_current("fox")
    with learning.qtbot.waitSignal(learning.feature.service.begun):
        app.actions[ActionId.ONE_CLASS].trigger()
    learning.qtbot.waitUntil(lambda: learning.learner.given_names == ("fox",) and learning.heads == 1)
    button = learning.feature.status.button
    learning.qtbot.waitUntil(lambda: button.text().startswith("Only fox: "))
    canvas.setFocus()
    learning.key(Key.Key_W)
    first, last = (canvas.mapFromScene(QPointF(*corner)) for corner in ((50, 5), (75, 35)))
    QTest.mousePress(canvas.viewport(), Qt.MouseButton.LeftButton, pos=first)
    QTest.mouseMove(canvas.viewport(), last)
    QTest.mouseRelease(canvas.viewport(), Qt.MouseButton.LeftButton, pos=last)
    assert [item.name for item in app.session.objects] == ["fox"]
    app.session.add_objects([ObjectAnnotation("owl", (40, 5, 49, 35))])
    for photo in learning.photos[2:]:
        learning.key(Key.Key_Space)
        learning.qtbot.waitUntil(lambda photo=photo: app.workspace.current == photo)
    learning.key(Key.Key_Space)
    learning.qtbot.waitUntil(lambda: "done for “fox”" in learning.message)
    assert not read_annotation(learning.photos[1].with_suffix(".xml")).verified
    taught = [item.name for _, annotation in learning.learner.saves for item in annotation.objects]
    assert set(taught) == {"fox"}
    learning.click("Go on with “owl”")
    learning.qtbot.waitUntil(lambda: app.workspace.current == learning.photos[0])
    learning.qtbot.waitUntil(lambda: learning.learner.given_names == ("owl",))
    learning.qtbot.waitUntil(lambda: button.text().startswith("Only owl: "))
    with learning.qtbot.waitSignal(learning.feature.service.begun):
        app.actions[ActionId.ONE_CLASS].trigger()
    learning.qtbot.waitUntil(lambda: not button.text().startswith("Only"))


def test_that_who_made_each_box_is_kept_beside_the_annotation_and_never_in_it(learning: Labelling) -> None:
    app, path = learning.app, learning.photos[1].with_suffix(".xml")
    learning.key(Key.Key_Return)
    app.session.add_objects([ObjectAnnotation("owl", (50, 5, 75, 35))])
    learning.key(Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    record = record_path(path)
    learning.qtbot.waitUntil(lambda: len(read_record(record)) == 2)
    by_name = {place[0]: origin for place, origin in read_record(record).items()}
    assert (by_name["fox"].maker, by_name["owl"].maker) == (Maker.ACCEPTED, Maker.HAND)
    assert by_name["fox"].score == pytest.approx(0.9)
    assert b"accepted" not in path.read_bytes()
    # Read again from the file and moved, it is known where it came from.
    learning.show(learning.photos[2])
    learning.show(learning.photos[1])
    fox = next(item for item in app.session.objects if item.name == "fox")
    app.session.set_boxes({fox.id: (1, 1, 30, 39)})
    learning.key(Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    learning.qtbot.waitUntil(lambda: ("fox", 1, 1, 30, 39) in read_record(record))
    assert read_record(record)["fox", 1, 1, 30, 39].maker is Maker.CORRECTED
    assert read_record(record)["owl", 50, 5, 75, 35].maker is Maker.HAND


def test_that_the_class_of_a_drawn_box_is_first_guessed_by_what_was_learnt(learning: Labelling) -> None:
    canvas = learning.app.canvas
    canvas.setFocus()
    learning.key(Key.Key_W)
    first, last = (canvas.mapFromScene(QPointF(*corner)) for corner in ((50, 5), (75, 35)))
    QTest.mousePress(canvas.viewport(), Qt.MouseButton.LeftButton, pos=first)
    QTest.mouseMove(canvas.viewport(), last)
    with learning.qtbot.waitSignal(learning.feature.service.judged):
        QTest.mouseRelease(canvas.viewport(), Qt.MouseButton.LeftButton, pos=last)
    assert max(learning.app.values.scores.latest.items(), key=lambda each: each[1])[0] == "fox"
    learning.key(Key.Key_Return)
    assert [item.name for item in learning.app.session.objects] == ["fox"]
    assert "fox" not in learning.app.values.scores.latest


def test_that_a_set_learnt_again_goes_on_from_what_became_of_its_suggestions(learning: Labelling) -> None:
    first = learning.learner
    learning.app.actions[ActionId.LEARN].trigger()
    learning.switch_on()
    assert learning.learner is not first
    resumed = learning.learner.resumed
    assert resumed is not None
    assert resumed.names == ("fox",)


def test_that_refits_and_suggestions_ahead_let_the_hand_go_first(
    learning: Labelling, monkeypatch: pytest.MonkeyPatch
) -> None:
    tokens: dict[str, list[type[CancelToken]]] = {"refit": [], "suggest": []}
    refit, suggest = FakeSession.refit, FakeSession.suggest

    def noted_refit(session: FakeSession, token: CancelToken | None = None) -> RefitOutcome:
        tokens["refit"].append(type(token or CancelToken()))
        return refit(session, token)

    def noted_suggest(
        session: FakeSession,
        image: EncodedImage,
        proposals: BoxArray,
        token: CancelToken | None = None,
        picture: Picture | None = None,
    ) -> Suggestions:
        tokens["suggest"].append(type(token or CancelToken()))
        return suggest(session, image, proposals, token, picture)

    monkeypatch.setattr(FakeSession, "refit", noted_refit)
    monkeypatch.setattr(FakeSession, "suggest", noted_suggest)
    learning.save(FOX)
    learning.qtbot.waitUntil(lambda: bool(tokens["suggest"]))
    assert set(tokens["refit"]) == {RefitToken}
    assert set(tokens["suggest"]) == {BackgroundToken}


def test_that_nobody_is_told_to_save_objects_while_saved_ones_are_being_learnt(labelling: Labelling) -> None:
    annotate(labelling.photos[0], FOX)
    labelling.start()
    catalogue = labelling.app.workspace.catalogue
    labelling.qtbot.waitUntil(lambda: all(entry.summarised for entry in catalogue.entries))
    labelling.app.actions[ActionId.LEARN].trigger()
    offered = labelling.app.detection.offered
    assert offered is not None
    assert "Looking for objects" in offered.message
