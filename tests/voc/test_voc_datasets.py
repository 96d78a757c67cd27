"""Plain folders as data sets, and what is counted in one."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.errors import Cancelled, DatasetError
from frcnn_desktop.voc import write_annotation
from frcnn_desktop.voc.datasets import ids_of_split, open_dataset, split_names, usual_split
from frcnn_desktop.voc.image_folder import ImageFolder
from frcnn_desktop.voc.left_out import LeftOutImage
from frcnn_desktop.voc.summary import ClassCount, summarise_dataset

CAT = ObjectAnnotation("cat", (1.0, 1.0, 5.0, 5.0))
HARD_CAT = ObjectAnnotation("cat", (2.0, 2.0, 6.0, 6.0), difficult=True)
DOG = ObjectAnnotation("dog", (0.0, 0.0, 8.0, 8.0))


def image(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (9, 9)).save(path)
    return path


def annotate(path: Path, *objects: ObjectAnnotation) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_annotation(ImageAnnotation(9, 9, objects), path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three annotated images, two of one stem among them, and one without an annotation."""
    folder = tmp_path / "사진"
    for name in ("2.png", "10.jpg", "10.png", "3.png"):
        image(folder / name)
    annotate(folder / "2.xml", CAT, HARD_CAT)
    annotate(folder / "10.xml", DOG, CAT)
    annotate(folder / "10.png.xml")
    return folder


@pytest.fixture
def devkit(tmp_path: Path) -> Path:
    year = tmp_path / "VOCdevkit" / "VOC2007"
    image(year / "JPEGImages" / "1.jpg")
    annotate(year / "Annotations" / "1.xml", CAT)
    (year / "ImageSets" / "Main").mkdir(parents=True)
    (year / "ImageSets" / "Main" / "train.txt").write_text("1\n")
    return year


def test_that_a_plain_folder_is_read_as_the_window_reads_it(folder: Path) -> None:
    dataset = open_dataset(folder)
    assert isinstance(dataset, ImageFolder)
    assert dataset.image_ids() == ("2", "10.jpg", "10.png")
    assert dataset.unlabelled == 1
    assert dataset.image_path("10.png") == folder / "10.png"
    assert dataset.annotation_path("10.png") == folder / "10.png.xml"
    with pytest.raises(DatasetError, match="no annotated image 3"):
        dataset.image_path("3")
    with pytest.raises(DatasetError, match="no split 'val'"):
        ids_of_split(dataset, "val")


def test_that_annotations_may_be_in_another_folder(tmp_path: Path) -> None:
    image(tmp_path / "images" / "1.png")
    annotate(tmp_path / "xml" / "1.xml", CAT)
    dataset = open_dataset(tmp_path / "images", tmp_path / "xml")
    assert dataset.annotation_path("1") == tmp_path / "xml" / "1.xml"
    annotate(tmp_path / "Annotations" / "1.xml", CAT)
    dataset = open_dataset(tmp_path)
    assert dataset.annotation_path("1") == tmp_path / "Annotations" / "1.xml"
    annotate(tmp_path / "images" / "Annotations" / "1.xml", CAT)
    (tmp_path / "Annotations" / "1.xml").unlink()
    dataset = open_dataset(tmp_path / "images")
    assert dataset.annotation_path("1") == tmp_path / "images" / "Annotations" / "1.xml"


def test_that_a_devkit_is_found_from_its_image_folder_and_from_above(devkit: Path) -> None:
    for root in (devkit, devkit / "JPEGImages", devkit.parent):
        assert open_dataset(root).root == devkit
    assert open_dataset(devkit / "JPEGImages", devkit / "Annotations").root == devkit


def test_that_splits_are_named_and_everything_is_one_of_them(devkit: Path, folder: Path) -> None:
    assert split_names(open_dataset(devkit)) == ("train", "all")
    assert usual_split(open_dataset(devkit)) == "train"
    assert split_names(open_dataset(folder)) == ("all",)
    assert usual_split(open_dataset(folder)) == "all"
    assert ids_of_split(open_dataset(folder), "all") == ("2", "10.jpg", "10.png")


def test_that_folders_without_data_say_what_is_missing(tmp_path: Path, devkit: Path) -> None:
    image(tmp_path / "bare" / "1.png")
    with pytest.raises(DatasetError, match="The 1 image in"):
        open_dataset(tmp_path / "bare")
    (tmp_path / "empty").mkdir()
    with pytest.raises(DatasetError, match="Annotations"):
        open_dataset(tmp_path / "empty")
    with pytest.raises(DatasetError, match="cannot be opened"):
        open_dataset(tmp_path / "gone")
    (devkit.parent / "VOC2012" / "Annotations").mkdir(parents=True)
    with pytest.raises(DatasetError, match="VOC2007, VOC2012"):
        open_dataset(devkit.parent)


def test_that_a_summary_counts_classes_and_names_bad_files(folder: Path) -> None:
    image(folder / "20.png").write_bytes(b"no picture")
    annotate(folder / "20.xml", CAT)
    image(folder / "30.png")
    (folder / "30.xml").write_text("<annotation>")
    told: list[tuple[int, int]] = []
    summary = summarise_dataset(open_dataset(folder), "all", lambda *each: told.append(each))
    assert summary.classes == (ClassCount("cat", 3, 1, 2), ClassCount("dog", 1, 0, 1))
    assert (summary.images, summary.objects, summary.difficult, summary.without_objects) == (3, 4, 1, 1)
    assert summary.unlabelled == 1
    assert [bad.image_id for bad in summary.bad] == ["20", "30"]
    assert isinstance(summary.bad[0], LeftOutImage)
    assert "20.png" in str(summary.bad[0].reason)
    assert told[-1] == (5, 5)


def test_that_counting_can_be_stopped(folder: Path) -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        summarise_dataset(open_dataset(folder), "all", token=token)
