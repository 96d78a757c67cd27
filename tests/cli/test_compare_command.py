"""The compare command: figures, the images that differ first, and a merge."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from frcnn_desktop.cli import run_command
from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.voc import read_annotation, write_annotation

BOX = (1.0, 1.0, 20.0, 20.0)


@pytest.fixture
def folders(tmp_path: Path) -> tuple[str, str]:
    for folder, names in (("a", ("cat", "dog")), ("b", ("cat", "hound"))):
        (tmp_path / folder).mkdir()
        for number, name in enumerate(names):
            annotation = ImageAnnotation(60, 40, (ObjectAnnotation(name, BOX),))
            write_annotation(annotation, tmp_path / folder / f"{number}.xml")
    return str(tmp_path / "a"), str(tmp_path / "b")


def test_that_figures_and_the_images_that_differ_are_told(
    folders: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(["compare", *folders]) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert lines[0] == ["2", "images", "in", "both"]
    assert ["all", "2", "2", "1", "0.500", "1.000", "0.333"] in lines
    assert ["1", "1", "1", "1", "0", "0.000", "1.000", "0.000"] in lines
    assert ["conflicts:", "1,", "in", "1", "image;", "1", "undecided"] in lines


def test_that_json_has_every_class_and_image(
    folders: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(["compare", *folders, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert set(told["classes"]) == {"cat", "dog", "hound"}
    assert told["images"]["1"]["conflicts"] == ["class"]
    assert told["images"]["0"]["f1"] == 1
    assert told["merged"] is None


def test_that_a_merge_needs_to_be_told_what_to_take(
    folders: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "c"
    assert run_command(["compare", *folders, "--merge", str(out)]) == 1
    assert "1 conflict is undecided" in capsys.readouterr().err
    assert run_command(["compare", *folders, "--merge", str(out), "--undecided", "b"]) == 0
    assert "2 files written" in capsys.readouterr().out
    assert read_annotation(out / "Annotations" / "1.xml").objects[0].name == "hound"


def test_that_the_common_version_decides(
    folders: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "c"
    assert run_command(["compare", *folders, "--base", folders[0], "--merge", str(out), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["merged"]["chosen"]["b"] == 1
    assert read_annotation(out / "Annotations" / "1.xml").objects[0].name == "hound"


def test_that_what_is_not_there_is_one_sentence(
    folders: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(["compare", folders[0], str(tmp_path / "no")]) == 1
    assert "not there" in capsys.readouterr().err
