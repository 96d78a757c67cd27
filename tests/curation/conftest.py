"""A small data set whose classes are spelt in several ways."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.voc import write_annotation

CLASSES = (("car", "dog"), ("Car", "dog"), ("car", "van"), ("dog",))


@pytest.fixture
def data_set(tmp_path: Path) -> Path:
    """Return a folder of four images with XML beside them."""
    folder = tmp_path / "사진"
    folder.mkdir()
    for number, names in enumerate(CLASSES):
        Image.new("RGB", (60, 40)).save(folder / f"{number}.png")
        objects = tuple(ObjectAnnotation(name, (1, 1, 20, 20)) for name in names)
        write_annotation(ImageAnnotation(60, 40, objects), folder / f"{number}.xml")
    return folder
