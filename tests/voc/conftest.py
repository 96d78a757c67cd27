"""One ordinary annotation file that the tests bend, and images to export."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.voc import write_annotation
from frcnn_desktop.voc.export import ExportItem, ExportOptions, ExportReport, export_devkit

PLAIN = """<annotation>
\t<folder>VOC2007</folder>
\t<filename>000005.jpg</filename>
\t<source>
\t\t<database>The VOC2007 Database</database>
\t</source>
\t<owner>
\t\t<name>somebody</name>
\t</owner>
\t<size>
\t\t<width>500</width>
\t\t<height>375</height>
\t\t<depth>3</depth>
\t</size>
\t<segmented>0</segmented>
\t<object>
\t\t<name>chair</name>
\t\t<pose>Rear</pose>
\t\t<truncated>0</truncated>
\t\t<difficult>0</difficult>
\t\t<bndbox>
\t\t\t<xmin>263</xmin>
\t\t\t<ymin>211</ymin>
\t\t\t<xmax>324</xmax>
\t\t\t<ymax>339</ymax>
\t\t</bndbox>
\t</object>
\t<object>
\t\t<name>dog</name>
\t\t<pose>Unspecified</pose>
\t\t<truncated>1</truncated>
\t\t<difficult>1</difficult>
\t\t<bndbox>
\t\t\t<xmin>5</xmin>
\t\t\t<ymin>6</ymin>
\t\t\t<xmax>50</xmax>
\t\t\t<ymax>60</ymax>
\t\t</bndbox>
\t</object>
</annotation>
"""


@pytest.fixture
def plain() -> str:
    """The text of a genuine-looking VOC2007 file with a chair and a dog."""
    return PLAIN


@pytest.fixture
def bent() -> Callable[..., bytes]:
    """Return the file as UTF-8 bytes with replacements made; each old text must be there."""

    def bend(*replacements: tuple[str, str]) -> bytes:
        text = PLAIN
        for old, new in replacements:
            assert old in text
            text = text.replace(old, new, 1)
        return text.encode()

    return bend


@pytest.fixture
def item(tmp_path: Path) -> Callable[..., ExportItem]:
    """Make an image of 40 x 30 stored pixels and its annotation."""

    def make(
        name: str,
        *objects: ObjectAnnotation,
        verified: bool = True,
        size: tuple[int, int] = (40, 30),
        tag: int = 1,
    ) -> ExportItem:
        image = tmp_path / "photos" / name
        image.parent.mkdir(parents=True, exist_ok=True)
        pixels = np.zeros((30, 40, 3), np.uint8)
        pixels[:15, :20] = 255
        exif = Image.Exif()
        if tag != 1:
            exif[0x0112] = tag
        Image.fromarray(pixels).save(image, exif=exif)
        xml = image.with_name(f"{image.name}.xml")
        write_annotation(ImageAnnotation(*size, objects, verified=verified), xml)
        return ExportItem(image, xml)

    return make


@pytest.fixture
def export(tmp_path: Path) -> Callable[..., ExportReport]:
    def run(*items: ExportItem, **options: object) -> ExportReport:
        chosen = replace(ExportOptions(), **options)
        return export_devkit(items, tmp_path / "out" / "VOCdevkit" / "VOC2007", chosen)

    return run
