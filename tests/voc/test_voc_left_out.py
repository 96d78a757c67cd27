"""Which objects take part, and what is said of the others: the same in every command."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from frcnn_desktop.cli import run_command
from frcnn_desktop.core.errors import DatasetError
from frcnn_desktop.evaluation.annotated_images import read_split
from frcnn_desktop.evaluation.image_result import ImageResult, ResultsOrigin
from frcnn_desktop.evaluation.results_file import write_results
from frcnn_desktop.training.frozen_split import DataChoice, read_training_data
from frcnn_desktop.voc.datasets import open_dataset
from frcnn_desktop.voc.export import ExportItem, ExportOptions, export_devkit
from frcnn_desktop.voc.summary import summarise_dataset

GOOD = ("cat", "11 21 60 70")
ODD = {
    "inverted": ("cat", "70 21 31 60"),
    "outside": ("cat", "201 21 260 70"),
    "nan": ("cat", "nan 21 60 70"),
    "nameless": ("", "11 21 60 70"),
    "three": ("cat", "11 21 60 70", "71 21 90 70"),
}
CODES = {
    "inverted": "inverted-box",
    "outside": "outside-image",
    "nan": "no-box",
    "nameless": "no-name",
    "three": "several-boxes",
}


def add(root: Path, image_id: str, *objects: tuple[str, ...], size: tuple[int, int] = (100, 80)) -> None:
    """Write an image and its annotation: of each object the name and its boxes."""
    for folder in ("JPEGImages", "Annotations", "ImageSets/Main"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    Image.fromarray(np.full((80, 100, 3), 99, np.uint8)).save(root / "JPEGImages" / f"{image_id}.jpg")
    tags = ("xmin", "ymin", "xmax", "ymax")
    text = f"<annotation><size><width>{size[0]}</width><height>{size[1]}</height></size>"
    for name, *boxes in objects:
        text += f"<object><name>{name}</name><difficult>0</difficult>"
        for box in boxes:
            values = "".join(f"<{tag}>{value}</{tag}>" for tag, value in zip(tags, box.split(), strict=True))
            text += f"<bndbox>{values}</bndbox>"
        text += "</object>"
    (root / "Annotations" / f"{image_id}.xml").write_text(text + "</annotation>")
    with (root / "ImageSets/Main/val.txt").open("a") as file:
        file.write(f"{image_id}\n")


@pytest.fixture
def devkit(tmp_path: Path) -> Path:
    root = tmp_path / "VOC2007"
    for name, odd in ODD.items():
        add(root, name, GOOD, odd)
    add(root, "turned", GOOD, size=(80, 100))
    return root


def test_that_summary_training_and_evaluation_count_alike_and_name_each_object(devkit: Path) -> None:
    split = read_split(devkit, "val")
    summary = summarise_dataset(open_dataset(devkit), "val")
    training = read_training_data(DataChoice(devkit, split="val")).train
    objects = sum(len(each.truth) for each in split.images)
    assert objects == summary.objects == sum(len(each.truth) for each in training.images) == len(ODD)
    for found in (split, training):
        assert {each.image_id: each.what.code for each in found.left_out} == CODES
        assert [each.image_id for each in found.skipped] == ["turned"]
    assert summary.left_out == split.left_out
    assert summary.bad == split.skipped
    told = {each.image_id: str(each.message) for each in split.left_out}
    assert told["inverted"] == "inverted.xml: Object 2 (cat) has a minimum beyond its maximum."
    assert told["nan"].startswith("nan.xml: Object 2 (cat) has no usable bndbox")


def test_that_an_export_leaves_out_the_same_but_turns_inverted_boxes(devkit: Path, tmp_path: Path) -> None:
    items = [
        ExportItem(devkit / "JPEGImages" / f"{name}.jpg", devkit / "Annotations" / f"{name}.xml")
        for name in ODD
    ]
    report = export_devkit(items, tmp_path / "out", ExportOptions(include_unverified=True))
    left_out = {each.image_id: each.what.code for each in report.objects_left_out}
    assert left_out == {name: code for name, code in CODES.items() if name != "inverted"}
    assert summarise_dataset(open_dataset(tmp_path / "out"), "trainval").objects == len(ODD) + 1
    told = [str(note) for image, note in report.notes if image.stem == "inverted"]
    turned = "Object 2 (cat) has a minimum beyond its maximum. It is exported the right way round."
    assert turned in told


def test_that_regions_of_left_out_objects_are_known(devkit: Path) -> None:
    truths = {each.image_id: each.truth for each in read_split(devkit, "val").images}
    assert truths["inverted"].ignored.tolist() == [[30, 20, 70, 60]] or len(truths["inverted"].ignored) == 1
    assert truths["three"].ignored.tolist() == [[10, 20, 60, 70], [70, 20, 90, 70]]
    assert not truths["nan"].complete
    assert truths["three"].complete


def evaluate(root: Path, detections: Path, names: tuple[str, ...]) -> int:
    """Judge one detection on the object that is called car."""
    box = np.array([[10, 20, 60, 70]], np.float32)
    found = (box, np.array([0.9], np.float32), np.array([1]), np.zeros(0, np.float32))
    results = [ImageResult(name, *found, "", 0.1, "") for name in ("one", "two")]
    write_results(detections, ResultsOrigin(names, "key", "settings"), results)
    return run_command(["evaluate", "--data", str(root), "--detections", str(detections), "--json"])


def test_that_what_is_found_on_an_object_of_another_class_is_neither_right_nor_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "VOC2007"
    add(root, "one", ("car", "11 21 60 70"), ("person", "71 21 90 70"))
    add(root, "two", GOOD)
    assert evaluate(root, tmp_path / "found.npz", ("person",)) == 0
    captured = capsys.readouterr()
    report = json.loads(captured.out)
    assert report["errors"]["total"]["background"] == 0
    assert [each["name"] for each in report["objects_left_out"]] == ["car", "cat"]
    assert "left out: one.xml: Object 1 (car) is of a class that is not asked for." in captured.err
    assert evaluate(root, tmp_path / "found.npz", ("yeti",)) == 1
    assert (
        "No class in common: the data has car, person, cat, the model knows yeti" in capsys.readouterr().err
    )


def test_that_doubled_ids_and_similar_names_are_said_and_empty_lists_refused(tmp_path: Path) -> None:
    root = tmp_path / "VOC2007"
    add(root, "1", ("Car", "11 21 60 70"))
    add(root, "2", ("car", "11 21 60 70"))
    (root / "ImageSets/Main/train.txt").write_text("1\n2\n1\n")
    (root / "ImageSets/Main/val.txt").write_text("\n")
    data = read_training_data(DataChoice(root, split="train"))
    notes = [str(each) for each in data.notes]
    assert notes[0] == "The split train lists 1 image more than once: 1. It counts once."
    assert notes[1].startswith("The class names 'Car', 'car' differ by case or blanks only")
    assert [str(each) for each in summarise_dataset(open_dataset(root), "train").notes] == notes
    with pytest.raises(DatasetError, match="lists no image"):
        read_training_data(DataChoice(root, split="train", validation="val"))


ORDER = """
import sys
from pathlib import Path
from frcnn_desktop.cli import run_command
from frcnn_desktop.evaluation.annotated_images import read_split
from frcnn_desktop.voc.datasets import open_dataset
from frcnn_desktop.voc.summary import summarise_dataset
root, out = map(Path, sys.argv[1:])
print(read_split(root, "val").class_names)
print([each.name for each in summarise_dataset(open_dataset(root), "val").classes])
print(open_dataset(root).class_names())
assert run_command(["export", str(root / "JPEGImages"), "--out", str(out), "--all"]) == 0
print((out / "labelmap.txt").read_text())
print(sorted((each.name, each.read_text()) for each in (out / "ImageSets/Main").iterdir()))
"""


def test_that_classes_come_in_one_order_whatever_seeds_the_hashes(tmp_path: Path) -> None:
    root = tmp_path / "VOC2007"
    for number, name in enumerate(("Car", "car", "007", "7", "BUS", "bus", "nan", "background")):
        add(root, str(number), (name, "11 21 60 70"))
    told = set()
    for seed in range(6):
        command = [sys.executable, "-c", ORDER, str(root), str(tmp_path / "out")]
        environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
        done = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
        told.add(done.stdout)
        (tmp_path / "out").rename(tmp_path / f"out{seed}")
    assert len(told) == 1
    assert "('007', '7', 'background', 'BUS', 'bus', 'Car', 'car', 'nan')" in told.pop()


def test_that_a_class_of_faulty_objects_alone_is_told_by_the_fault_and_not_as_unasked_for(
    tmp_path: Path,
) -> None:
    root = tmp_path / "VOC2007"
    add(root, "a", GOOD, ("car", "11 21 60 70", "71 21 90 70"), ("bus", "70 21 31 60"))
    for split in (read_split(root, "val"), read_training_data(DataChoice(root, split="val")).train):
        assert [each.what.code for each in split.left_out] == ["several-boxes", "inverted-box"]
    assert [each.what.code for each in read_split(root, "val", class_names=("dog",)).left_out] == [
        "unknown-class",
        "several-boxes",
        "inverted-box",
    ]
