"""Images and annotations of an export are clean for every reader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from support.voc_readers import ReadObjects, fast_rcnn, read_by_everyone

from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.voc import read_annotation
from frcnn_desktop.voc.export import ExportItem, ExportOptions, ExportReport, export_devkit

DOG = ObjectAnnotation("dog", (0, 0, 20, 15), truncated=True)
CAT = ObjectAnnotation("cat", (5, 5, 40, 30), difficult=True, occluded=True)


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
    counts, *others = (str(note) for _image, note in report.notes)
    assert "counts from 1" in counts
    assert sum("exported cut to the image" in each for each in others) == 2
    assert sum("exported the right way round" in each for each in others) == 1
    assert "lies outside the image" in others[-1]
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
        assert word in str(reasons[each.image])
    report = export_devkit([good, unverified], tmp_path / "all", ExportOptions(include_unverified=True))
    assert report.splits["trainval"] == ("good", "unverified")


def test_that_an_image_verified_to_hold_nothing_is_exported(item: Make, export: Export) -> None:
    report = export(item("a.jpg"))
    assert read(report, "a") == []
