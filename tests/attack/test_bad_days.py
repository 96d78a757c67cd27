"""Full disks, clocks that jump, and two windows on one folder: nothing is lost, and nothing is silent."""

from __future__ import annotations

import random
import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from support.composed import CAT, DOG, Composed, annotate, make_image
from support.saves import saved

from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.host.folders import state_folder
from frcnn_desktop.ui.browse.feature import BrowseFeature
from frcnn_desktop.voc import read_annotation
from frcnn_desktop.workers.tasks.journal import FILE_NAME, FOLDER, Journal

pytestmark = [pytest.mark.attack, pytest.mark.timeout(600)]

COW = ObjectAnnotation("cow", (10.0, 5.0, 40.0, 30.0))


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Composed]:
    window = Composed(qtbot, tmp_path / "settings.json")
    yield window
    window.close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte."""
    disk = tmp_path / "disk"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)]
    try:
        done = subprocess.run(command, check=False, capture_output=True)
    except OSError:
        done = None
    if done is None or done.returncode != 0:
        pytest.skip("only root can make a small disk")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def fill(disk: Path) -> Path:
    """Take all the room there is."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            return ballast


def names(path: Path) -> list[str]:
    return [each.name for each in read_annotation(path).objects]


def label(window: Composed) -> str:
    found = window.app.feature(BrowseFeature).recovering.journal_status.label
    return found.text() if found.isVisible() else ""


def test_that_a_full_disk_damages_no_annotation_and_the_edits_are_saved_once_there_is_room(
    window: Composed, small_disk: Path
) -> None:
    photo = make_image(small_disk / "a.png")
    target = annotate(photo, CAT)
    before = target.read_bytes()
    window.app.window.show()
    window.open(photo)
    ballast = fill(small_disk)
    window.app.session.add_objects([replace(DOG, name="dog" * 3000)])
    assert not saved(window.app.workspace)
    assert "disk is full" in window.message
    assert target.read_bytes() == before
    assert [each.name for each in small_disk.iterdir() if each.name.startswith(".")] == []
    ballast.unlink()
    assert saved(window.app.workspace)
    assert names(target) == ["cat", "dog" * 3000]


def test_that_a_full_home_is_said_at_once_and_edits_are_kept_as_soon_as_there_is_room(
    qtbot: QtBot, tmp_path: Path, small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(small_disk))
    unsaved = small_disk / "frcnn-desktop" / FOLDER
    unsaved.mkdir(parents=True)
    photo = make_image(tmp_path / "a.png")
    annotate(photo, CAT)
    ballast = fill(small_disk)
    window = Composed(qtbot, tmp_path / "settings.json")
    try:
        window.app.window.show()
        window.open(photo)
        qtbot.waitUntil(lambda: "not kept" in label(window), timeout=20_000)
        window.app.session.add_objects([DOG])
        ballast.unlink()
        qtbot.waitUntil(lambda: bool(list(unsaved.glob(f"*/{FILE_NAME}"))), timeout=20_000)
        qtbot.waitUntil(lambda: label(window) == "")
    finally:
        window.close()


def test_that_clocks_that_jump_lose_no_edit_and_confuse_no_order(
    window: Composed, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng, right = random.Random(0), time.time
    monkeypatch.setattr(time, "time", lambda: right() + rng.choice((-1e9, -3600, 0, 3600, 1e9)))
    photo = make_image(tmp_path / "a.png")
    target = annotate(photo, CAT)
    window.open(photo)
    session, recovery = window.app.session, window.app.feature(BrowseFeature).services.recovery
    for number in range(1, 11):
        session.add_objects([ObjectAnnotation(f"dog {number}", DOG.box)])
        with qtbot.waitSignal(recovery.kept):
            pass
        if number % 3 == 0:
            assert saved(window.app.workspace)
    assert len(session.objects) == 11
    assert len(read_annotation(target).objects) == 10
    window.app.shutdown()
    journal = Journal()
    [found] = journal.look().edits
    journal.close()
    assert len(found.edits.mine.objects) == 11


def test_that_two_windows_on_one_folder_overwrite_nothing_unasked(
    window: Composed, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    for name in ("a", "b"):
        annotate(make_image(folder / f"{name}.png"), CAT)
    other = Composed(qtbot, tmp_path / "other.json")
    try:
        window.open(folder)
        other.open(folder)
        target = folder / "a.xml"
        window.app.session.add_objects([DOG])
        assert saved(window.app.workspace)
        other.app.session.add_objects([COW])
        assert not saved(other.app.workspace)
        assert names(target) == ["cat", "dog"]
        assert other.buttons == ["Save anyway", "Reload", "Save as…"]
        other.click("Reload")
        other.app.session.add_objects([COW])
        assert saved(other.app.workspace)
        assert names(target) == ["cat", "dog", "cow"]
        # Both keep their own edits, and neither offers the other's.
        window.show(folder / "b.png")
        for each in (window, other):
            each.app.session.add_objects([DOG])
        qtbot.waitUntil(lambda: len(list(state_folder(FOLDER).glob(f"*/{FILE_NAME}"))) == 2)
        journal = Journal()
        assert journal.look().edits == ()
        journal.close()
    finally:
        other.close()
