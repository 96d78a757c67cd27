"""Learning while labelling in the composed window, with keys and a known learner."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from support.composed import CAT, Composed, annotate, make_image
from support.fake_learning import FakeLearnFeature, FakeSession, LearningEngine

from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.core.disagreement import Kind
from frcnn_desktop.core.errors import FrcnnError
from frcnn_desktop.core.messages import Message
from frcnn_desktop.core.provenance import Maker
from frcnn_desktop.ui.app import FEATURES
from frcnn_desktop.ui.learn.commands import LearnCommands
from frcnn_desktop.ui.learn.feature import LearnFeature
from frcnn_desktop.ui.learn.review_panel import ReviewPanel
from frcnn_desktop.ui.learn.similar_dialog import SimilarDialog
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.voc import read_annotation
from frcnn_desktop.workers.images.provenance_records import read_record, record_path
from frcnn_desktop.workers.learning import memory_service

Key = Qt.Key
FOX = ObjectAnnotation("fox", (5.0, 5.0, 30.0, 30.0))
SIZE = (80, 40)
WITH_FAKE = tuple(
    replace(outline, load=lambda: FakeLearnFeature) if LearnCommands in outline.commands else outline
    for outline in FEATURES
)


class Labelling(Composed):
    """Five images without annotations, the first one open and detected."""

    def __init__(self, qtbot: QtBot, folder: Path, *, fresh: bool = True) -> None:
        super().__init__(qtbot, folder / "settings.json", engine=LearningEngine(), features=WITH_FAKE)
        photos = folder / "photos"
        photos.mkdir(exist_ok=True)
        self.photos = [photos / f"{number}.png" for number in range(5)]
        if fresh:
            for photo in self.photos:
                make_image(photo, SIZE)
        FakeLearnFeature.sessions.clear()

    def start(self) -> None:
        self.open(self.photos[0].parent)
        self.qtbot.waitUntil(lambda: self.app.detection.run is not None)

    @property
    def feature(self) -> LearnFeature:
        return self.app.feature(LearnFeature)

    @property
    def learner(self) -> FakeSession:
        return FakeLearnFeature.sessions[-1]

    @property
    def suggested(self) -> list[str]:
        offered = self.app.detection.offered
        return [] if offered is None else [offered.detections.class_names[row] for row in offered.suggested]

    @property
    def heads(self) -> int:
        return len(self.learner.history)

    def switch_on(self) -> None:
        with self.qtbot.waitSignal(self.feature.service.begun):
            self.app.actions[ActionId.LEARN].trigger()

    def save(self, *objects: ObjectAnnotation) -> None:
        """Add objects, save, and wait until they are learnt."""
        self.app.session.add_objects(objects)
        with self.qtbot.waitSignal(self.feature.service.refitted):
            self.key(Key.Key_S, Qt.KeyboardModifier.ControlModifier)

    def next_with(self, *names: str) -> None:
        """Go on to the next image and wait for its suggestions."""
        before = self.app.workspace.current
        self.key(Key.Key_D)
        self.qtbot.waitUntil(lambda: self.app.workspace.current != before)
        self.qtbot.waitUntil(lambda: self.suggested == list(names))


@pytest.fixture
def labelling(qtbot: QtBot, tmp_path: Path) -> Iterator[Labelling]:
    composed = Labelling(qtbot, tmp_path)
    yield composed
    composed.close()


@pytest.fixture
def learning(labelling: Labelling) -> Labelling:
    return taught(labelling)


def taught(labelling: Labelling) -> Labelling:
    """A fox was labelled and learnt on the first image, and the second is open."""
    labelling.start()
    labelling.switch_on()
    labelling.save(FOX)
    labelling.next_with("fox")
    return labelling


def test_that_learning_is_offered_once_when_a_class_is_saved_that_the_model_does_not_know(
    labelling: Labelling,
) -> None:
    labelling.start()
    labelling.app.session.add_objects([CAT])
    labelling.key(Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    labelling.wait_for_save()
    assert labelling.message == ""
    labelling.app.session.add_objects([FOX])
    labelling.key(Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    labelling.qtbot.waitUntil(lambda: "fox" in labelling.message)
    with labelling.qtbot.waitSignal(labelling.feature.service.refitted):
        labelling.click("Learn while labelling")
    assert labelling.app.actions[ActionId.LEARN].isChecked()
    assert labelling.learner.saves[0][1].objects[-1].name == "fox"
    labelling.app.actions[ActionId.LEARN].trigger()
    labelling.app.session.add_objects([ObjectAnnotation("owl", (1, 1, 9, 9))])
    labelling.key(Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    labelling.wait_for_save()
    assert labelling.message == ""


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


def test_that_what_a_deleted_image_taught_is_forgotten(learning: Labelling) -> None:
    taught = learning.learner.saves[0][0]
    with learning.qtbot.waitSignal(learning.feature.service.changed):
        learning.app.workspace.forget(learning.photos[0])
    assert learning.learner.removed == [taught]


def test_that_what_a_deleted_annotation_taught_is_forgotten(learning: Labelling) -> None:
    taught = learning.learner.saves[0][0]
    learning.photos[0].with_suffix(".xml").unlink()
    learning.show(learning.photos[0])
    learning.qtbot.waitUntil(lambda: learning.learner.removed == [taught])


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


def test_that_a_refit_changes_nothing_on_the_open_image_until_a_person_asks(learning: Labelling) -> None:
    learning.save(ObjectAnnotation("owl", (60, 5, 75, 35)))
    assert learning.suggested == ["fox"]
    learning.key(Key.Key_I, Qt.KeyboardModifier.ShiftModifier)
    learning.qtbot.waitUntil(lambda: learning.suggested == ["fox", "owl"])


def test_that_a_refit_that_fails_says_so_and_changes_nothing(learning: Labelling) -> None:
    learning.learner.error = FrcnnError(Message("learning.no_objects"))
    learning.app.session.add_objects([ObjectAnnotation("owl", (60, 5, 75, 35))])
    learning.key(Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    learning.qtbot.waitUntil(lambda: "None of the labelled images" in learning.message)
    assert learning.suggested == ["fox"]
    assert learning.heads == 1


def test_that_what_is_labelled_already_is_learnt_when_learning_begins(labelling: Labelling) -> None:
    for photo in labelling.photos[1:4]:
        annotate(photo, FOX)
    labelling.start()
    with labelling.qtbot.waitSignal(labelling.feature.service.refitted):
        labelling.switch_on()
    assert labelling.learner.given_names == ("fox",)
    assert len(labelling.learner.saves) == 3
    assert labelling.feature.status.button.text() == "3 of 4 right"


def test_that_one_click_goes_back_and_a_moved_threshold_hides(learning: Labelling) -> None:
    learning.save(ObjectAnnotation("owl", (60, 5, 75, 35)))
    assert learning.heads == 2
    with learning.qtbot.waitSignal(learning.feature.service.changed):
        learning.feature.status.menu.rollback_wanted.emit(1)
    assert learning.heads == 1
    learning.next_with("fox")
    with learning.qtbot.waitSignal(learning.feature.service.changed):
        learning.feature.decisions.set_threshold("fox", 1.0)
    learning.key(Key.Key_I, Qt.KeyboardModifier.ShiftModifier)
    learning.qtbot.waitUntil(lambda: learning.suggested == [])


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


def test_that_what_was_decided_about_a_set_survives_a_restart(qtbot: QtBot, tmp_path: Path) -> None:
    learning = taught(Labelling(qtbot, tmp_path))
    key = learning.app.session.image.content_key
    learning.key(Key.Key_Delete)
    learning.feature.decisions.set_threshold("fox", 0.25)
    learning.app.values.filter.hide_classes(frozenset({"fox"}))
    learning.close()
    again = Labelling(qtbot, tmp_path, fresh=False)
    try:
        with qtbot.waitSignal(again.feature.service.begun):
            again.start()
        qtbot.waitUntil(lambda: again.learner.rejected == [(key, (0, 0, 18, 40), "fox")])
        assert again.learner.moved == {"fox": 0.25}
        assert again.app.values.filter.value.hidden_classes == {"fox"}
        again.app.values.filter.hide_classes(frozenset())
        again.app.actions[ActionId.LEARN].trigger()
        with qtbot.waitSignal(again.feature.service.begun):
            again.app.actions[ActionId.LEARN].trigger()
        assert again.app.values.filter.value.hidden_classes == set()
        again.app.values.filter.hide_classes(frozenset({"fox"}))
        again.app.actions[ActionId.LEARN].trigger()
        assert again.app.values.filter.value.hidden_classes == set()
    finally:
        again.close()


def test_that_a_review_asks_the_head_that_learns(learning: Labelling) -> None:
    learning.app.actions[ActionId.REVIEW].trigger()
    panel = learning.app.window.findChild(ReviewPanel)
    assert panel is not None
    with learning.qtbot.waitSignal(learning.feature.review.finished):
        panel.wanted.emit()
    assert learning.learner.reviews == 1
    # The model that was loaded knows no fox.
    assert [(row.what.kind, row.what.name) for row in panel.model.rows] == [(Kind.LOOSE, "fox")]


def test_that_a_class_taken_out_of_the_set_is_not_suggested(learning: Labelling) -> None:
    learning.app.values.filter.hide_classes(frozenset({"fox"}))
    assert learning.suggested == []
    assert learning.app.detection.shown.class_names == ()
    learning.app.actions[ActionId.OTHER_CLASSES].trigger()
    assert learning.app.detection.shown.class_names == ("cat",)
    assert learning.suggested == []


def test_that_a_model_that_cannot_learn_says_so(
    labelling: Labelling, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_engine: object, _names: object) -> FakeSession:
        raise FrcnnError(Message("learning.not_able"))

    monkeypatch.setattr(labelling.feature.service, "_factory", refuse)
    labelling.start()
    labelling.app.actions[ActionId.LEARN].trigger()
    labelling.qtbot.waitUntil(lambda: "cannot learn" in labelling.message)
    assert labelling.feature.status.button.text() == "Cannot learn"


def test_that_without_a_model_it_says_that_nothing_is_learnt(qtbot: QtBot, tmp_path: Path) -> None:
    def fail(_path: Path | None, _device: str) -> LearningEngine:
        raise FrcnnError(Message("learning.not_able"))

    without = Composed(qtbot, tmp_path / "settings.json", fail, features=WITH_FAKE)
    try:
        without.open(make_image(tmp_path / "photo.png", SIZE))
        without.app.actions[ActionId.LEARN].trigger()
        offered = without.app.detection.offered
        assert offered is not None
        assert "No model is loaded" in offered.message
    finally:
        without.close()


def test_that_decisions_that_cannot_be_kept_are_said_once_and_hold_until_the_end(
    learning: Labelling, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object) -> None:
        raise OSError(30, "Read-only file system")

    said: list[str] = []
    monkeypatch.setattr(memory_service, "write_memory", refuse)
    monkeypatch.setattr(learning.app.shell, "status", said.append)
    learning.key(Key.Key_Delete)
    learning.qtbot.waitUntil(lambda: any("Read-only" in text for text in said))
    learning.feature.decisions.set_threshold("fox", 0.25)
    with learning.qtbot.waitSignal(learning.feature.memory.failed):
        pass
    assert sum("Read-only" in text for text in said) == 1
    learning.qtbot.waitUntil(lambda: learning.learner.moved == {"fox": 0.25})


def test_that_switching_off_shows_detections_again_and_stops_a_refit(learning: Labelling) -> None:
    learning.learner.gate.clear()
    learning.app.session.add_objects([FOX])
    with learning.qtbot.waitSignal(learning.feature.service.refitting_changed):
        learning.key(Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    learning.app.actions[ActionId.LEARN].trigger()
    assert learning.app.detection.offered is None
    assert learning.app.detection.shown.class_names == ("cat",)
    assert not learning.feature.service.active
    assert not learning.feature.status.button.isVisible()


def test_that_one_class_at_a_time_implies_the_class_and_then_offers_the_next(learning: Labelling) -> None:
    app, canvas = learning.app, learning.app.canvas
    app.values.classes.set_names(["fox", "owl"])
    app.values.classes.set_current("fox")
    with learning.qtbot.waitSignal(learning.feature.service.begun):
        app.actions[ActionId.ONE_CLASS].trigger()
    learning.qtbot.waitUntil(lambda: learning.learner.given_names == ("fox",) and learning.heads == 1)
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


def similar_places(labelling: Labelling) -> list[SimilarDialog]:
    return [each for each in labelling.app.window.findChildren(SimilarDialog) if each.isVisible()]


def test_that_similar_objects_are_listed_and_a_click_leads_to_them(learning: Labelling) -> None:
    session = learning.app.session
    command = learning.app.actions[ActionId.SIMILAR]
    assert not command.isEnabled()
    learning.save(replace(FOX, name="cat"))
    session.select([session.objects[0].id])
    command.trigger()
    learning.qtbot.waitUntil(lambda: bool(similar_places(learning)))
    (dialog,) = similar_places(learning)
    rows = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    assert rows == ["fox  ·  0.png  ·  90%"]
    place = dialog.list.visualItemRect(dialog.list.item(0)).center()
    QTest.mouseClick(dialog.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    learning.qtbot.waitUntil(lambda: learning.app.workspace.current == learning.photos[0])
    learning.qtbot.waitUntil(lambda: [each.name for each in session.selected_objects] == ["fox"])
    learning.app.actions[ActionId.LEARN].trigger()
    learning.qtbot.waitUntil(lambda: not similar_places(learning))
