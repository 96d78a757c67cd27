"""The classes command: what it lists, changes and takes back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from frcnn_desktop.cli import run_command
from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.voc import write_annotation

CLASSES = (("car", "dog"), ("Car",), ("car", "a=b"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "set"
    folder.mkdir()
    for number, names in enumerate(CLASSES):
        objects = tuple(ObjectAnnotation(name, (1, 1, 20, 20)) for name in names)
        write_annotation(ImageAnnotation(60, 40, objects), folder / f"{number}.xml")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    assert run_command(["classes", *arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_that_classes_are_listed_with_what_looks_misspelt(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "bad.xml").write_bytes(b"<")
    assert run_command(["classes", str(folder)]) == 0
    out = capsys.readouterr().out
    assert "spelling: 'Car' (1): probably 'car'" in out
    assert "cannot be read: bad.xml" in out
    head, first, *_ = (line.split() for line in out.splitlines())
    assert (head, first) == (["class", "objects", "files"], ["car", "2", "2"])


def test_that_a_dry_run_tells_what_happens_and_writes_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(folder)
    arguments = [str(folder), "--rename", "dog=hound", "--delete", "Car"]
    planned = told(capsys, *arguments, "--dry-run")
    assert contents(folder) == before
    assert not planned.pop("written")
    done = told(capsys, *arguments)
    assert done.pop("written")
    assert done == planned
    assert (done["files"], done["objects_renamed"], done["objects_deleted"]) == (2, 1, 1)
    assert run_command(["classes", str(folder), "--undo"]) == 0
    assert "2 files restored" in capsys.readouterr().out
    assert contents(folder) == before
    assert run_command(["classes", str(folder), "--undo"]) == 1
    assert "can be undone" in capsys.readouterr().err


def test_that_twins_are_merged(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, str(folder), "--merge-twins")["renamed"] == {"Car": "car"}
    assert told(capsys, str(folder), "--list")["classes"]["car"] == {"objects": 3, "files": 3}


def test_that_a_name_with_an_equals_sign_is_told_by_the_data(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert told(capsys, str(folder), "--rename", "a=b=c=d", "--dry-run")["renamed"] == {"a=b": "c=d"}


def test_that_the_list_of_the_data_set_is_written_when_it_is_there_or_asked_for(
    folder: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = folder / "classes.txt"
    told(capsys, str(folder), "--rename", "Car=car")
    assert not path.exists()
    told(capsys, str(folder), "--order", "dog,car")
    assert path.read_text() == "dog\ncar\na=b\n"
    told(capsys, str(folder), "--rename", "dog=hound")
    assert path.read_text() == "hound\ncar\na=b\n"
    (tmp_path / "mine.txt").write_text("car\n")
    told(capsys, str(folder), "--order", str(tmp_path / "mine.txt"))
    assert path.read_text() == "car\nhound\na=b\n"
    for expected in ("hound\ncar\na=b\n", "dog\ncar\na=b\n", None):
        run_command(["classes", str(folder), "--undo"])
        assert (path.read_text() if path.exists() else None) == expected


def test_that_a_list_that_numbers_yolo_files_stays_and_is_told_of(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "classes.txt").write_text("Car\ncar\n")
    (folder / "0.txt").write_text("1 .5 .5 .1 .1\n")
    assert "YOLO" in told(capsys, str(folder), "--merge-twins")["notes"][0]
    assert (folder / "classes.txt").read_text() == "Car\ncar\n"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--rename", "dog"], "no OLD=NEW"),
        (["--rename", "dog="], "needs a name"),
        (["--rename", "fish=dog"], "No object is of the class 'fish'"),
        (["--delete", "fish"], "No object is of the class 'fish'"),
        (["--rename", "x=y=z"], "several ="),
        (["--rename", "dog=a\x01"], "XML cannot hold"),
    ],
)
def test_that_what_cannot_be_done_is_one_sentence(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    before = contents(folder)
    assert run_command(["classes", str(folder), *arguments]) == 1
    assert sentence in capsys.readouterr().err
    assert contents(folder) == before


def test_that_files_that_stay_as_they_are_make_another_exit_status(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "bad.xml").write_bytes(b"<")
    assert run_command(["classes", str(folder), "--rename", "dog=hound"]) == 1
    out = capsys.readouterr().out
    assert "left alone: bad.xml" in out
    assert "1 file changed" in out
