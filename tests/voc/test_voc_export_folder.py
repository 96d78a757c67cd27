"""The folder that an export makes: names, splits, all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from support.voc_readers import ReadObjects, datumaro_labels, read_by_everyone

from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.errors import Cancelled, DatasetError
from frcnn_desktop.voc.devkit import open_voc
from frcnn_desktop.voc.export import ExportItem, ExportOptions, ExportReport, export_devkit

DOG = ObjectAnnotation("dog", (0, 0, 20, 15), truncated=True)
CAT = ObjectAnnotation("cat", (5, 5, 40, 30), difficult=True, occluded=True)


Make = Callable[..., ExportItem]
Export = Callable[..., ExportReport]


def read(report: ExportReport, image_id: str, width: int = 40) -> ReadObjects:
    return read_by_everyone(report.destination / "Annotations" / f"{image_id}.xml", width)


def test_that_names_are_made_unique_and_readable_and_the_renamed_are_listed(
    item: Make, export: Export
) -> None:
    items = [
        item(name, DOG)
        for name in ("x/a.jpg", "y/a.jpg", "a.png", "A.jpg", "my photo #1.jpg", "강아지.jpg", "a_2.jpg")
    ]
    report = export(*items)
    expected = ["a", "a_2", "a_3", "A_4", "my_photo_1", "강아지", "a_2_2"]
    assert set(report.splits["trainval"]) == set(expected)
    assert report.renamed == tuple(
        (each.image, name) for each, name in zip(items, expected, strict=True) if each.image.stem != name
    )
    lines = report.destination / "ImageSets" / "Main" / "trainval.txt"
    loaded = np.loadtxt(lines, dtype=str, encoding="utf-8")
    assert sorted(loaded.tolist()) == sorted(expected)
    for image_id in expected:
        assert (report.destination / "JPEGImages" / f"{image_id}.jpg").is_file()
        assert read(report, image_id) == [("dog", DOG.box)]


def test_that_splits_are_seeded_disjoint_and_per_class(item: Make, tmp_path: Path) -> None:
    items = [item(f"{n}.jpg", *[DOG, CAT][: n % 3]) for n in range(20)]
    options = ExportOptions(val_share=0.25, seed=3)
    first = export_devkit(items, tmp_path / "one", options).splits
    assert first == export_devkit(items[::-1], tmp_path / "two", options).splits
    assert first != export_devkit(items, tmp_path / "three", ExportOptions(val_share=0.25)).splits
    assert len(first["val"]) == 5
    assert set(first["train"]) | set(first["val"]) == set(first["trainval"])
    assert not set(first["train"]) & set(first["val"])
    fewer = export_devkit(items[:18], tmp_path / "four", ExportOptions(val_share=5 / 18, seed=3)).splits
    assert len(set(first["val"]) - set(fewer["val"]) - {"18", "19"}) <= 2
    dataset = open_voc(tmp_path / "one")
    assert dataset.splits() == ("train", "trainval", "val")
    assert dataset.image_ids("train") == first["train"]
    lines = (tmp_path / "one" / "ImageSets" / "Main" / "cat_trainval.txt").read_text().splitlines()
    assert lines[:3] == ["0 -1", "1 -1", "2  0"]
    assert (tmp_path / "one" / "ImageSets" / "Main" / "dog_trainval.txt").read_text().splitlines()[
        1
    ] == "1  1"


def test_that_class_names_no_file_can_bear_get_a_list_all_the_same(item: Make, export: Export) -> None:
    objects = [replace(DOG, name=name) for name in ("a/b", "a_b", "train", "R&D", "a:b", "#1", "c\nd")]
    report = export(item("a.jpg", *objects), item("b.jpg", *objects))
    assert [(image.name, str(note).split(" cannot")[0]) for image, note in report.notes] == [
        ("a.jpg", f"The class {name!r}") for name in ("a:b", "#1", "c\nd")
    ]
    names = {path.name for path in (report.destination / "ImageSets" / "Main").iterdir()}
    assert {"a_b_val.txt", "a_b_2_val.txt", "train_2_val.txt", "R&D_val.txt", "val.txt"} < names
    assert len(names) == 24
    assert datumaro_labels(report.destination / "labelmap.txt") == [
        "background",
        "a/b",
        "a_b",
        "R&D",
        "train",
    ]


def test_that_names_no_system_takes_are_made_ones_it_does(item: Make, export: Export) -> None:
    names = ("Nul.1", "가" * 80, "가" * 80 + "나", "x" * 250)
    report = export(item("con.jpg", *(replace(DOG, name=name) for name in names)), item("a.jpg", DOG))
    lists = {path.name for path in (report.destination / "ImageSets" / "Main").iterdir()}
    expected = ("_Nul.1", "가" * 66, f"{'가' * 66}_2", "x" * 200)
    assert {f"{name}_trainval.txt" for name in expected} < lists
    assert report.splits["trainval"] == ("_con", "a")
    assert [name for _, name in report.renamed] == ["_con"]


def test_that_progress_is_told_and_cancelling_leaves_nothing(item: Make, tmp_path: Path) -> None:
    items = [item(f"{n}.jpg", DOG) for n in range(3)]
    told: list[tuple[int, int]] = []
    export_devkit(items, tmp_path / "one", progress=lambda done, of: told.append((done, of)))
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]
    for stop_at in range(4):
        token = CancelToken()

        def stop(done: int, _of: int, token: CancelToken = token, stop_at: int = stop_at) -> None:
            if done == stop_at:
                token.cancel()

        with pytest.raises(Cancelled):
            export_devkit(items, tmp_path / "two", progress=stop, token=token)
        assert sorted(path.name for path in tmp_path.iterdir()) == ["one", "photos"]


def test_that_nothing_is_overwritten_and_a_failure_leaves_nothing(
    item: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo = item("a.jpg", DOG)
    with pytest.raises(DatasetError, match="there already"):
        export_devkit([photo], tmp_path / "photos")
    for items in ([], [ExportItem(photo.image, None)]):
        with pytest.raises(DatasetError, match="nothing to export"):
            export_devkit(items, tmp_path / "out")

    def fail(_path: Path, _data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", fail)
    with pytest.raises(DatasetError, match="No space left"):
        export_devkit([photo], tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["photos"]
