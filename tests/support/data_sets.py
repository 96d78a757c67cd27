"""Small images, and the way from one annotation format to another."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from frcnn_desktop.formats.converting import Conversion, convert
from frcnn_desktop.formats.format import Reading
from frcnn_desktop.formats.output import ImageFiles
from frcnn_desktop.formats.planning import Wishes, plan
from frcnn_desktop.formats.registry import format_named, the_format_of

PLAIN, ALL = Reading(), Wishes()


def make_image(path: Path, size: tuple[int, int] = (40, 30), tag: int = 1) -> Path:
    """Write an image of this stored size and EXIF orientation."""
    path.parent.mkdir(parents=True, exist_ok=True)
    exif = Image.Exif()
    if tag != 1:
        exif[0x0112] = tag
    Image.new("RGB", size).save(path, exif=exif)
    return path


def convert_folder(
    source: Path, to: str, out: Path, reading: Reading = PLAIN, wishes: Wishes = ALL
) -> Conversion:
    """Convert a data set of whatever format into a new folder, its images linked."""
    found = the_format_of(source)
    planned = plan(found.read(source, reading), found, format_named(to), wishes)
    return convert(planned, out, ImageFiles.LINK)
