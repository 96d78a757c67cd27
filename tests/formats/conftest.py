"""Small data sets of each format, and the way from one to another."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from support.data_sets import convert_folder, make_image

from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.formats.converting import Conversion
from frcnn_desktop.formats.format import Reading
from frcnn_desktop.formats.registry import the_format_of
from frcnn_desktop.voc import write_annotation

TWO_SPLITS = "train: images/train\nval: images/val\nnames: [cat, dog]\n"


@pytest.fixture
def image() -> Callable[..., Path]:
    return make_image


@pytest.fixture
def turn(tmp_path: Path) -> Callable[..., Conversion]:
    """Convert into a folder of the format's name."""

    def run(source: Path, to: str, name: str = "", **how: Any) -> Conversion:
        return convert_folder(source, to, tmp_path / (name or f"out-{to}"), **how)

    return run


@pytest.fixture
def voc(tmp_path: Path) -> Callable[..., Path]:
    """Make a devkit of images of 40 x 30 with these objects, by image id."""

    def make(objects: dict[str, Sequence[ObjectAnnotation]], verified: bool = False, **lists: str) -> Path:
        root = tmp_path / "VOC2012"
        (root / "Annotations").mkdir(parents=True)
        for name, found in objects.items():
            make_image(root / "JPEGImages" / f"{name}.jpg")
            annotation = ImageAnnotation(40, 30, tuple(found), verified)
            write_annotation(annotation, root / "Annotations" / f"{name}.xml")
        for split, ids in lists.items():
            file = root / "ImageSets" / "Main" / f"{split}.txt"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(ids.replace(" ", "\n"), encoding="utf-8")
        return root

    return make


@pytest.fixture
def coco(tmp_path: Path) -> Callable[..., Path]:
    """Make a set of one image, a.jpg of 40 x 30, with these entries; the classes 7 cat and 3 dog."""

    def make(*entries: dict[str, Any], image: dict[str, Any] | None = None, **more: Any) -> Path:
        root = tmp_path / "coco"
        make_image(root / "a.jpg")
        rows = [{"image_id": 5, "category_id": 7, "bbox": [1, 2, 10, 8]} | entry for entry in entries]
        content = {
            "images": [{"id": 5, "file_name": "a.jpg", "width": 40, "height": 30} | (image or {})],
            "annotations": rows,
            "categories": [{"id": 7, "name": "cat"}, {"id": 3, "name": "dog"}],
        }
        (root / "annotations.json").write_text(json.dumps(content | more), encoding="utf-8")
        return root

    return make


@pytest.fixture
def yolo(tmp_path: Path) -> Callable[..., Path]:
    """Make images/train/a.jpg of 40 x 30 with this label file, and a data.yaml."""

    def make(
        labels: str | None, yaml: str = "train: images/train\nval: images/val\nnames: [cat, dog]\n"
    ) -> Path:
        root = tmp_path / "yolo"
        make_image(root / "images" / "train" / "a.jpg")
        make_image(root / "images" / "val" / "b.jpg")
        (root / "labels" / "train").mkdir(parents=True)
        (root / "labels" / "val").mkdir()
        (root / "labels" / "val" / "b.txt").write_text("1 .5 .5 .5 .5\n")
        if labels is not None:
            (root / "labels" / "train" / "a.txt").write_text(labels, encoding="utf-8")
        (root / "data.yaml").write_text(yaml, encoding="utf-8")
        return root

    return make


@pytest.fixture
def labelme(tmp_path: Path) -> Callable[..., Path]:
    """Make a.jpg of 40 x 30 with these shapes."""

    def make(*shapes: dict[str, Any], **more: Any) -> Path:
        root = tmp_path / "labelme"
        make_image(root / "a.jpg")
        usual = {"label": "cat", "points": [[1, 2], [11, 10]], "shape_type": "rectangle", "flags": {}}
        content = {
            "version": "5.5.0",
            "flags": {},
            "shapes": [usual | each for each in shapes],
            "imagePath": "a.jpg",
            "imageData": None,
            "imageHeight": 30,
            "imageWidth": 40,
        }
        (root / "a.json").write_text(json.dumps(content | more), encoding="utf-8")
        return root

    return make


@pytest.fixture
def read() -> Callable[..., Any]:
    """Read a data set of whatever format."""

    def run(source: Path, **how: Any) -> Any:
        return the_format_of(source).read(source, Reading(**how))

    return run
