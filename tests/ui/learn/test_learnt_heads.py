"""What is learnt, from what, and going back: in the composed window, with a known learner."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from support.composed import CAT, Composed, annotate, make_image
from support.fake_learning import FakeSession, LearningEngine
from support.labelling import FOX, SIZE, WITH_FAKE, Labelling, taught

from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.core.disagreement import Kind
from frcnn_desktop.core.errors import FrcnnError
from frcnn_desktop.core.messages import Message
from frcnn_desktop.ui.learn.review_panel import ReviewPanel
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.workers.learning import memory_service

Key = Qt.Key


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


def test_that_an_offer_that_nobody_answered_goes_with_its_folder_and_comes_again(
    labelling: Labelling, tmp_path: Path
) -> None:
    labelling.start()
    labelling.app.session.add_objects([FOX])
    labelling.key(Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    labelling.qtbot.waitUntil(lambda: "fox" in labelling.message)
    other = tmp_path / "other"
    other.mkdir()
    make_image(other / "1.png")
    with labelling.qtbot.waitSignal(labelling.app.workspace.current_changed):
        labelling.app.workspace.open_paths([other])
    assert labelling.message == ""
    labelling.app.session.add_objects([FOX])
    labelling.key(Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    labelling.qtbot.waitUntil(lambda: "fox" in labelling.message)


def test_that_an_offer_that_nobody_answered_goes_with_its_model_and_comes_again(labelling: Labelling) -> None:
    labelling.start()
    labelling.app.session.add_objects([FOX])
    labelling.key(Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    labelling.qtbot.waitUntil(lambda: "fox" in labelling.message)
    # What "Use this model" does, which may be one that knows a fox.
    labelling.app.inference.model_loading.emit()
    assert labelling.message == ""
    labelling.app.session.add_objects([FOX])
    labelling.key(Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    labelling.qtbot.waitUntil(lambda: "fox" in labelling.message)


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
