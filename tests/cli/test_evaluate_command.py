"""`evaluate` on kept detections: tables, JSON and pictures without a network."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from frcnn_desktop.cli import evaluate_run, run_command
from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.core.boxes import as_box_array
from frcnn_desktop.evaluation import optional
from frcnn_desktop.evaluation.ground_truth import ground_truth_of
from frcnn_desktop.evaluation.image_result import ImageResult, ResultsOrigin, truth_key
from frcnn_desktop.evaluation.results_file import read_results, write_results
from frcnn_desktop.voc import write_annotation

NAMES = ("cat", "dog")
BOX = (10.0, 10.0, 50.0, 40.0)
FALSE = (60.0, 10.0, 90.0, 40.0)


@pytest.fixture
def kept(tmp_path: Path) -> list[str]:
    """Three images with a cat each, that one finds, one finds too loosely, and one takes for a dog."""
    root = tmp_path / "VOC2007"
    for folder in ("JPEGImages", "Annotations", "ImageSets/Main"):
        (root / folder).mkdir(parents=True)
    annotation = ImageAnnotation(100, 50, (ObjectAnnotation("cat", BOX),), filename="1.png")
    truth = ground_truth_of(annotation, NAMES)
    results = []
    for name, box, kind, score in (("1", BOX, 1, 0.9), ("2", FALSE, 1, 0.8), ("3", BOX, 2, 0.7)):
        write_annotation(annotation, root / "Annotations" / f"{name}.xml")
        Image.fromarray(np.full((50, 100, 3), 200, np.uint8)).save(root / "JPEGImages" / f"{name}.png")
        found = (as_box_array([box]), np.array([score], np.float32), np.array([kind]))
        results.append(ImageResult(name, *found, np.array([0.8], np.float32), truth_key(truth), 0.25, ""))
    (root / "ImageSets/Main/val.txt").write_text("3\n1\n2\n")
    write_results(tmp_path / "kept.npz", ResultsOrigin(NAMES, "key", "settings"), results)
    return ["evaluate", "--data", str(root), "--detections", str(tmp_path / "kept.npz")]


def test_that_a_table_tells_the_figures_with_their_intervals(
    kept: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command([*kept, "--bootstrap", "50"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("cat   36.4  [")
    assert lines[1] == "dog      –"
    assert any(line.startswith("mAP, 11-point  36.36  [") for line in lines)
    assert any(line.startswith("COCO           AP 33.") for line in lines)
    assert "proposals      recall 100.0 at IoU .5, 100.0 at .7, MABO 80.0" in lines
    assert "3 images, 250 ms each" in lines
    assert "  missed  2: 0 no proposal, 0 low score, 0 loose box, 0 other class, 2 not seen" in lines


def test_that_curves_and_mistakes_are_drawn(kept: list[str], tmp_path: Path) -> None:
    folder = tmp_path / "plots"
    assert run_command([*kept, "--plots", str(folder), "--pictures", "1", "--json"]) == 0
    drawn = {path.relative_to(folder).as_posix() for path in folder.rglob("*.png")}
    assert drawn == {
        "precision-recall.png",
        "classes/cat.png",
        "errors/background/01_cat_2.png",
        "errors/missed/01_cat_3.png",
    }


def test_that_detections_are_saved_in_the_order_of_the_split(
    kept: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    again = tmp_path / "again.npz"
    assert run_command([*kept, "--save-detections", str(again), "--json"]) == 0
    assert [each.image_id for each in read_results(again)[1]] == ["3", "1", "2"]
    assert json.loads(capsys.readouterr().out)["images"] == 3


def test_that_images_without_detections_are_told_and_not_taken_for_empty(
    kept: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    origin, results = read_results(tmp_path / "kept.npz")
    write_results(tmp_path / "kept.npz", origin, results[:1])
    assert run_command(kept) == 1
    assert "lacks 2 of 3 images" in capsys.readouterr().err
    only = tmp_path / "only.txt"
    only.write_text("1\n")
    assert run_command([*kept, "--only", str(only)]) == 0


def test_that_a_missing_list_of_images_is_told_in_one_plain_sentence(
    kept: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = tmp_path / "none.txt"
    assert run_command([*kept, "--only", str(missing)]) == 1
    told = capsys.readouterr().err
    assert f"The list of images {missing} cannot be read: No such file or directory." in told


def test_that_a_missing_folder_is_told_before_a_model_is_loaded(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evaluate_run, "Predictor", None)
    assert run_command(["evaluate", "--data", str(tmp_path / "none")]) == 1
    assert "cannot be opened: No such file or directory" in capsys.readouterr().err


def test_that_missing_matplotlib_is_told_before_anything_is_done(
    kept: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(optional, "find_spec", lambda _name: None)
    assert run_command([*kept, "--plots", str(tmp_path / "plots")]) == 1
    captured = capsys.readouterr()
    assert "frcnn-desktop[evaluate]" in captured.err
    assert captured.out == ""


def test_that_a_negative_number_is_refused(kept: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run_command([*kept, "--bootstrap", "-5"])
    assert "must be a whole number from 0 on, not -5" in capsys.readouterr().err


def test_that_a_folder_without_lists_is_judged_as_a_whole(
    kept: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = Path(kept[2])
    plain = tmp_path / "plain"
    plain.mkdir()
    for each in (*(root / "JPEGImages").iterdir(), *(root / "Annotations").iterdir()):
        each.rename(plain / each.name)
    assert run_command([*kept[:2], str(plain), *kept[3:], "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["images"] == 3
