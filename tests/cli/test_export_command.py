"""The export command: what the window's export does, without a window."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.voc import write_annotation
from frcnn_desktop.voc.devkit import open_voc

CAT = ObjectAnnotation("cat", (1.0, 1.0, 20.0, 20.0))


def run_command(arguments: list[str]) -> subprocess.CompletedProcess[str]:
    """Run in a process of its own: a thread that compiles kernels for another test would swap our stdout."""
    command = [sys.executable, "-m", "frcnn_desktop", *arguments]
    return subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "사진 1"
    (folder / "xml").mkdir(parents=True)
    for number in range(1, 6):
        Image.new("RGB", (60, 40)).save(folder / f"{number}.jpg")
        write_annotation(ImageAnnotation(60, 40, (CAT,), number < 5), folder / "xml" / f"{number}.xml")
    return folder


def test_that_verified_images_are_exported_with_their_splits(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "VOC2012"
    arguments = ["export", str(folder), "--annotations", str(folder / "xml"), "--out", str(out)]
    done = run_command([*arguments, "--val-share", ".25"])
    assert done.returncode == 0
    assert "left out: 5.jpg: It is not marked verified." in done.stdout
    assert "4 images exported" in done.stdout
    dataset = open_voc(out)
    assert len(dataset.image_ids("train")) == 3
    again = run_command(arguments)
    assert again.returncode == 1
    assert "there already" in again.stderr


def test_that_all_images_and_json_can_be_asked_for(folder: Path, tmp_path: Path) -> None:
    images = [str(folder / f"{number}.jpg") for number in (1, 5)]
    places = ["--annotations", str(folder / "xml"), "--out", str(tmp_path / "out")]
    done = run_command(["export", *images, *places, "--all", "--json", "--seed", "3"])
    summary = json.loads(done.stdout)
    assert summary["splits"] == {"train": 1, "val": 1, "trainval": 2}
    assert summary["left_out"] == {}


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [(["nowhere"], "is not there"), (["empty"], "no images"), (["bare"], "nothing to export")],
)
def test_that_what_cannot_be_exported_is_said_and_nothing_is_left(
    folder: Path, tmp_path: Path, arguments: list[str], sentence: str
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "bare").mkdir()
    Image.new("RGB", (9, 9)).save(tmp_path / "bare" / "a.png")
    before = sorted(tmp_path.iterdir())
    paths = [str(tmp_path / name) for name in arguments]
    done = run_command(["export", *paths, "--out", str(tmp_path / "out")])
    assert done.returncode == 1
    assert sentence in done.stderr
    assert sorted(tmp_path.iterdir()) == before


def test_that_a_folder_of_annotations_which_is_not_there_is_said_so(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = run_command(["export", str(folder), "--annotations", str(folder / "xlm"), "--out", str(out)])
    assert done.returncode == 1
    assert "xlm is not there" in done.stderr


def test_that_a_share_beyond_one_is_refused(folder: Path, tmp_path: Path) -> None:
    done = run_command(["export", str(folder), "--out", str(tmp_path / "out"), "--val-share", "20"])
    assert done.returncode == 2
    assert "between 0 and 1" in done.stderr


def test_that_it_loads_neither_qt_nor_torch(folder: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from frcnn_desktop.cli import run_command; "
        f"run_command(['export', {str(folder)!r}, '--out', {str(tmp_path / 'out')!r}, '--all']); "
        "sys.exit(len({'torch', 'PySide6'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, capture_output=True).returncode == 0
