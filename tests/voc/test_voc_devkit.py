"""Reading a VOC devkit folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.core.errors import DatasetError
from frcnn_desktop.voc import write_annotation
from frcnn_desktop.voc.devkit import open_voc


@pytest.fixture
def devkit(tmp_path: Path) -> Path:
    year = tmp_path / "VOCdevkit" / "VOC2007"
    main = year / "ImageSets" / "Main"
    main.mkdir(parents=True)
    (year / "Annotations").mkdir()
    (year / "JPEGImages").mkdir()
    for image_id, name in (("000002", "dog"), ("000010", "cat"), ("사진 1", "R&D")):
        (year / "JPEGImages" / f"{image_id}.jpg").touch()
        objects = (ObjectAnnotation(name, (0, 0, 5, 5)),)
        write_annotation(ImageAnnotation(9, 9, objects), year / "Annotations" / f"{image_id}.xml")
    (main / "train.txt").write_text("000002\n사진 1\n", encoding="utf-8")
    (main / "val.txt").write_text("000010\r\n\r\n", encoding="utf-8")
    (main / "dog_train.txt").write_text("000002  1\n사진 1 -1\n", encoding="utf-8")
    (main / "my_split.txt").write_text("000002\n", encoding="utf-8")
    return year


def test_that_a_year_its_devkit_and_the_folder_above_are_opened(devkit: Path) -> None:
    for root in (devkit, devkit.parent, devkit.parent.parent):
        assert open_voc(root).root == devkit


def test_that_several_years_are_named_and_no_year_is_said(devkit: Path, tmp_path: Path) -> None:
    (devkit.parent / "VOC2012" / "Annotations").mkdir(parents=True)
    with pytest.raises(DatasetError, match="VOC2007, VOC2012"):
        open_voc(devkit.parent)
    (tmp_path / "empty").mkdir()
    with pytest.raises(DatasetError, match="no folder Annotations"):
        open_voc(tmp_path / "empty")
    with pytest.raises(DatasetError, match="cannot be opened"):
        open_voc(tmp_path / "gone")


def test_that_splits_leave_out_per_class_lists_and_keep_file_order(devkit: Path) -> None:
    dataset = open_voc(devkit)
    assert dataset.splits() == ("my_split", "train", "val")
    assert dataset.image_ids("train") == ("000002", "사진 1")
    assert dataset.image_ids("val") == ("000010",)
    assert dataset.image_ids("dog_train") == ("000002", "사진 1")
    assert dataset.image_ids() == ("000002", "000010", "사진 1")
    with pytest.raises(DatasetError, match="my_split, train, val"):
        dataset.image_ids("test")


def test_that_paths_of_images_and_annotations_are_found(devkit: Path) -> None:
    dataset = open_voc(devkit)
    assert dataset.image_path("000002") == devkit / "JPEGImages" / "000002.jpg"
    assert dataset.annotation_path("사진 1").is_file()
    (devkit / "JPEGImages" / "x.PNG").touch()
    assert dataset.image_path("x").name == "x.PNG"
    with pytest.raises(DatasetError, match="000099"):
        dataset.image_path("000099")


def test_that_class_names_are_those_of_the_annotations(devkit: Path) -> None:
    dataset = open_voc(devkit)
    (devkit / "Annotations" / "broken.xml").write_text("<annotation")
    assert dataset.class_names() == ("cat", "dog", "R&D")
    assert dataset.class_names(["000002"]) == ("dog",)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names of files are text")
def test_that_a_list_names_files_whose_names_are_no_utf8(devkit: Path) -> None:
    (devkit / "ImageSets" / "Main" / "val.txt").write_bytes(b"\xef\xbb\xbfa\xffb\n")
    assert open_voc(devkit).image_ids("val") == (os.fsdecode(b"a\xffb"),)
    (devkit / "ImageSets" / "Main" / "val.txt").write_bytes("000002\n".encode("utf-16"))
    with pytest.raises(DatasetError, match="no readable split"):
        open_voc(devkit).image_ids("val")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_that_a_pipe_in_the_place_of_a_list_is_not_waited_for(devkit: Path) -> None:
    (devkit / "ImageSets" / "Main" / "val.txt").unlink()
    os.mkfifo(devkit / "ImageSets" / "Main" / "val.txt")
    with pytest.raises(DatasetError, match="split"):
        open_voc(devkit).image_ids("val")


def test_that_doubled_and_suffixed_ids_count_once_and_an_empty_list_is_a_sentence(devkit: Path) -> None:
    lists = devkit / "ImageSets" / "Main"
    (lists / "odd.txt").write_text("000002\n\t000010.JPG \r\n000002\n\n", encoding="utf-8")
    (lists / "empty.txt").write_text("\n  \n", encoding="utf-8")
    dataset = open_voc(devkit)
    assert dataset.image_ids("odd") == ("000002", "000010")
    assert dataset.doubled_ids("odd") == ("000002",)
    with pytest.raises(DatasetError, match="'empty' of VOC2007 lists no image"):
        dataset.image_ids("empty")
