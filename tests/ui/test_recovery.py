"""Unsaved edits after a program that did not end properly."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from support.composed import CAT, DOG, Composed, annotate, make_image
from support.saves import saved

from frcnn_desktop.host.folders import state_folder
from frcnn_desktop.ui.browse.feature import BrowseFeature
from frcnn_desktop.voc import read_annotation
from frcnn_desktop.voc.recovery import FILE_NAME

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


def kept() -> list[Path]:
    return list(state_folder("unsaved").glob(f"*/{FILE_NAME}"))


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


def start(window: Composed) -> None:
    with window.qtbot.waitSignal(window.app.feature(BrowseFeature).services.recovery.found):
        window.app.start()


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


def test_that_a_damaged_or_saved_entry_is_dropped_silently(
    killed: None, window: Composed, photo: Path, qtbot: QtBot
) -> None:
    [entry] = kept()
    entry.write_bytes(entry.read_bytes()[:-40])
    start(window)
    assert window.message == ""
    qtbot.waitUntil(lambda: not entry.parent.exists())
