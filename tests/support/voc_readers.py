"""The rules by which other programs read VOC XML, each told again in a few lines.

Every reader returns what it makes of one file as (class name, box) pairs in its own coordinates, and fails
where the program it stands for fails.
"""

from __future__ import annotations

import xml.dom.minidom
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np

CORNERS = ("xmin", "ymin", "xmax", "ymax")
ReadObjects = list[tuple[str, tuple[float, ...]]]


def _text(element: ElementTree.Element, path: str) -> str:
    text = element.findtext(path)
    assert text, f"{path} is missing or empty"
    return text


def fast_rcnn(path: Path, image_width: int) -> ReadObjects:
    """fast-rcnn's pascal_voc.py: any depth, -1 on all four, uint16, then boxes mirrored for training.

    A coordinate of 0 wraps around to 65535 here. Boxes are 0-based and inclusive.
    """
    document = xml.dom.minidom.parse(str(path))

    def first(node: Any, tag: str) -> str:
        return node.getElementsByTagName(tag)[0].childNodes[0].data

    objects = document.getElementsByTagName("object")
    boxes = np.zeros((len(objects), 4), dtype=np.uint16)
    for row, element in enumerate(objects):
        corners = [float(first(element, corner)) - 1 for corner in CORNERS]
        assert min(corners) >= 0, "uint16 wraps around"
        boxes[row] = corners
    flipped = boxes.copy()
    flipped[:, 0] = image_width - boxes[:, 2] - 1
    flipped[:, 2] = image_width - boxes[:, 0] - 1
    assert (flipped[:, 2] >= flipped[:, 0]).all()
    names = [str(first(element, "name")).lower().strip() for element in objects]
    return [(name, tuple(map(float, box))) for name, box in zip(names, boxes, strict=True)]


def py_faster_rcnn_evaluation(path: Path) -> ReadObjects:
    """py-faster-rcnn's and detectron2's parse_rec: four flags and fields obligatory, whole numbers only."""
    read = []
    for element in ElementTree.parse(path).findall("object"):
        _text(element, "pose")
        int(_text(element, "truncated"))
        int(_text(element, "difficult"))
        read.append((_text(element, "name"), tuple(int(_text(element, f"bndbox/{c}")) for c in CORNERS)))
    return read


def detectron2(path: Path) -> ReadObjects:
    """detectron2's load_voc_instances: -1 on the minima only, which gives half-open boxes."""
    root = ElementTree.parse(path).getroot()
    int(_text(root, "size/height"))
    int(_text(root, "size/width"))
    read = []
    for element in root.findall("object"):
        x1, y1, x2, y2 = (float(_text(element, f"bndbox/{corner}")) for corner in CORNERS)
        read.append((_text(element, "name"), (x1 - 1, y1 - 1, x2, y2)))
    return read


def labelimg(path: Path) -> ReadObjects:
    """labelImg's PascalVocReader: numbers as edges, UTF-8 unless declared, difficult as a number."""
    assert path.name.endswith(".xml")
    root = ElementTree.parse(path, parser=ElementTree.XMLParser(encoding="utf-8")).getroot()
    root.attrib.get("verified")
    assert root.find("filename") is not None
    read = []
    for element in root.findall("object"):
        bool(int(_text(element, "difficult")))
        corners = tuple(int(float(_text(element, f"bndbox/{corner}"))) for corner in CORNERS)
        read.append((_text(element, "name"), corners))
    return read


def tensorflow_object_detection(path: Path) -> ReadObjects:
    """TF-OD's create_pascal_tf_record: every field obligatory, coordinates as fractions of the size."""
    root = ElementTree.parse(path).getroot()
    width, height = int(_text(root, "size/width")), int(_text(root, "size/height"))
    assert _text(root, "filename")
    assert _text(root, "folder")
    read = []
    for element in root.findall("object"):
        bool(int(_text(element, "difficult")))
        int(_text(element, "truncated"))
        _text(element, "pose").encode()
        corners = tuple(float(_text(element, f"bndbox/{corner}")) for corner in CORNERS)
        scaled = (corners[0] / width, corners[1] / height, corners[2] / width, corners[3] / height)
        assert all(0 <= value <= 1 for value in scaled)
        read.append((_text(element, "name"), corners))
    return read


def supervision(path: Path) -> ReadObjects:
    """supervision 0.31's detections_from_xml_obj: corners put in order, -1 on the minima only."""
    read = []
    for element in ElementTree.parse(path).getroot().findall("object"):
        x1, y1, x2, y2 = (float(_text(element, f"bndbox/{corner}")) for corner in CORNERS)
        box = (min(x1, x2) - 1, min(y1, y2) - 1, max(x1, x2), max(y1, y2))
        read.append((_text(element, "name"), box))
    return read


def datumaro_labels(path: Path) -> list[str]:
    """datumaro's labelmap.txt: four fields between colons, each label once, "#" for comments."""
    labels = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            label, _colour, _parts, _actions = line.split(":")
            assert label not in labels
            labels.append(label)
    return labels


def datumaro(path: Path) -> ReadObjects:
    """datumaro's VocBase: x, y, width and height without a shift; flags, where present, are 0 or 1."""
    root = ElementTree.parse(path).getroot()
    int(_text(root, "size/width"))
    read = []
    for element in root.findall("object"):
        for flag in ("difficult", "truncated", "occluded"):
            assert element.findtext(flag) in (None, "0", "1")
        x1, y1, x2, y2 = (float(_text(element, f"bndbox/{corner}")) for corner in CORNERS)
        assert x2 >= x1
        assert y2 >= y1
        read.append((_text(element, "name"), (x1, y1, x2, y2)))
    return read


def read_by_everyone(path: Path, image_width: int) -> ReadObjects:
    """Read a file by every rule, check that all agree, and return names with half-open boxes."""
    half_open = detectron2(path)
    inclusive = [(name, (b[0] + 1, b[1] + 1, b[2], b[3])) for name, b in half_open]
    for reader in (py_faster_rcnn_evaluation, labelimg, tensorflow_object_detection, datumaro):
        assert reader(path) == inclusive, reader.__name__
    zero_based = [(name, tuple(value - 1 for value in box)) for name, box in inclusive]
    assert supervision(path) == half_open
    assert fast_rcnn(path, image_width) == [(name.lower().strip(), box) for name, box in zero_based]
    return half_open
