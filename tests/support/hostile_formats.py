"""Readers of data sets of other programs, with good files to begin with."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from PIL import Image

YOLO_LIST = b"train: images/train\nval: images/train\nnames: [cat, dog]\n"


def coco(_folder: Path) -> Sequence[bytes]:
    """Boxes as numbers and as a polygon."""
    facts = {
        "images": [{"id": 1, "file_name": "a.jpg", "width": 40, "height": 30}],
        "categories": [{"id": 7, "name": "cat"}, {"id": 3, "name": "dog"}],
        "annotations": [
            {"id": 1, "image_id": 1, "category_id": 7, "bbox": [1.5, 2, 20, 10], "area": 200, "iscrowd": 0},
            {"id": 2, "image_id": 1, "category_id": 3, "segmentation": [[1, 1, 9, 1, 9, 9]]},
        ],
    }
    return (json.dumps(facts).encode(),)


def labelme(_folder: Path) -> Sequence[bytes]:
    shape = {"label": "cat", "points": [[1, 2], [20, 10]], "shape_type": "rectangle", "flags": {}}
    facts = {"version": "5", "flags": {}, "shapes": [shape], "imagePath": "a.jpg", "imageData": None}
    return (json.dumps(facts | {"imageHeight": 30, "imageWidth": 40}).encode(),)


def yolo(_folder: Path) -> Sequence[bytes]:
    return b"0 0.5 0.5 0.25 0.25\n1 .1 .2 .05 1e-1 0.9\n", b"1 0.1 0.1 0.4 0.1 0.4 0.4\n"


def yolo_list(_folder: Path) -> Sequence[bytes]:
    return (
        b"path: .\ntrain: images/train\nval: images/train\nnames: [cat, dog]\n",
        b"train: images/train\nnc: 2\nnames:\n  0: cat\n  1: 'dog' # two\n",
    )


def class_list(_data: bytes, path: Path) -> object:
    from frcnn_desktop.formats.class_lists import read_class_list

    return read_class_list(path)


def in_set(name: str, place: str, other: str = "", content: bytes = b"") -> Callable[[bytes, Path], object]:
    """Return a reader of a set of one image, in which the input has this place, beside one `other` file."""

    def read(data: bytes, path: Path) -> object:
        from frcnn_desktop.formats.format import Reading
        from frcnn_desktop.formats.registry import format_named, recognise

        root = path.parent / name
        if not root.exists():
            for image in ("a.jpg", "images/train/a.jpg"):
                (root / image).parent.mkdir(parents=True, exist_ok=True)
                Image.new("RGB", (40, 30)).save(root / image)
            (root / "labels/train").mkdir(parents=True)
        if other:
            (root / other).write_bytes(content)
        (root / place).write_bytes(data)
        recognise(root)
        return format_named(name).read(root, Reading())

    return read
