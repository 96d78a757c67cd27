"""The exported devkit is read by torchvision as a VOC data set."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.voc import write_annotation
from frcnn_desktop.voc.export import ExportItem, ExportOptions, export_devkit


def test_that_torchvision_reads_every_split(tmp_path: Path) -> None:
    from torchvision.datasets import VOCDetection

    items = []
    for number in range(4):
        image = tmp_path / f"{number}.png"
        Image.new("RGB", (40, 30), (number, 0, 0)).save(image)
        objects = tuple(ObjectAnnotation("dog", (n, 0, 20 + n, 30), difficult=n > 0) for n in range(number))
        write_annotation(ImageAnnotation(40, 30, objects, verified=True), image.with_suffix(".xml"))
        items.append(ExportItem(image, image.with_suffix(".xml")))
    export_devkit(items, tmp_path / "VOCdevkit" / "VOC2007", ExportOptions(val_share=0.5))

    counts = {}
    for split in ("train", "val", "trainval"):
        dataset = VOCDetection(str(tmp_path), year="2007", image_set=split)
        counts[split] = len(dataset)
        for picture, target in dataset:
            annotation = target["annotation"]
            assert picture.size == (40, 30) == tuple(int(annotation["size"][k]) for k in ("width", "height"))
            assert len(annotation["object"]) == int(annotation["filename"].removesuffix(".jpg"))
            for index, each in enumerate(annotation["object"]):
                box = [int(each["bndbox"][side]) for side in ("xmin", "ymin", "xmax", "ymax")]
                assert box == [index + 1, 1, 20 + index, 30]
                assert each["difficult"] == str(int(index > 0))
    assert counts == {"train": 2, "val": 2, "trainval": 4}
