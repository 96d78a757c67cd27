"""The journal on disk: who holds it, what is deleted, and what is not."""

from __future__ import annotations

import errno
import os
import platform
import subprocess
import sys
from pathlib import Path
from unittest import mock

import pytest

from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.voc import write_annotation
from frcnn_desktop.voc.unsaved_edits import UnsavedEdits, edits_of
from frcnn_desktop.workers.tasks import journal as module
from frcnn_desktop.workers.tasks.journal import FILE_NAME, Journal, JournalContent

CAT = ObjectAnnotation("cat", (0.0, 0.0, 20.0, 20.0))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "unsaved"


def edits(folder: Path, name: str = "a", *objects: ObjectAnnotation) -> UnsavedEdits:
    mine = ImageAnnotation(60, 40, objects or (CAT,))
    base = (ImageAnnotation(60, 40), b"")
    return edits_of((folder / f"{name}.png", "key"), folder / f"{name}.xml", mine, base, 1.0)


def left(root: Path, *kept: UnsavedEdits) -> None:
    """Let a program keep edits and die."""
    journal = Journal(root)
    for each in kept:
        journal.keep(each)
    journal.close()


def looked(root: Path) -> JournalContent:
    """Return what a program finds that ends at once."""
    journal = Journal(root)
    content = journal.look()
    journal.close()
    return content


def files(root: Path) -> list[Path]:
    return sorted(root.glob(f"*/{FILE_NAME}"))


def test_that_the_newest_edits_of_a_dead_program_are_found(root: Path, tmp_path: Path) -> None:
    left(root, edits(tmp_path, "a"), edits(tmp_path, "b"))
    [found] = looked(root).edits
    assert found.edits.image.name == "b.png"
    assert found.edits.sequence == 2


def test_that_order_does_not_depend_on_the_clock(root: Path, tmp_path: Path) -> None:
    for name, time in (("first", 9e9), ("second", 1.0), ("third", 5.0)):
        journal = Journal(root)
        journal.look()
        with mock.patch("time.time", return_value=time):
            journal.keep(edits(tmp_path, name))
        journal.close()
    found = looked(root).edits
    assert [each.edits.image.stem for each in found] == ["third", "second", "first"]


def test_that_edits_are_held_by_an_open_lock_and_not_by_a_number(root: Path, tmp_path: Path) -> None:
    living = Journal(root)
    living.keep(edits(tmp_path))
    assert looked(root).edits == ()
    living.close()
    first = Journal(root)
    assert len(first.look().edits) == 1
    assert looked(root).edits == ()
    first.close()


def test_that_a_lock_dies_with_its_process_also_where_every_process_has_the_same_number(
    root: Path, tmp_path: Path
) -> None:
    code = (
        "import os, sys; sys.path[:0] = [sys.argv[1]]\n"
        "from pathlib import Path\n"
        "from frcnn_desktop.core.annotation import ImageAnnotation\n"
        "from frcnn_desktop.workers.tasks.journal import Journal\n"
        "from frcnn_desktop.voc.unsaved_edits import edits_of\n"
        "folder = Path(sys.argv[2])\n"
        "none = ImageAnnotation(1, 1)\n"
        "edits = edits_of((folder / 'a.png', 'key'), folder / 'a.xml', none, (none, b''), 1)\n"
        "Journal(folder / 'unsaved').keep(edits)\n"
        "os._exit(9)\n"
    )
    subprocess.run(
        [sys.executable, "-c", code, str(Path(__file__).parents[3]), str(tmp_path)], check=False, timeout=60
    )
    [entry] = files(root)
    # What QLockFile wrote: this process's own number, as every start in a container has.
    (entry.parent / "owner.lock").write_text(f"{os.getpid()}\nfrcnn-desktop\n{platform.node()}\n")
    assert len(looked(root).edits) == 1


@pytest.mark.parametrize("number", [errno.EACCES, errno.EIO])
def test_that_a_moment_in_which_edits_cannot_be_read_deletes_nothing(
    root: Path, tmp_path: Path, number: int
) -> None:
    left(root, edits(tmp_path))
    with mock.patch.object(module, "read_regular", side_effect=OSError(number, os.strerror(number))):
        journal = Journal(root)
        content = journal.look()
        journal.close()
    assert content.edits == ()
    assert [each.damaged for each in content.unreadable] == [False]
    assert len(files(root)) == 1
    assert len(looked(root).edits) == 1


@pytest.mark.parametrize("data", [b"", b"{}", b"\x00" * 100, b"[" * 100_000, b'{"format": NaN}'])
def test_that_damaged_edits_are_told_of_and_left_alone(root: Path, tmp_path: Path, data: bytes) -> None:
    left(root, edits(tmp_path))
    [entry] = files(root)
    entry.write_bytes(data)
    journal = Journal(root)
    content = journal.look()
    assert [(each.folder, each.damaged) for each in content.unreadable] == [(entry.parent, True)]
    assert entry.read_bytes() == data
    journal.forget(entry.parent)
    journal.close()
    assert not entry.parent.exists()


def test_that_edits_go_by_themselves_only_where_their_file_holds_them(root: Path, tmp_path: Path) -> None:
    kept = edits(tmp_path)
    write_annotation(ImageAnnotation(60, 40, filename="a.png", folder="x"), kept.target)
    left(root, kept)
    journal = Journal(root)
    [found] = journal.look().edits
    assert found.comparison.mine is not None
    journal.close()
    write_annotation(found.comparison.mine, kept.target)
    assert looked(root).edits == ()
    assert not files(root)


def test_that_a_folder_that_holds_no_edits_is_cleared_away(root: Path) -> None:
    killed = Journal(root)
    killed.check()
    [folder] = root.iterdir()
    killed.close()
    folder.mkdir()
    (folder / "owner.lock").touch()
    assert looked(root).edits == ()
    assert list(root.iterdir()) == []


def test_that_edits_are_kept_again_after_somebody_has_tidied_up(root: Path, tmp_path: Path) -> None:
    import shutil

    journal = Journal(root)
    journal.keep(edits(tmp_path))
    shutil.rmtree(root)
    journal.keep(edits(tmp_path))
    assert len(files(root)) == 1
    journal.close()
