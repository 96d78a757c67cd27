"""A learner keeps what became of suggestions for the next start, and says what it cannot read or keep."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from support.data_sets import make_image
from support.fake_engine import fake_image
from support.fake_learning import FakeSession, LearningEngine

from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.errors import FrcnnError
from frcnn_desktop.learning.experience_file import read_experience
from frcnn_desktop.voc import write_annotation
from frcnn_desktop.workers.base.jobs import Call
from frcnn_desktop.workers.detect.engine_holder import EngineHolder
from frcnn_desktop.workers.learning.learner import Learner
from frcnn_desktop.workers.learning.messages import LabelledFile
from frcnn_desktop.workers.learning.set_memory import experience_path

FOXES = ImageAnnotation(64, 48, (ObjectAnnotation("fox", (5.0, 5.0, 30.0, 30.0)),))
CALL = Call(1, CancelToken(), lambda _value: None)


def made(path: Path) -> tuple[Learner, FakeSession]:
    session, holder = FakeSession(()), EngineHolder()
    holder.set(LearningEngine(), "fake")
    return Learner(holder, lambda _engine, _names: session, (), experience=path), session


def begun(path: Path) -> tuple[Learner, FakeSession]:
    learner, session = made(path)
    assert learner.begin(CALL).problem is None
    return learner, session


def test_that_what_became_of_suggestions_reaches_the_next_session(tmp_path: Path) -> None:
    path = tmp_path / "kept"
    learner, first = begun(path)
    assert first.resumed is None
    learner.take_save(fake_image(), FOXES, CALL)
    learner.keep(0.0, CALL)
    _, second = begun(path)
    assert second.resumed is not None
    assert second.resumed.names == ("fox",)


def test_that_images_labelled_before_judge_suggestions_only_while_nothing_is_known(tmp_path: Path) -> None:
    path, photo = tmp_path / "kept", tmp_path / "photo.png"
    make_image(photo, (64, 48))
    write_annotation(FOXES, photo.with_suffix(".xml"))
    file = LabelledFile(photo, tmp_path)
    learner, first = begun(path)
    learner.take_file(file, CALL)
    learner.take_save(fake_image(), FOXES, CALL)
    learner.keep(0.0, CALL)
    later, second = begun(path)
    later.take_file(file, CALL)
    assert (first.judged, second.judged) == ([True, True], [False])


def test_that_it_is_kept_only_when_something_was_saved_and_not_more_often_than_asked(tmp_path: Path) -> None:
    path = tmp_path / "kept"
    learner, _ = begun(path)
    learner.keep(0.0, CALL)
    assert not path.exists()
    learner.take_save(fake_image(), FOXES, CALL)
    learner.keep(3600.0, CALL)
    assert not path.exists()
    learner.keep(0.0, CALL)
    assert path.exists()


def test_that_a_damaged_file_is_told_and_learning_begins_anew(tmp_path: Path) -> None:
    path = tmp_path / "kept"
    path.write_bytes(b"not a file of ours" * 9)
    learner, session = made(path)
    state = learner.begin(CALL)
    assert state.problem is not None
    assert state.problem.id == "learning.experience_unread"
    assert session.resumed is None
    learner.take_save(fake_image(), FOXES, CALL)
    learner.keep(0.0, CALL)
    kept = read_experience(path)
    assert kept is not None
    assert np.array_equal(kept.arrays["saves"], np.arange(1))


def test_that_a_place_where_nothing_can_be_kept_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    learner, _ = made(tmp_path / "file" / "kept")
    assert learner.begin(CALL).problem is not None
    learner.take_save(fake_image(), FOXES, CALL)
    with pytest.raises(FrcnnError):
        learner.keep(0.0, CALL)
    learner.take_save(fake_image(), FOXES, CALL)
    learner.keep(0.0, CALL)


def test_that_a_class_learnt_alone_has_a_file_of_its_own(tmp_path: Path) -> None:
    paths = {experience_path([tmp_path], only, tmp_path) for only in ("", "cat", "dog")}
    assert len(paths) == 3
    assert len({path.parent for path in paths}) == 1
