"""COCO as people have it: odd ids, outlines, crowds, captions beside boxes, images here and there."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from frcnn_desktop.core.errors import DatasetError
from frcnn_desktop.formats.converting import Conversion
from frcnn_desktop.formats.registry import the_format_of
from frcnn_desktop.formats.values import LabelledSet

Make: TypeAlias = Callable[..., Path]
Read: TypeAlias = Callable[..., LabelledSet]


def codes(data: LabelledSet) -> list[str]:
    return [each.what.code for each in data.object_events]


def test_that_a_box_is_read_from_its_upper_left_corner_and_size(coco: Make, read: Read) -> None:
    data = read(coco({"bbox": [1.5, 2, 10, 8.25]}))
    assert data.images[0].annotation.objects[0].box == (1.5, 2, 11.5, 10.25)
    assert data.classes == ("cat", "dog")


def test_that_flags_are_read_from_attributes_and_difficult_from_ignore_too(coco: Make, read: Read) -> None:
    flags = {"truncated": True, "occluded": 1, "pose": "Left", "difficult": False}
    data = read(coco({"attributes": flags, "ignore": 1}, {"ignore": 1}))
    first, second = data.images[0].annotation.objects
    assert (first.difficult, first.truncated, first.occluded, first.pose) == (False, True, True, "Left")
    assert second.difficult


@pytest.mark.parametrize(
    ("entry", "code", "kept"),
    [
        ({"segmentation": [[1, 2, 11, 2, 5, 10]]}, "polygon", True),
        ({"segmentation": {"counts": [1], "size": [30, 40]}}, "polygon", True),
        ({"segmentation": [[3, 4, 9, 4, 5, 10]], "bbox": None}, "polygon", True),
        ({"iscrowd": 1}, "crowd", True),
        ({"keypoints": [1, 2, 2]}, "keypoints", True),
        ({"score": 0.5}, "score", True),
        ({"attributes": {"colour": "red"}}, "attributes", True),
        ({"bbox": [-5, 2, 20, 8]}, "cut", True),
        ({"bbox": [1, 2, 0, 8]}, "no-area", False),
        ({"bbox": [1, 2, -3, 8]}, "no-area", False),
        ({"bbox": [100, 2, 3, 8]}, "outside-image", False),
        ({"bbox": ["1", 2, 3, 8]}, "no-box", False),
        ({"bbox": [True, 2, 3, 8]}, "no-box", False),
        ({"bbox": [10**400, 2, 3, 8]}, "no-box", False),
        ({"bbox": None}, "no-box", False),
        ({"category_id": 99}, "unknown-class", False),
        ({"category_id": True}, "unknown-class", False),
        ({"image_id": 6}, "unknown-image", False),
    ],
)
def test_that_what_is_lost_of_an_object_is_told_with_file_and_reason(
    coco: Make, read: Read, entry: dict[str, Any], code: str, kept: bool
) -> None:
    data = read(coco({}, entry))
    assert codes(data) == [code]
    assert data.object_count == 1 + kept
    event = data.object_events[0]
    assert event.file == "annotations.json"
    assert "Object 2" in str(event.message)


def test_that_an_outline_which_is_the_box_is_no_loss(coco: Make, read: Read) -> None:
    assert codes(read(coco({"segmentation": [[1, 2, 11, 2, 11, 10, 1, 10]]}))) == []


def test_that_a_crowd_is_kept_as_a_difficult_object(coco: Make, read: Read) -> None:
    assert read(coco({"iscrowd": 1})).images[0].annotation.objects[0].difficult


def test_that_an_image_that_is_not_there_keeps_its_annotation_by_the_size_told(
    coco: Make, turn: Callable[..., Conversion]
) -> None:
    root = coco({})
    (root / "a.jpg").unlink()
    done = turn(root, "voc")
    assert [each.code for each in done.plan.data.image_events] == ["image-absent"]
    assert "<width>40</width>" in (done.destination / "Annotations" / "a.xml").read_text()
    assert not (done.destination / "JPEGImages").exists()


@pytest.mark.parametrize(
    ("image", "code"),
    [
        ({"width": 30, "height": 40}, "unrotated"),
        ({"width": 41}, "size-differs"),
        ({"file_name": "../a.jpg"}, "bad-name"),
        ({"file_name": "/etc/passwd"}, "bad-name"),
        ({"file_name": "C:\\a.jpg"}, "bad-name"),
        ({"file_name": "a\x00.jpg"}, "bad-name"),
        ({"file_name": None}, "bad-name"),
        ({"file_name": "b.jpg", "width": None}, "size-unknown"),
        ({"file_name": "annotations.json"}, "unreadable"),
    ],
)
def test_that_what_is_odd_about_an_image_is_told(
    coco: Make, read: Read, image: dict[str, Any], code: str
) -> None:
    root = coco({}, image=image)
    content = json.loads((root / "annotations.json").read_text())
    content["images"].append({"id": 6, "file_name": "c.jpg", "width": 40, "height": 30})
    (root / "annotations.json").write_text(json.dumps(content))
    assert code in [each.code for each in read(root).image_events]


def test_that_captions_and_keypoints_beside_the_boxes_are_passed_over(
    coco: Make, read: Read, image: Callable[..., Path]
) -> None:
    root = coco({})
    folder = root / "annotations"
    folder.mkdir()
    content = (root / "annotations.json").read_text()
    (root / "annotations.json").rename(folder / "instances_train2017.json")
    (folder / "captions_train2017.json").write_text(content)
    image(root / "train2017" / "a.jpg")
    (root / "a.jpg").unlink()
    data = read(root)
    assert data.splits == {"train2017": 1}
    assert data.images[0].path == root / "train2017" / "a.jpg"


def test_that_roboflows_splits_are_read(coco: Make, read: Read, image: Callable[..., Path]) -> None:
    root = coco({})
    content = (root / "annotations.json").read_text()
    (root / "annotations.json").unlink()
    for split in ("train", "valid"):
        image(root / split / "a.jpg")
        (root / split / "_annotations.coco.json").write_text(content)
    data = read(root)
    assert data.splits == {"train": 1, "valid": 1}
    assert {each.path for each in data.images} == {root / "train" / "a.jpg", root / "valid" / "a.jpg"}


def test_that_images_elsewhere_are_found_where_they_are_said_to_be(
    coco: Make, read: Read, image: Callable[..., Path], tmp_path: Path
) -> None:
    root = coco({})
    (root / "a.jpg").unlink()
    elsewhere = image(tmp_path / "photos" / "a.jpg")
    assert read(root / "annotations.json", images=elsewhere.parent).images[0].path == elsewhere


@pytest.mark.parametrize(
    "text",
    [
        '{"images": [], "annotations": [], "categories": [}',
        '{"images": [NaN], "annotations": []}',
        '{"images": 1, "annotations": []}',
        '["images", "annotations"]',
        '{"images": [], "annotations": ' + "[" * 100_000,
        '{"images": [], "annotations": [' + "9" * 5000 + "]}",
        '{"images": [], "annotations": [], "categories": []}',
        '{"images": [{"id": 1, "file_name": "\\ud800.jpg"}], "annotations": [1, null, []]}',
    ],
)
def test_that_a_hostile_file_is_refused_in_a_sentence(tmp_path: Path, read: Read, text: str) -> None:
    file = tmp_path / "x.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DatasetError):
        read(file)


def test_that_a_file_of_the_window_is_told_by_its_content(coco: Make, labelme: Make) -> None:
    assert the_format_of(coco({}) / "annotations.json").name == "coco"
    assert the_format_of(labelme({}) / "a.json").name == "labelme"
