"""The convert command: a preview before, a list after, and a folder that appears whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image

from frcnn_desktop.cli import run_command
from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.voc import write_annotation


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "사진"
    folder.mkdir()
    objects = (ObjectAnnotation("dog", (1, 1, 20, 20), difficult=True), ObjectAnnotation("cat", (0, 0, 9, 9)))
    for number in range(1, 5):
        Image.new("RGB", (60, 40)).save(folder / f"{number}.jpg")
        write_annotation(ImageAnnotation(60, 40, objects), folder / f"{number}.xml")
    return folder


def test_that_losses_are_counted_before_and_listed_after(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "yolo"
    arguments = ["convert", str(folder), "--to", "yolo", "--out", str(out), "--val-share", ".25"]
    assert run_command(arguments) == 0
    told = capsys.readouterr().out
    first, last = (
        told.index("changed: 4 objects lose their mark difficult"),
        told.index("changed: 1.jpg: 1.xml: Object 1"),
    )
    assert first < last
    assert "Pascal VOC to YOLO: 4 images (" in told
    assert "parts of the image's width" in told
    assert "4 images written to" in told
    assert len(list((out / "labels").rglob("*.txt"))) == 4
    assert run_command(arguments) == 1
    assert "there already" in capsys.readouterr().err


def test_that_a_dry_run_writes_nothing_and_tells_the_same(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(["convert", str(folder), "--to", "coco", "--dry-run", "--json"]) == 0
    planned = json.loads(capsys.readouterr().out)
    assert planned["destination"] is None
    out = tmp_path / "coco"
    assert run_command(["convert", str(folder), "--to", "coco", "--out", str(out), "--json"]) == 0
    done = json.loads(capsys.readouterr().out)
    assert done.pop("destination") == str(out)
    planned.pop("destination")
    assert done == planned


@pytest.mark.parametrize(("told", "expected"), [("dog,cat", ["dog", "cat"]), ("list.txt", ["cat", "dog"])])
def test_that_classes_are_given_as_a_list_or_a_file(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    told: str,
    expected: list[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("list.txt").write_text("cat\ndog\n")
    assert (
        run_command(["convert", str(folder), "--to", "coco", "--dry-run", "--json", "--classes", told]) == 0
    )
    assert json.loads(capsys.readouterr().out)["classes"] == expected


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--to", "coco"], "--out"),
        (["--to", "coco", "--dry-run", "--from", "yolo"], "numbers its classes"),
        (["--to", "coco", "--dry-run", "--from", "labelme"], "no labelme data set"),
    ],
)
def test_that_what_cannot_be_done_is_one_sentence(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    assert run_command(["convert", str(folder), *arguments]) == 1
    assert sentence in capsys.readouterr().err


def test_that_a_source_that_is_not_there_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for more in ([], ["--from", "voc"]):
        assert run_command(["convert", str(tmp_path / "no"), "--to", "voc", "--dry-run", *more]) == 1
        assert "is not there" in capsys.readouterr().err
