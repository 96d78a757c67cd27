"""The walk through what the model and the labels disagree on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from support.composed import Composed, annotate, make_image

from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.core.disagreement import Disagreement, Kind
from frcnn_desktop.core.provenance import Maker
from frcnn_desktop.ui.learn.feature import LearnFeature
from frcnn_desktop.ui.learn.review_panel import ReviewPanel
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.voc import read_annotation
from frcnn_desktop.workers.learning.review import ImageReviewed

Key = Qt.Key
SIZE = (80, 40)
CAT = (0.0, 0.0, 32.0, 40.0)
"""Where the model sees a cat on every photo."""
FAR = ObjectAnnotation("dog", (50.0, 5.0, 75.0, 35.0))


class Reviewing(Composed):
    """Photos with labels; the model agrees with the first one alone."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        super().__init__(qtbot, folder / "settings.json")
        photos = folder / "photos"
        photos.mkdir()
        self.photos = [make_image(photos / f"{name}.png", SIZE) for name in ("good", "wrong", "loose", "new")]
        good, wrong, loose, self.new = self.photos
        annotate(good, ObjectAnnotation("cat", CAT))
        annotate(wrong, ObjectAnnotation("dog", CAT))
        annotate(loose, ObjectAnnotation("cat", (0.0, 0.0, 32.0, 22.0)))

    def read_folder(self) -> None:
        self.open(self.photos[0].parent)
        self.qtbot.waitUntil(lambda: self.app.detection.run is not None)
        self.qtbot.waitUntil(lambda: all(each.summarised for each in self.app.workspace.catalogue.entries))

    def review(self) -> None:
        self.read_folder()
        self.app.actions[ActionId.REVIEW].trigger()
        with self.qtbot.waitSignal(self.app.feature(LearnFeature).review.finished):
            self.panel.wanted.emit()

    @property
    def panel(self) -> ReviewPanel:
        panel = self.app.window.findChild(ReviewPanel)
        assert panel is not None
        return panel

    @property
    def found(self) -> list[tuple[str, Kind]]:
        return [(row.path.stem, row.what.kind) for row in self.panel.model.rows]

    def press(self, key: Key, opens: Path | None = None) -> None:
        self.app.canvas.setFocus()
        self.key(key)
        if opens is not None:
            self.qtbot.waitUntil(lambda: self.app.workspace.current == opens)


@pytest.fixture
def reviewing(qtbot: QtBot, tmp_path: Path) -> Iterator[Reviewing]:
    composed = Reviewing(qtbot, tmp_path)
    yield composed
    composed.close()


def test_that_disagreements_are_walked_the_most_certain_first_and_taken_with_one_key(
    reviewing: Reviewing,
) -> None:
    reviewing.review()
    assert reviewing.found == [("wrong", Kind.WRONG_CLASS), ("loose", Kind.LOOSE)]
    said = " ".join(label.text() for label in reviewing.panel.findChildren(QLabel))
    assert "2 left in 3 images: 1 wrong class, 1 loose" in said
    assert "Proposals fit 100 % of the labels by half (IoU 0.5), 67 % tightly (0.7)." in said
    session, wrong = reviewing.app.session, reviewing.photos[1]
    before = wrong.with_suffix(".xml").read_bytes()
    reviewing.press(Key.Key_J, wrong)
    assert [item.name for item in session.selected_objects] == ["dog"]
    reviewing.press(Key.Key_Y)
    assert [item.name for item in session.objects] == ["cat"]
    assert reviewing.found == [("loose", Kind.LOOSE)]
    assert wrong.with_suffix(".xml").read_bytes() == before
    session.undo_stack.undo()
    assert reviewing.found == [("wrong", Kind.WRONG_CLASS), ("loose", Kind.LOOSE)]
    reviewing.press(Key.Key_Y)
    reviewing.press(Key.Key_Y, reviewing.photos[2])
    assert [item.name for item in read_annotation(wrong.with_suffix(".xml")).objects] == ["cat"]
    reviewing.press(Key.Key_Y)
    assert session.objects[0].box == CAT
    assert reviewing.found == []


