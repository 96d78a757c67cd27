"""The exported devkit is read by supervision and datumaro themselves: `make test-readers` brings them.

datumaro puts an OpenCV of another name in the place of ours, so they are no packages to develop with. What
they do is told again in `voc_readers`, which every run of the tests uses.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from support.voc_readers import ReadObjects, read_by_everyone

from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.voc.export import ExportItem, ExportReport

DOG = ObjectAnnotation("dog", (0, 0, 20, 15), truncated=True)
NAMES = ("dog", "개 한 마리", "R&D <b>", "a/b")

pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture
def devkit(item: Callable[..., ExportItem], export: Callable[..., ExportReport]) -> Path:
    """Every kind of image and name, an image without objects, and coordinates of 0 before the export."""
    objects = [replace(DOG, name=name, box=(n, n, 20 + n, 15)) for n, name in enumerate(NAMES)]
    photos = [
        item("a.jpg", *objects),
        item("grey.jpg", DOG),
        item("강아지 1.png", *objects[::-1]),
        item("turned.jpg", replace(DOG, box=(15, 0, 30, 20)), tag=6, size=(30, 40)),
        item("nothing.bmp"),
        item("zero.jpg", DOG),
    ]
    Image.new("L", (40, 30)).save(photos[1].image)
    zero = photos[-1].annotation
    assert zero is not None
    zero.write_text(zero.read_text().replace("min>1<", "min>0<"))
    return export(*photos).destination


def expected(devkit: Path) -> dict[str, ReadObjects]:
    return {each.stem: sorted(read_by_everyone(each, 40)) for each in (devkit / "Annotations").iterdir()}


def test_that_supervision_reads_every_image_and_box(devkit: Path) -> None:
    supervision: Any = pytest.importorskip("supervision", reason="`make test-readers` brings it")
    folders = (str(devkit / "JPEGImages"), str(devkit / "Annotations"))
    dataset = supervision.DetectionDataset.from_pascal_voc(*folders)
    read: dict[str, ReadObjects] = {}
    for path, pixels, found in dataset:
        rows = zip(found.class_id.tolist(), found.xyxy.tolist(), strict=True)
        read[Path(path).stem] = sorted((dataset.classes[kind], tuple(box)) for kind, box in rows)
        assert pixels.shape == ((40, 30, 3) if Path(path).stem == "turned" else (30, 40, 3))
    assert read == expected(devkit)


@pytest.mark.parametrize("split", ["train", "val", "trainval"])
def test_that_datumaro_reads_every_split(devkit: Path, split: str) -> None:
    datumaro: Any = pytest.importorskip("datumaro", reason="`make test-readers` brings it")
    dataset = datumaro.Dataset.import_from(str(devkit), "voc")
    labels = [each.name for each in dataset.categories()[datumaro.AnnotationType.label]]
    read: dict[str, ReadObjects] = {}
    for image in dataset:
        if image.subset == split:
            boxes = [each for each in image.annotations if each.type == datumaro.AnnotationType.bbox]
            # It keeps VOC's numbers as they are.
            read[image.id] = sorted(
                (labels[each.label], (each.x - 1, each.y - 1, each.x + each.w, each.y + each.h))
                for each in boxes
            )
            assert image.media.data is not None
    ids = (devkit / "ImageSets" / "Main" / f"{split}.txt").read_text(encoding="utf-8").split()
    assert read == {name: boxes for name, boxes in expected(devkit).items() if name in ids}
