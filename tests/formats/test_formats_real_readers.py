"""What is written is read by supervision, datumaro, pycocotools and ultralytics themselves, box by box.

`make test-readers` brings them: datumaro puts an OpenCV of another name in the place of ours, ultralytics is
to come without a second torch. faster-coco-eval is a package that the program itself can use.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from support.data_sets import convert_folder, make_image

from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.voc import write_annotation

CAT = ObjectAnnotation("cat", (1, 2, 11, 10), difficult=True)
DOG = ObjectAnnotation("dog", (0, 0, 40, 30), truncated=True, occluded=True, pose="Left")
BOX = (3, 5, 4, 6)
CLASSES = ("dog", "zebra", "cat")
EXPECTED = {
    "train": {"a": [("cat", CAT.box), ("dog", DOG.box)], "b c": [("dog", BOX)]},
    "val": {"강아지": [("cat", BOX)], "nothing": []},
}
Boxes: TypeAlias = "dict[str, dict[str, list[tuple[str, tuple[float, ...]]]]]"

pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str], Path]:
    """Convert a devkit of four images in two splits; each image is as large as ultralytics asks for."""

    def write(to: str) -> Path:
        root = tmp_path / "VOC2012"
        found = {
            "a": [CAT, DOG],
            "b c": [replace(DOG, box=BOX)],
            "강아지": [replace(CAT, box=BOX)],
            "nothing": [],
        }
        (root / "Annotations").mkdir(parents=True)
        for name, objects in found.items():
            make_image(root / "JPEGImages" / f"{name}.jpg")
            write_annotation(ImageAnnotation(40, 30, tuple(objects)), root / "Annotations" / f"{name}.xml")
        lists = root / "ImageSets" / "Main"
        lists.mkdir(parents=True)
        for split, images in EXPECTED.items():
            (lists / f"{split}.txt").write_text("\n".join(images), encoding="utf-8")
        (root / "classes.txt").write_text("\n".join(CLASSES))
        return convert_folder(root, to, tmp_path / to).destination

    return write


def is_expected(read: Boxes) -> bool:
    """Say whether these are the boxes, to a hundredth of a pixel."""
    rounded = {
        split: {
            name: sorted((kind, tuple(round(value, 2) + 0.0 for value in box)) for kind, box in boxes)
            for name, boxes in images.items()
        }
        for split, images in read.items()
    }
    return rounded == {
        split: {name: sorted(boxes) for name, boxes in images.items()} for split, images in EXPECTED.items()
    }


@pytest.mark.parametrize("module", ["faster_coco_eval", "pycocotools.coco"])
def test_that_coco_tools_read_every_box(written: Callable[[str], Path], module: str) -> None:
    tools: Any = pytest.importorskip(module, reason="`make test-readers` brings it")
    root = written("coco")
    read: Boxes = {}
    for split in EXPECTED:
        api = tools.COCO(str(root / "annotations" / f"instances_{split}.json"))
        assert [api.cats[number]["name"] for number in sorted(api.cats)] == list(CLASSES)
        read[split] = {}
        for image in api.loadImgs(api.getImgIds()):
            assert (root / "images" / split / image["file_name"]).is_file()
            rows = api.loadAnns(api.getAnnIds(imgIds=[image["id"]]))
            read[split][Path(image["file_name"]).stem] = [
                (api.cats[row["category_id"]]["name"], (x, y, x + w, y + h))
                for row in rows
                for x, y, w, h in [row["bbox"]]
            ]
    assert is_expected(read)


@pytest.mark.parametrize("to", ["coco", "yolo"])
def test_that_supervision_reads_every_box(written: Callable[[str], Path], to: str) -> None:
    supervision: Any = pytest.importorskip("supervision", reason="`make test-readers` brings it")
    root, read = written(to), {}
    for split in EXPECTED:
        images = str(root / "images" / split)
        if to == "coco":
            file = str(root / "annotations" / f"instances_{split}.json")
            dataset = supervision.DetectionDataset.from_coco(images, file)
        else:
            labels, yaml = str(root / "labels" / split), str(root / "data.yaml")
            dataset = supervision.DetectionDataset.from_yolo(images, labels, yaml)
        assert list(dataset.classes) == list(CLASSES)
        read[split] = {
            Path(path).stem: [
                (dataset.classes[kind], tuple(box))
                for kind, box in zip(found.class_id.tolist(), found.xyxy.tolist(), strict=True)
            ]
            for path, _, found in dataset
        }
    assert is_expected(read)


@pytest.mark.parametrize(("to", "name"), [("coco", "coco_instances"), ("yolo", "yolo")])
def test_that_datumaro_reads_every_box(written: Callable[[str], Path], to: str, name: str) -> None:
    datumaro: Any = pytest.importorskip("datumaro", reason="`make test-readers` brings it")
    dataset = datumaro.Dataset.import_from(str(written(to)), name)
    labels = [each.name for each in dataset.categories()[datumaro.AnnotationType.label]]
    read: Boxes = {split: {} for split in EXPECTED}
    for image in dataset:
        boxes = [each for each in image.annotations if each.type == datumaro.AnnotationType.bbox]
        read[image.subset][Path(image.id).stem] = [
            (labels[each.label], (each.x, each.y, each.x + each.w, each.y + each.h)) for each in boxes
        ]
        if to == "coco" and image.id == "a":
            found = {labels[each.label]: each.attributes for each in boxes}
            assert (found["cat"]["difficult"], found["dog"]["difficult"]) == (True, False)
            assert (found["dog"]["truncated"], found["dog"]["pose"]) == (True, "Left")
    assert is_expected(read)


def test_that_ultralytics_loads_every_label(written: Callable[[str], Path]) -> None:
    pytest.importorskip("ultralytics", reason="`make test-readers` brings it")
    from ultralytics.data.dataset import YOLODataset  # type: ignore[import-not-found]
    from ultralytics.utils import YAML  # type: ignore[import-not-found]

    root = written("yolo")
    data = YAML.load(str(root / "data.yaml"))
    assert data["names"] == dict(enumerate(CLASSES))
    read: Boxes = {}
    for split in EXPECTED:
        dataset = YOLODataset(str(root / data[split]), data={"channels": 3, **data}, augment=False)
        read[split] = {}
        for label in dataset.labels:
            assert label["shape"] == (30, 40)
            rows = zip(label["cls"][:, 0].tolist(), label["bboxes"].tolist(), strict=True)
            read[split][Path(label["im_file"]).stem] = [
                (CLASSES[int(kind)], ((x - w / 2) * 40, (y - h / 2) * 30, (x + w / 2) * 40, (y + h / 2) * 30))
                for kind, (x, y, w, h) in rows
            ]
    assert is_expected(read)
