"""Unsaved edits after a program that did not end properly."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event
from unittest.mock import Mock

import pytest
from pytestqt.qtbot import QtBot
from support.composed import CAT, COW, DOG, Composed, annotate, make_image
from support.journals import kept, plant, start
from support.saves import saved

from frcnn_desktop.core.atomic_file import write_atomically
from frcnn_desktop.ui.browse.feature import BrowseFeature
from frcnn_desktop.ui.browse.recovery import BEHIND_MS
from frcnn_desktop.voc import read_annotation
from frcnn_desktop.voc.unsaved_edits import decode_edits, file_digest
from frcnn_desktop.workers.tasks import journal as journal_module

VICTIM = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
sys.path[:0] = sys.argv[3:]
from support.composed import DOG, FakeEngine
from frcnn_desktop.host.folders import state_folder
from frcnn_desktop.ui.app import Application, make_qt_application
from frcnn_desktop.ui.shell.settings import Settings

qt = make_qt_application()
app = Application(Settings(Path(sys.argv[2])), lambda path, device: FakeEngine())
app.session.image_changed.connect(lambda: QTimer.singleShot(0, lambda: app.session.add_objects([DOG])))
app.start([Path(sys.argv[1])])
QTimer.singleShot(60_000, qt.quit)
watch = QTimer(interval=20)
watch.timeout.connect(
    lambda: any(state_folder("unsaved").glob("*/edits.json")) and (print("kept", flush=True), watch.stop())
)
watch.start()
qt.exec()
"""


def names(path: Path) -> list[str]:
    return [item.name for item in read_annotation(path).objects]


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    folder = tmp_path / "photos"
    folder.mkdir()
    photo = make_image(folder / "a.png")
    annotate(photo, CAT)
    return photo


@pytest.fixture
def killed(photo: Path, tmp_path: Path) -> None:
    """A program that added a dog to the photo and was killed before it was saved."""
    folders = [str(Path(__file__).parents[1])]
    command = [sys.executable, "-c", VICTIM, str(photo), str(tmp_path / "victim.ini"), *folders]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as victim:
        assert victim.stdout is not None
        assert victim.stdout.readline() == "kept\n"
        victim.send_signal(signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
    assert names(photo.with_suffix(".xml")) == ["cat"]


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Composed]:
    window = Composed(qtbot, tmp_path / "settings.ini")
    yield window
    window.close()


def test_that_edits_of_a_killed_program_are_restored_undoably_and_saved_only_when_told(
    killed: None, window: Composed, photo: Path, qtbot: QtBot
) -> None:
    start(window)
    assert "a.png" in window.message
    assert window.buttons == ["Restore", "Discard"]
    window.click("Restore")
    session = window.app.session
    qtbot.waitUntil(lambda: [item.name for item in session.objects] == ["cat", "dog"])
    assert session.dirty
    assert names(photo.with_suffix(".xml")) == ["cat"]
    session.undo_stack.undo()
    assert [item.name for item in session.objects] == ["cat"]
    session.undo_stack.redo()
    assert saved(window.app.workspace)
    assert names(photo.with_suffix(".xml")) == ["cat", "dog"]
    qtbot.waitUntil(lambda: not kept())


def test_that_discarded_edits_are_not_offered_again(killed: None, window: Composed, qtbot: QtBot) -> None:
    start(window)
    window.click("Discard")
    qtbot.waitUntil(lambda: not kept())
    assert window.message == ""


