"""A devkit is exported whole and clean, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from voc_readers import ReadObjects, fast_rcnn, read_by_everyone

from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.errors import Cancelled, DatasetError
from frcnn_desktop.voc import read_annotation, write_annotation
from frcnn_desktop.voc.devkit import open_voc
from frcnn_desktop.voc.export import ExportItem, ExportOptions, ExportReport, export_devkit

DOG = ObjectAnnotation("dog", (0, 0, 20, 15), truncated=True)
CAT = ObjectAnnotation("cat", (5, 5, 40, 30), difficult=True, occluded=True)


@pytest.fixture
def item(tmp_path: Path) -> Callable[..., ExportItem]:
    """Make an image of 40 x 30 stored pixels and its annotation."""

    def make(
        name: str,
        *objects: ObjectAnnotation,
        verified: bool = True,
        size: tuple[int, int] = (40, 30),
        tag: int = 1,
    ) -> ExportItem:
        image = tmp_path / "photos" / name
        image.parent.mkdir(parents=True, exist_ok=True)
        pixels = np.zeros((30, 40, 3), np.uint8)
        pixels[:15, :20] = 255
        exif = Image.Exif()
        if tag != 1:
            exif[0x0112] = tag
        Image.fromarray(pixels).save(image, exif=exif)
        xml = image.with_name(f"{image.name}.xml")
        write_annotation(ImageAnnotation(*size, objects, verified=verified), xml)
        return ExportItem(image, xml)

    return make


@pytest.fixture
def export(tmp_path: Path) -> Callable[..., ExportReport]:
    def run(*items: ExportItem, **options: object) -> ExportReport:
        chosen = replace(ExportOptions(), **options)
        return export_devkit(items, tmp_path / "out" / "VOCdevkit" / "VOC2007", chosen)

    return run


Make = Callable[..., ExportItem]
Export = Callable[..., ExportReport]


def read(report: ExportReport, image_id: str, width: int = 40) -> ReadObjects:
    return read_by_everyone(report.destination / "Annotations" / f"{image_id}.xml", width)


def test_that_upright_jpeg_files_are_copied_byte_for_byte(item: Make, export: Export) -> None:
    photo = item("a.jpg", DOG, CAT)
    report = export(photo)
    assert (report.destination / "JPEGImages" / "a.jpg").read_bytes() == photo.image.read_bytes()
    assert read(report, "a") == [("dog", DOG.box), ("cat", CAT.box)]
    annotation = read_annotation(report.destination / "Annotations" / "a.xml")
    assert (annotation.folder, annotation.filename, annotation.verified) == ("VOC2007", "a.jpg", True)
    assert annotation.objects == (DOG, CAT)
    assert annotation.problems == ()


@pytest.mark.parametrize(
    ("name", "tag"), [("a.png", 1), ("a.jpg", 6), ("a.tif", 6), ("a.bmp", 1), ("a.gif", 1)]
)
def test_that_other_images_become_upright_jpeg_without_a_tag(
    item: Make, export: Export, name: str, tag: int
) -> None:
    turned = tag == 6
    box = (15, 0, 30, 20) if turned else DOG.box
    report = export(item(name, replace(DOG, box=box), tag=tag, size=(30, 40) if turned else (40, 30)))
    with Image.open(report.destination / "JPEGImages" / "a.jpg") as image:
        assert image.format == "JPEG"
        assert image.getexif().get(0x0112) is None
        assert image.size == ((30, 40) if turned else (40, 30))
        pixels = np.asarray(image.convert("L"))
    x1, y1, x2, y2 = box
    assert pixels[y1 + 2 : y2 - 2, x1 + 2 : x2 - 2].min() > 230
    assert read(report, "a", image.width) == [("dog", box)]
    annotation = read_annotation(report.destination / "Annotations" / "a.xml")
    assert (annotation.filename, annotation.width, annotation.height) == ("a.jpg", *image.size)


def test_that_a_grey_jpeg_states_one_channel(item: Make, export: Export) -> None:
    photo = item("a.jpg", DOG)
    Image.new("L", (40, 30)).save(photo.image)
    assert read_annotation(export(photo).destination / "Annotations" / "a.xml").depth == 1


def test_that_coordinates_are_normalised_and_the_zero_trap_is_gone(item: Make, export: Export) -> None:
    photo = item("a.jpg", DOG, CAT, replace(DOG, box=(3, 3, 9, 9)))
    assert photo.annotation is not None
    text = photo.annotation.read_text()
    text = text.replace("<xmin>1<", "<xmin>0<", 1).replace("<xmax>20<", "<xmax>90<", 1)
    text = text.replace("<ymin>6<", "<ymin>30.4<", 1).replace("<ymax>30<", "<ymax>6<", 1)
    text = text.replace("<xmin>4<", "<xmin>-1e3<").replace("<xmax>9<", "<xmax>-5<")
    photo.annotation.write_text(text)
    with pytest.raises(AssertionError, match="wraps around"):
        fast_rcnn(photo.annotation, 40)
    report = export(photo)
    assert read(report, "a") == [("dog", (0, 0, 40, 15)), ("cat", (5, 5, 40, 30))]
    assert [image for image, _note in report.notes] == [photo.image] * 2
    assert "counts from 1" in report.notes[0][1]
    assert "outside the image" in report.notes[1][1]
    assert photo.annotation.read_text() == text


def test_that_unusable_objects_are_dropped_and_said_so(item: Make, export: Export) -> None:
    photo = item("a.jpg", DOG, CAT, CAT)
    assert photo.annotation is not None
    text = photo.annotation.read_text().replace("<name>cat</name>", "<name/>", 1)
    head, tail = text.rsplit("<bndbox>", 1)
    photo.annotation.write_text(head + "<polygon>" + tail.replace("</bndbox>", "</polygon>"))
    report = export(photo)
    assert read(report, "a") == [("dog", DOG.box)]
    assert len(report.notes) == 2


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


def test_that_what_nobody_reviewed_or_nobody_can_read_is_left_out_and_listed(
    item: Make, export: Export, tmp_path: Path
) -> None:
    good, unverified, broken, truncated, turned = (
        item("good.jpg", DOG),
        item("unverified.jpg", DOG, verified=False),
        item("broken.jpg", DOG),
        item("truncated.jpg", DOG),
        item("turned.jpg", DOG, tag=6),
    )
    assert broken.annotation is not None
    broken.annotation.write_text("<annotation")
    truncated.image.write_bytes(truncated.image.read_bytes()[:200])
    bare = ExportItem(good.image, None)
    report = export(good, unverified, broken, truncated, turned, bare)
    assert report.splits["trainval"] == ("good",)
    reasons = dict(report.left_out)
    assert list(reasons) == [unverified.image, broken.image, truncated.image, turned.image, good.image]
    for each, word in (
        (unverified, "verified"),
        (broken, "well-formed"),
        (truncated, "damaged"),
        (turned, "turn"),
    ):
        assert word in reasons[each.image]
    report = export_devkit([good, unverified], tmp_path / "all", ExportOptions(include_unverified=True))
    assert report.splits["trainval"] == ("good", "unverified")


def test_that_an_image_verified_to_hold_nothing_is_exported(item: Make, export: Export) -> None:
    report = export(item("a.jpg"))
    assert read(report, "a") == []


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
    objects = [replace(DOG, name=name) for name in ("a/b", "a_b", "train", "R&D")]
    report = export(item("a.jpg", *objects), item("b.jpg", *objects))
    names = {path.name for path in (report.destination / "ImageSets" / "Main").iterdir()}
    assert {"a_b_val.txt", "a_b_2_val.txt", "train_2_val.txt", "R&D_val.txt", "val.txt"} < names
    assert len(names) == 15


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
