"""YOLO as people have it: data.yaml and none, lists of other machines, outlines, missing label files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from frcnn_desktop.core.errors import DatasetError
from frcnn_desktop.formats.converting import Conversion
from frcnn_desktop.formats.plain_yaml import parse_yaml, yaml_text
from frcnn_desktop.formats.registry import recognise
from frcnn_desktop.formats.values import LabelledSet

Make: TypeAlias = Callable[..., Path]
Read: TypeAlias = Callable[..., LabelledSet]


def boxes(data: LabelledSet) -> list[tuple[str, tuple[float, ...]]]:
    return [(each.name, each.box) for image in data.images for each in image.annotation.objects]


def test_that_a_box_is_read_from_its_centre_in_parts_of_the_image(yolo: Make, read: Read) -> None:
    data = read(yolo("1 .5 .5 .25 .2\n"))
    assert boxes(data)[0] == ("dog", (15, 12, 25, 18))
    assert data.splits == {"train": 1, "val": 1}
    assert data.classes == ("cat", "dog")


@pytest.mark.parametrize(
    ("line", "code", "kept"),
    [
        ("0 .1 .1 .5 .1 .3 .6", "polygon", True),
        ("0 .1 .1 .5 .1 .5 .6 .1 .6", "polygon", True),
        ("0 .5 .5 .2 .2 .9", "score", True),
        ("0 0 .5 .5 .2", "cut", True),
        ("2 .5 .5 .2 .2", "unknown-class", False),
        ("-1 .5 .5 .2 .2", "unknown-class", False),
        ("0.5 .5 .5 .2 .2", "unknown-class", False),
        ("0 .5 .5 0 .2", "no-area", False),
        ("0 .5 .5 .2", "bad-entry", False),
        ("0 nan .5 .2 .2", "bad-entry", False),
        ("0 1e999 .5 .2 .2", "no-area", False),
        ("cat .5 .5 .2 .2", "bad-entry", False),
        ("0 .1 .1 .5 .1 .3 .6 .7", "bad-entry", False),
        ("0 " + ".5 " * 50_001, "bad-entry", False),
    ],
)
def test_that_what_is_lost_of_a_line_is_told_with_file_and_number(
    yolo: Make, read: Read, line: str, code: str, kept: bool
) -> None:
    data = read(yolo(f"0 .5 .5 .2 .2\n\n{line}\n"))
    assert [each.what.code for each in data.object_events] == [code]
    assert len(data.images[0].annotation.objects) == 1 + kept
    assert data.object_events[0].file == "a.txt"
    assert "Object 3" in str(data.object_events[0].message)


def test_that_a_line_of_keypoints_keeps_its_box(yolo: Make, read: Read) -> None:
    yaml = "train: images/train\nval: images/val\nnames: [cat, dog]\nkpt_shape: [1, 3]\n"
    data = read(yolo("0 .5 .5 .2 .2 .1 .1 2\n", yaml))
    assert [each.what.code for each in data.object_events] == ["keypoints"]


def test_that_an_image_without_a_label_file_is_left_out_or_empty_as_asked(yolo: Make, read: Read) -> None:
    root = yolo(None)
    data = read(root)
    assert [(each.code, each.image) for each in data.image_events] == [("unannotated", "a.jpg")]
    assert len(read(root, unlabelled=True).images) == 2
    (root / "labels" / "train" / "a.txt").write_text("")
    assert read(root).image_events == ()


@pytest.mark.parametrize(
    "yaml",
    [
        "path: .\ntrain: images/train # here\nval: images/val\nnames:\n  0: cat\n  1: dog\n",
        "path: /somewhere/else\ntrain: ../images/train\nval: ../images/val\nnames: ['cat', \"dog\"]\nnc: 2",
        "path: ../yolo\ntrain: [images/train]\nval: [images/val]\nnames: [cat,\n  dog]",
        "train: train.txt\nval: val.txt\nnames: {0: cat, 1: dog}",
        "names: [cat, dog]\n",
        "download: |\n  import os\n  # names: 3\nnames:\n- cat\n- dog\ntrain: images/train\nval: images/val",
    ],
)
def test_that_a_data_yaml_is_read_as_people_write_it(yolo: Make, read: Read, yaml: str) -> None:
    root = yolo("0 .5 .5 .2 .2\n", yaml)
    (root / "train.txt").write_text("/home/somebody/yolo/images/train/a.jpg\n")
    (root / "val.txt").write_text("./images/val/b.jpg\r\n")
    for source in (root, root / "data.yaml"):
        data = read(source)
        assert data.splits == {"train": 1, "val": 1}
        assert [name for name, _ in boxes(data)] == ["cat", "dog"]


def test_that_a_listed_image_that_is_not_there_is_told(yolo: Make, read: Read) -> None:
    root = yolo("0 .5 .5 .2 .2\n", "train: train.txt\nnames: [cat]\n")
    (root / "train.txt").write_text("images/train/a.jpg\nimages/train/gone.jpg\n../../etc/passwd\n")
    assert [each.code for each in read(root).image_events] == ["size-unknown", "size-unknown"]


@pytest.mark.parametrize("name", ["classes.txt", "obj.names"])
def test_that_text_files_beside_images_are_read_with_their_list_of_classes(
    tmp_path: Path, image: Callable[..., Path], read: Read, name: str
) -> None:
    root = image(tmp_path / "photos" / "a.png").parent
    (root / "a.txt").write_text("1 0.5 0.5 0.5 0.5\n")
    (root / name).write_text("cat\ndog\n\n")
    assert boxes(read(root)) == [("dog", (10, 7.5, 30, 22.5))]


def test_that_class_numbers_without_names_are_not_guessed(
    tmp_path: Path, image: Callable[..., Path], read: Read
) -> None:
    root = image(tmp_path / "photos" / "a.png").parent
    (root / "a.txt").write_text("1 0.5 0.5 0.5 0.5\n")
    with pytest.raises(DatasetError, match="numbers its classes"):
        read(root)
    assert boxes(read(root, classes=("cat", "dog")))[0][0] == "dog"


def test_that_images_elsewhere_have_their_labels_in_the_set(yolo: Make, read: Read, tmp_path: Path) -> None:
    root = yolo("0 .5 .5 .2 .2\n")
    photos = (root / "images").rename(tmp_path / "photos")
    data = read(root, images=photos)
    assert data.splits == {"train": 1, "val": 1}
    assert [name for name, _ in boxes(data)] == ["cat", "dog"]


@pytest.mark.parametrize(
    "names",
    ["[cat, cat]", "{0: cat, 2: dog}", "[cat, '']", "3", "[[cat]]", "&a [cat, *a]", "!!python/object:os.x 1"],
)
def test_that_odd_lists_of_names_are_refused(yolo: Make, read: Read, names: str) -> None:
    with pytest.raises(DatasetError):
        read(yolo("", f"train: images/train\nnames: {names}\n"))


def test_that_yaml_stays_text_and_has_a_bound() -> None:
    assert parse_yaml("names: [no, on, 1e3, ~]") == {"names": ["no", "on", "1e3", "~"]}
    for hostile in ("[" * 200_000, "a: &a [1]\nb: *a", "\x00", "a" * 2**21, "- " * 100_000, "{a: b"):
        with pytest.raises(ValueError, match=r".+"):
            parse_yaml(hostile)


def test_that_names_are_written_as_yaml_that_says_the_same() -> None:
    names = ("no", "R&D: <b>", '개 "x" #1', "a\\b", "0")
    assert parse_yaml(yaml_text({"names": names})) == {
        "names": {str(n): each for n, each in enumerate(names)}
    }


def test_that_a_path_out_of_the_set_is_refused(yolo: Make, read: Read, image: Callable[..., Path]) -> None:
    root = yolo("", "train: /etc\nnames: [cat]\n")
    with pytest.raises(DatasetError, match="Nothing outside"):
        read(root)


def test_that_ultralytics_finds_each_label_file_by_its_rule(
    yolo: Make, turn: Callable[..., Conversion]
) -> None:
    """Its documented rule: the last /images/ of a path becomes /labels/, the suffix .txt."""
    written = turn(yolo("0 .5 .5 .2 .2\n"), "yolo").destination
    content = parse_yaml((written / "data.yaml").read_text())
    assert isinstance(content, dict)
    for split, name in (("train", "a"), ("val", "b")):
        (image,) = (written / content[split]).iterdir()
        label = "/labels/".join(str(image).rsplit("/images/", 1)).rsplit(".", 1)[0] + ".txt"
        rows = [[float(word) for word in line.split()] for line in Path(label).read_text().splitlines()]
        assert image.stem == name
        # Its checks of each row: five columns, nothing negative, nothing above 1, a class that is there.
        assert all(len(row) == 5 and min(row) >= 0 and max(row[1:]) <= 1 and row[0] < 2 for row in rows)


def test_that_a_set_of_another_kind_is_none(tmp_path: Path, image: Callable[..., Path]) -> None:
    folder = image(tmp_path / "photos" / "a.png").parent
    (folder / "readme.txt").write_text("1 2 3 4 photos of cats")
    (folder / "docker.yaml").write_text("services: 1\n")
    assert recognise(folder) == ()
