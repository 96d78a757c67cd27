"""What `detect` checks and settles before it loads a model."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest
from PIL import Image

from frcnn_desktop.cli import detect
from frcnn_desktop.cli.image_jobs import listed_jobs
from frcnn_desktop.core.errors import DatasetError


@pytest.fixture
def folders(tmp_path: Path) -> list[Path]:
    """Three folders with an image of the same name each."""
    folders = [tmp_path / name for name in "abc"]
    for folder in folders:
        folder.mkdir()
        Image.new("RGB", (60, 40)).save(folder / "x.jpg")
    return folders


def test_that_images_of_one_name_never_share_a_file(folders: list[Path], tmp_path: Path) -> None:
    Image.new("RGB", (60, 40)).save(folders[0] / "x.png")
    jobs = listed_jobs([*folders, folders[0] / "x.jpg"], None, tmp_path / "out")
    assert [Path(job.image).relative_to(tmp_path).as_posix() for job in jobs] == [
        "a/x.jpg",
        "a/x.png",
        "b/x.jpg",
        "c/x.jpg",
    ]
    assert [job.xml.name for job in jobs] == ["x.xml", "x.png.xml", "x.jpg.xml", "x.jpg.xml.xml"]


@pytest.mark.parametrize("how", [[], ["--json"]])
def test_that_a_folder_which_cannot_be_made_is_said_before_a_model_is_loaded(
    folders: list[Path], tmp_path: Path, how: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "taken").touch()
    monkeypatch.setattr("frcnn_desktop.inference.Predictor.load", lambda *_arguments: pytest.fail("loaded"))
    parser = argparse.ArgumentParser()
    detect.add_arguments(parser)
    arguments = [str(folders[0]), "--out", str(tmp_path / "taken" / "out"), *how]
    with pytest.raises(DatasetError, match="out cannot be created"):
        detect.run(parser.parse_args(arguments))


@pytest.mark.parametrize("value", ["7", "-0.1", "nan", "half"])
@pytest.mark.parametrize("option", ["--score", "--nms"])
def test_that_shares_are_between_0_and_1(option: str, value: str) -> None:
    parser = argparse.ArgumentParser(exit_on_error=False)
    detect.add_arguments(parser)
    with pytest.raises(argparse.ArgumentError, match=f"between 0 and 1, not {value}"):
        parser.parse_args(["a.jpg", "--out", "out", f"{option}={value}"])
