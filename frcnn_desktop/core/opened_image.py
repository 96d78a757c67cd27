"""Opening image files: what is no image, too large or packed too well is refused before it is decoded."""

from __future__ import annotations

import re
import stat
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from frcnn_desktop.core.errors import ImageLoadError, reason_of
from frcnn_desktop.core.image_kinds import (
    CAMERA_RAW,
    READ_FORMATS,
    TGA_SUFFIXES,
    kind_told_by,
    suffix_of,
    unreadable_kind,
)
from frcnn_desktop.core.messages import Message

MAX_PIXELS = 150_000_000
MAX_BYTES = 2**30
_FEW_PIXELS, _PIXELS_PER_BYTE = 32_000_000, 20_000
"""No photo is packed like this: beyond so many pixels each byte of a file must stand for fewer."""
_PIXELS_TOLD = re.compile(r"\((\d+) pixels\)")


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn whatever goes wrong with an image file into a sentence."""
    try:
        with warnings.catch_warnings():
            # The pixel limit is ours, and broken metadata is no reason to refuse the pixels.
            warnings.simplefilter("ignore")
            yield
    except ImageLoadError:
        raise
    except UnidentifiedImageError as error:
        if kind := kind_told_by(_head(path)) or unreadable_kind(path.name):
            raise _unreadable(path, kind) from error
        raise ImageLoadError(Message("image.unreadable", name=path.name)) from error
    except MemoryError as error:
        raise ImageLoadError(Message("image.out_of_memory", name=path.name)) from error
    except OSError as error:
        if error.errno is not None:
            raise ImageLoadError(
                Message("file.not_opened", name=path.name, reason=reason_of(error))
            ) from error
        raise ImageLoadError(Message("image.damaged", name=path.name, reason=reason_of(error))) from error
    except Exception as error:  # Pillow's decoders raise whatever their format parser stumbles on
        raise ImageLoadError(Message("image.damaged", name=path.name, reason=reason_of(error))) from error


def _unreadable(path: Path, kind: str) -> ImageLoadError:
    return ImageLoadError(Message("image.foreign_kind", name=path.name, kind=kind))


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(16)
    except OSError:
        return b""


def check_file(path: Path) -> None:
    """Raise ImageLoadError for what is no file, is a camera's raw data or is too large to read."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        # Opening a pipe would wait for somebody to write to it.
        raise ImageLoadError(Message("image.not_a_file", name=path.name))
    if (kind := unreadable_kind(path.name)) == CAMERA_RAW:
        raise _unreadable(path, kind)
    if status.st_size > MAX_BYTES:
        raise ImageLoadError(Message("image.too_large", name=path.name, limit=MAX_BYTES // 2**20))


@contextmanager
def opened_image(file: BytesIO | Path, path: Path) -> Iterator[Image.Image]:
    """Open the image `file`, called `path`, without decoding it; the one place that does.

    Only `READ_FORMATS` are tried: Pillow would start Ghostscript for PostScript that is called .jpg. Raises
    ImageLoadError above the pixel limit, else what Pillow raises.
    """
    # Files of this kind have no mark of their own: whatever is called otherwise would be taken for one.
    formats = (*READ_FORMATS, "TGA") if suffix_of(path.name) in TGA_SUFFIXES else READ_FORMATS
    try:
        with Image.open(file, formats=formats) as image:
            _check_pixels(path, image.width * image.height)
            _check_packing(path, image.width * image.height, _size_of(file))
            yield image
    except Image.DecompressionBombError as error:
        # Pillow's own limit for the whole process, which is not ours to change.
        if (told := _PIXELS_TOLD.search(str(error))) is not None:
            _check_pixels(path, int(told.group(1)))
        raise


def _check_pixels(path: Path, pixels: int) -> None:
    if pixels > MAX_PIXELS:
        raise ImageLoadError(
            Message("image.too_many_pixels", name=path.name, count=pixels / 1e6, limit=MAX_PIXELS / 1e6)
        )


def _check_packing(path: Path, pixels: int, size: int) -> None:
    if pixels > _FEW_PIXELS and pixels > size * _PIXELS_PER_BYTE:
        raise ImageLoadError(Message("image.bomb", name=path.name, count=pixels / 1e6, size=size))


def _size_of(file: BytesIO | Path) -> int:
    return file.getbuffer().nbytes if isinstance(file, BytesIO) else file.stat().st_size