def test_that_what_is_kept_is_not_asked_again_unless_a_person_wants_it(reviewing: Reviewing) -> None:
    reviewing.review()
    reviewing.press(Key.Key_J, reviewing.photos[1])
    reviewing.press(Key.Key_K, reviewing.photos[2])
    assert reviewing.found == [("loose", Kind.LOOSE)]
    assert [item.name for item in read_annotation(reviewing.photos[1].with_suffix(".xml")).objects] == ["dog"]
    with reviewing.qtbot.waitSignal(reviewing.app.feature(LearnFeature).review.finished):
        reviewing.panel.wanted.emit()
    assert reviewing.found == [("loose", Kind.LOOSE)]
    reviewing.panel.again_wanted.emit()
    assert len(reviewing.found) == 2


def test_that_a_missed_object_is_added_as_the_models_and_extra_labels_come_last(reviewing: Reviewing) -> None:
    annotate(reviewing.new, FAR)
    annotate(reviewing.photos[0], ObjectAnnotation("cat", CAT), FAR, FAR)
    reviewing.review()
    assert [kind for name, kind in reviewing.found if name == "good"] == [Kind.DOUBLED, Kind.EXTRA][:1]
    assert ("new", Kind.MISSED) in reviewing.found
    row = reviewing.found.index(("new", Kind.MISSED))
    reviewing.panel.chosen.emit(reviewing.panel.model.rows[row])
    reviewing.qtbot.waitUntil(lambda: reviewing.app.workspace.current == reviewing.new)
    reviewing.press(Key.Key_Y)
    added = reviewing.app.session.objects[-1]
    assert (added.name, added.box) == ("cat", CAT)
    assert reviewing.app.values.origins.of(added).origin.maker is Maker.ACCEPTED


def test_that_nothing_is_said_of_labels_of_a_class_that_the_model_does_not_know(reviewing: Reviewing) -> None:
    annotate(reviewing.new, ObjectAnnotation("tabby", CAT))
    reviewing.review()
    assert "new" not in {name for name, _ in reviewing.found}


def test_that_without_labels_it_says_so(reviewing: Reviewing, monkeypatch: pytest.MonkeyPatch) -> None:
    for photo in reviewing.photos[:3]:
        photo.with_suffix(".xml").unlink()
    reviewing.open(reviewing.photos[0].parent)
    reviewing.qtbot.waitUntil(lambda: bool(reviewing.app.inference.model_key))
    said: list[str] = []
    monkeypatch.setattr(reviewing.app.shell, "status", said.append)
    reviewing.panel.wanted.emit()
    assert said == ["No image of this folder has labels yet."]
    reviewing.press(Key.Key_J)
    assert said[-1] == "No labels were reviewed yet: look for disagreements first."


def test_that_a_review_under_way_does_not_say_that_nothing_is_wrong(
    reviewing: Reviewing, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    reviewing.read_folder()
    monkeypatch.setattr(reviewing.app.shell, "status", said.append)
    with reviewing.qtbot.waitSignal(reviewing.app.feature(LearnFeature).review.finished):
        reviewing.panel.wanted.emit()
        reviewing.press(Key.Key_J)
    assert said[-1] == "No disagreement so far: the labels are still being reviewed."


def test_that_many_answers_are_counted_a_few_times_a_second(
    reviewing: Reviewing, monkeypatch: pytest.MonkeyPatch
) -> None:
    reviewing.review()
    found = reviewing.found
    counted: list[int] = []
    monkeypatch.setattr(ReviewPanel, "set_rows", lambda _panel, rows, *_: counted.append(len(rows)))
    service = reviewing.app.feature(LearnFeature).review
    for number in range(300):
        path = reviewing.photos[0].with_name(f"{number}.png")
        service.reviewed.emit(ImageReviewed(path, str(number), (Disagreement(Kind.MISSED, 0.9, CAT, "cat"),)))
    assert not counted
    service.finished.emit(0)
    assert counted == [len(found) + 300]