def test_that_edits_of_a_program_that_still_runs_are_not_offered(
    window: Composed, photo: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    window.open(photo)
    window.app.session.add_objects([DOG])
    qtbot.waitUntil(lambda: bool(kept()))
    other = Composed(qtbot, tmp_path / "other.ini")
    try:
        start(other)
        assert other.message == ""
    finally:
        other.close()
    assert kept()


def test_that_nothing_is_kept_once_edits_are_saved_or_given_up(
    window: Composed, photo: Path, qtbot: QtBot
) -> None:
    window.open(photo)
    window.app.session.add_objects([DOG])
    qtbot.waitUntil(lambda: bool(kept()))
    assert saved(window.app.workspace)
    qtbot.waitUntil(lambda: not kept())
    window.app.session.add_objects([DOG])
    qtbot.waitUntil(lambda: bool(kept()))
    window.app.session.undo_stack.undo()
    qtbot.waitUntil(lambda: not kept())


def test_that_edits_outlive_a_program_that_ends_with_them_unsaved(
    window: Composed, photo: Path, qtbot: QtBot
) -> None:
    window.open(photo)
    window.app.session.add_objects([DOG])
    window.app.shutdown()
    assert len(kept()) == 1


def test_that_damaged_edits_are_told_of_and_stay_until_the_person_discards_them(
    killed: None, window: Composed, qtbot: QtBot
) -> None:
    [entry] = kept()
    entry.write_bytes(entry.read_bytes()[:-40])
    start(window)
    assert str(entry.parent) in window.message
    assert entry.exists()
    window.click("Discard")
    qtbot.waitUntil(lambda: not entry.parent.exists())


def test_that_edits_older_than_the_file_are_a_conflict_that_the_person_decides(
    window: Composed, photo: Path, qtbot: QtBot
) -> None:
    plant(photo, photo.with_suffix(".xml"), DOG)
    annotate(photo, CAT, COW)
    start(window)
    assert "a.xml has been changed since" in window.message
    assert window.buttons == ["Combine", "Replace", "Discard"]
    window.click("Combine")
    session = window.app.session
    qtbot.waitUntil(lambda: [item.name for item in session.objects] == ["cat", "cow", "dog"])
    session.undo_stack.undo()
    assert [item.name for item in session.objects] == ["cat", "cow"]
    session.undo_stack.redo()
    assert saved(window.app.workspace)
    assert names(photo.with_suffix(".xml")) == ["cat", "cow", "dog"]


def test_that_a_save_between_offer_and_answer_asks_anew(window: Composed, photo: Path, qtbot: QtBot) -> None:
    plant(photo, photo.with_suffix(".xml"), DOG)
    start(window)
    assert window.buttons == ["Restore", "Discard"]
    annotate(photo, COW)
    window.click("Restore")
    qtbot.waitUntil(lambda: window.buttons == ["Combine", "Replace", "Discard"])
    window.click("Replace")
    qtbot.waitUntil(lambda: [item.name for item in window.app.session.objects] == ["cat", "dog"])
    assert names(photo.with_suffix(".xml")) == ["cow"]


def test_that_edits_come_back_into_the_file_that_save_as_chose(
    window: Composed, photo: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    other = tmp_path / "other.xml"
    other.write_bytes(photo.with_suffix(".xml").read_bytes())
    plant(photo, other, DOG)
    annotate(photo, COW)
    start(window)
    window.click("Restore")
    session = window.app.session
    qtbot.waitUntil(lambda: [item.name for item in session.objects] == ["cat", "dog"])
    assert session.annotation_path == other
    assert saved(window.app.workspace)
    assert (names(other), names(photo.with_suffix(".xml"))) == (["cat", "dog"], ["cow"])


def test_that_edits_which_xml_cannot_hold_are_kept_and_so_are_those_after_them(
    window: Composed, photo: Path, qtbot: QtBot
) -> None:
    window.open(photo)
    session = window.app.session
    session.add_objects([replace(DOG, name="a\x01b")])
    qtbot.waitUntil(lambda: bool(kept()))
    session.add_objects([replace(COW, name="")])
    qtbot.waitUntil(lambda: len(decode_edits(kept()[0].read_bytes()).mine.objects) == 3)
    back = decode_edits(kept()[0].read_bytes()).mine.objects
    assert [each.name for each in back] == ["cat", "a\x01b", ""]


def test_that_edits_made_while_a_save_ran_are_kept_from_what_it_wrote(
    window: Composed, photo: Path, qtbot: QtBot
) -> None:
    window.open(photo)
    session, target = window.app.session, photo.with_suffix(".xml")
    session.add_objects([DOG])
    window.app.workspace.save()
    session.add_objects([COW])
    window.wait_for_save()
    qtbot.waitUntil(
        lambda: (
            bool(kept())
            and decode_edits(kept()[0].read_bytes()).base_digest == file_digest(target.read_bytes())
        )
    )
    assert names(target) == ["cat", "dog"]


def status(window: Composed) -> str:
    label = window.app.feature(BrowseFeature).recovering.journal_status.label
    return label.text() if label.isVisible() else ""


def test_that_a_journal_that_cannot_be_written_is_said_at_once_until_it_can(
    window: Composed, photo: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = OSError(errno.ENOSPC, "No space left on device")
    with monkeypatch.context() as context:
        context.setattr(journal_module, "write_atomically", Mock(side_effect=full))
        window.app.window.show()
        window.open(photo)
        qtbot.waitUntil(lambda: "not kept" in status(window))
        window.app.session.add_objects([DOG])
        qtbot.wait(BEHIND_MS)
        assert not kept()
    qtbot.waitUntil(lambda: bool(kept()), timeout=10_000)
    qtbot.waitUntil(lambda: status(window) == "")


def test_that_a_slow_disk_is_said_and_only_the_newest_edits_are_written(
    window: Composed, photo: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    free, written = Event(), list[bytes]()

    def write(path: Path, data: bytes) -> None:
        free.wait(20)
        written.append(data)
        write_atomically(path, data)

    window.app.window.show()
    window.open(photo)
    monkeypatch.setattr(journal_module, "write_atomically", write)
    session, control = window.app.session, window.app.feature(BrowseFeature).recovering
    try:
        for _ in range(6):
            session.add_objects([DOG])
            control.keep()
        qtbot.waitUntil(lambda: "Slow disk" in status(window), timeout=10_000)
    finally:
        free.set()
    qtbot.waitUntil(lambda: status(window) == "" and bool(kept()))
    assert len(written) <= 2
    assert len(decode_edits(written[-1]).mine.objects) == 7


def test_that_restored_edits_stay_in_the_old_journal_until_the_new_one_holds_them(
    window: Composed, photo: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(photo, photo.with_suffix(".xml"), DOG)
    [old] = kept()
    with monkeypatch.context() as context:
        context.setattr(journal_module, "write_atomically", Mock(side_effect=OSError(errno.EIO, "broken")))
        start(window)
        window.click("Restore")
        qtbot.waitUntil(lambda: len(window.app.session.objects) == 2)
        qtbot.wait(2 * BEHIND_MS)
        assert old.exists()
    qtbot.waitUntil(lambda: not old.exists(), timeout=10_000)
    assert len(kept()) == 1


@pytest.mark.parametrize("time", ["NaN", "1e999", "1e200", "-1"])
def test_that_no_journal_breaks_the_start(window: Composed, photo: Path, time: str) -> None:
    plant(photo, photo.with_suffix(".xml"), DOG)
    [entry] = kept()
    entry.write_text(entry.read_text().replace("1000000000.0", time))
    start(window)
    assert "a.png" in window.message or "cannot be read" in window.message
    assert entry.exists()


def test_that_edits_made_on_another_picture_of_that_name_ask_first(
    window: Composed, photo: Path, qtbot: QtBot
) -> None:
    plant(photo, photo.with_suffix(".xml"), DOG)
    make_image(photo)
    start(window)
    window.click("Restore")
    qtbot.waitUntil(lambda: "another picture" in window.message)
    assert window.buttons == ["Restore anyway", "Discard"]
    window.click("Restore anyway")
    qtbot.waitUntil(lambda: len(window.app.session.objects) == 2)
