"""Files appear whole or not at all, and what a killed program leaves is cleared away."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from frcnn_desktop.core.atomic_file import clear_leftovers, replacing, staging_folder, write_atomically

posix = pytest.mark.skipif(os.name != "posix", reason="no locks of this kind, no such devices")

HALF_DONE = """
import sys, time
from pathlib import Path
from frcnn_desktop.core.atomic_file import replacing, staging_folder
folder = Path(sys.argv[1])
with staging_folder(folder / "VOC2007") as staging, replacing(folder / "a.xml") as file:
    (staging / "a.jpg").touch()
    file.write(b"half")
    file.flush()
    print("there", flush=True)
    time.sleep(60)
"""


def make_old(folder: Path) -> None:
    for path in folder.iterdir():
        os.utime(path, (1, 1))


def test_that_a_block_that_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    write_atomically(path, b"old")
    with pytest.raises(TypeError), replacing(path) as file:
        file.write("text")  # type: ignore[arg-type]
    assert [each.name for each in tmp_path.iterdir()] == ["a.json"]
    assert path.read_bytes() == b"old"


@posix
def test_that_permissions_are_kept_and_new_ones_follow_the_umask(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    old = os.umask(0o027)
    try:
        write_atomically(path, b"1")
    finally:
        os.umask(old)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    path.chmod(0o604)
    write_atomically(path, b"2")
    assert stat.S_IMODE(path.stat().st_mode) == 0o604


@posix
def test_that_only_files_are_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "zero").symlink_to("/dev/zero")
    for name in ("pipe", "zero"):
        with pytest.raises(OSError, match="is not a file"):
            write_atomically(tmp_path / name, b"1")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["pipe", "zero"]


@posix
def test_that_left_overs_of_a_killed_program_go_and_the_work_of_a_living_one_stays(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HALF_DONE, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        child.stdout.readline()
        make_old(tmp_path)
        clear_leftovers(tmp_path)
        assert len(list(tmp_path.iterdir())) == 2
        child.send_signal(signal.SIGKILL)
    assert len(list(tmp_path.iterdir())) == 2
    for name in ("rclone.partial", ".download.tmp", ".frcnn-desktop-notes"):
        (tmp_path / name).touch()
    make_old(tmp_path)
    with replacing(tmp_path / "b.xml"):
        pass
    names = sorted(each.name for each in tmp_path.iterdir())
    assert names == [".download.tmp", ".frcnn-desktop-notes", "b.xml", "rclone.partial"]


def test_that_a_staged_folder_is_kept_by_renaming_it_only(tmp_path: Path) -> None:
    with staging_folder(tmp_path / "out") as staging:
        (staging / "a").touch()
        staging.rename(tmp_path / "out")
    with staging_folder(tmp_path / "other") as staging:
        (staging / "a").touch()
    assert [each.name for each in tmp_path.iterdir()] == ["out"]
