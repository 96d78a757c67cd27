"""Whatever is in a file, it is read or refused in a sentence of ours, and nothing is written beside OUT."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.data_sets import make_image

from frcnn_desktop.core.errors import FrcnnError
from frcnn_desktop.formats.converting import Conversion, convert
from frcnn_desktop.formats.format import Reading
from frcnn_desktop.formats.glance import Glance
from frcnn_desktop.formats.planning import plan
from frcnn_desktop.formats.registry import FORMATS, VOC, format_named

KEYS = st.sampled_from(
    [
        "images",
        "annotations",
        "categories",
        "id",
        "image_id",
        "category_id",
        "bbox",
        "file_name",
        "width",
        "height",
        "segmentation",
        "iscrowd",
        "attributes",
        "name",
        "shapes",
        "label",
        "points",
        "shape_type",
        "flags",
        "imagePath",
        "imageWidth",
        "imageHeight",
        "score",
        "keypoints",
        "ignore",
        "difficult",
    ]
)
WORDS = st.sampled_from(
    ["a.jpg", "../a.jpg", "/etc/passwd", "C:\\x", "rectangle", "polygon", "circle", "cat", "\ud800", "\0", ""]
)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-5, 30) | st.just(10**400)
SCALARS = st.none() | st.booleans() | NUMBERS | WORDS | st.text(max_size=8)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=6),
    max_leaves=25,
)
IDS = st.integers(1, 2)
ENTRIES = st.fixed_dictionaries(
    {"image_id": IDS | SCALARS, "category_id": IDS | SCALARS},
    optional={
        "bbox": st.lists(NUMBERS, min_size=4, max_size=4) | VALUES,
        "segmentation": st.lists(st.lists(NUMBERS, max_size=7), max_size=2) | VALUES,
        "attributes": VALUES,
        "iscrowd": SCALARS,
        "keypoints": VALUES,
        "score": SCALARS,
        "ignore": SCALARS,
    },
)
IMAGES = st.fixed_dictionaries({"id": IDS, "file_name": WORDS, "width": SCALARS, "height": SCALARS})
NAMES = st.fixed_dictionaries({"id": IDS, "name": WORDS})
COCO = st.fixed_dictionaries(
    {
        "images": st.lists(IMAGES | VALUES, max_size=3),
        "annotations": st.lists(ENTRIES | VALUES, max_size=4),
        "categories": st.lists(NAMES | VALUES, max_size=3),
    }
)
SHAPES = st.fixed_dictionaries(
    {"label": WORDS, "shape_type": WORDS | SCALARS},
    optional={
        "points": st.lists(st.lists(NUMBERS, min_size=2, max_size=2), max_size=4) | VALUES,
        "flags": VALUES,
        "attributes": VALUES,
        "description": SCALARS,
        "group_id": SCALARS,
    },
)
LABELME = st.fixed_dictionaries(
    {
        "shapes": st.lists(SHAPES | VALUES, max_size=4),
        "imagePath": st.just("a.jpg") | WORDS | VALUES,
        "imageWidth": SCALARS,
        "imageHeight": SCALARS,
        "flags": VALUES,
    }
)
LABEL_WORDS = st.sampled_from(["0", "1", ".5", "-1", "nan", "1e400", "cat", "9" * 400])
LINES = st.lists(st.lists(LABEL_WORDS, max_size=9))


def read_and_write(name: str, source: Path, out: Path) -> None:
    """Convert to every format; only errors of ours are let through."""
    form = format_named(name)
    try:
        data = form.read(source, Reading())
        for target in FORMATS:
            convert(plan(data, form, target), out / target.name)
    except FrcnnError:
        return


def tried(name: str, file: str, content: str | bytes, **others: str) -> None:
    with tempfile.TemporaryDirectory() as place:
        root = Path(place) / "set"
        make_image(root / "a.jpg", (20, 20))
        for each, text in others.items():
            (root / each.replace("_", ".")).write_text(text)
        (root / file).write_bytes(content if isinstance(content, bytes) else content.encode())
        read_and_write(name, root if name == "yolo" else root / file, Path(place) / "out")
        assert {each.name for each in Path(place).iterdir()} <= {"set", "out"}
        if (Path(place) / "out").exists():
            assert {each.name for each in (Path(place) / "out").iterdir()} <= {each.name for each in FORMATS}


@settings(max_examples=150, deadline=None)
@given(COCO)
def test_that_any_coco_file_is_read_or_refused(content: Any) -> None:
    tried("coco", "x.json", json.dumps(content))


@settings(max_examples=150, deadline=None)
@given(LABELME)
def test_that_any_labelme_file_is_read_or_refused(content: Any) -> None:
    tried("labelme", "x.json", json.dumps(content))


@settings(max_examples=100, deadline=None)
@given(LINES)
def test_that_any_label_file_is_read_or_refused(lines: list[list[str]]) -> None:
    tried("yolo", "a.txt", "\n".join(" ".join(line) for line in lines), classes_txt="cat\ndog\n")


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60) | st.binary(max_size=60), st.sampled_from(["", "names: [cat]\ntrain: "]))
def test_that_any_data_yaml_is_read_or_refused(content: str | bytes, before: str) -> None:
    data = content if isinstance(content, bytes) else content.encode("utf-8", "replace")
    tried("yolo", "data.yaml", before.encode() + data)


@pytest.mark.parametrize("name", ["coco", "yolo", "labelme"])
@pytest.mark.parametrize("content", [b"\xff\xfe", b"\x00" * 100, b"", b"[]", b"{}", b"\xef\xbb\xbf{}"])
def test_that_files_of_nothing_are_refused(tmp_path: Path, name: str, content: bytes) -> None:
    file = tmp_path / ("data.yaml" if name == "yolo" else "x.json")
    file.write_bytes(content)
    with pytest.raises(FrcnnError):
        format_named(name).read(file, Reading())


def test_that_a_split_called_as_a_folder_above_writes_nothing_there(
    coco: Callable[..., Path], turn: Callable[..., Conversion]
) -> None:
    root = coco({})
    folder = root / "annotations"
    folder.mkdir()
    (root / "annotations.json").rename(folder / "instances_...json")
    for target in FORMATS:
        done = turn(root, target.name, f"deep/{target.name}")
        assert ".." not in done.plan.data.splits
    assert {each.name for each in (root.parent / "deep").iterdir()} == {each.name for each in FORMATS}


def test_that_a_pipe_in_place_of_a_file_is_refused_at_once(tmp_path: Path) -> None:
    import os

    os.mkfifo(tmp_path / "x.json")
    os.mkfifo(tmp_path / "data.yaml")
    for form in FORMATS:
        assert not form.recognises(tmp_path, Glance())
        if form is not VOC:
            with pytest.raises(FrcnnError):
                form.read(tmp_path / "x.json", Reading())
