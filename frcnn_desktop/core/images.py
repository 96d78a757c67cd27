"""Reading images the way people see them: orientation applied, three 8-bit channels."""

from __future__ import annotations

import hashlib
import re
import stat
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from frcnn_desktop.core.boxes import read_only
from frcnn_desktop.core.errors import ImageLoadError, reason_of
from frcnn_desktop.core.grey import GreyValues, as_levels, level_bounds
from frcnn_desktop.core.image_kinds import (
    CAMERA_RAW,
    READ_FORMATS,
    TGA_SUFFIXES,
    kind_told_by,
    suffix_of,
    unreadable_kind,
)
from frcnn_desktop.core.messages import Message, listed
from frcnn_desktop.core.pixels import is_deep, rgb_converter, shown_range, strips

MAX_PIXELS = 150_000_000
MAX_BYTES = 2**30
_FEW_PIXELS, _PIXELS_PER_BYTE = 32_000_000, 20_000
"""No photo is packed like this: beyond so many pixels each byte of a file must stand for fewer."""
_ORIENTATION_TAG = 0x0112
_SWAPPING_ORIENTATIONS = frozenset({5, 6, 7, 8})
_ROWS_BACKWARDS, _COLUMNS_BACKWARDS = frozenset({3, 4, 6, 7}), frozenset({2, 3, 7, 8})
"""Orientations of files whose rows or columns run against those of the displayed image."""
Pixel = TypeVar("Pixel", np.uint8, np.uint16)
_PIXELS_TOLD = re.compile(r"\((\d+) pixels\)")


@dataclass(frozen=True, slots=True, eq=False)
class LoadedImage:
    """One image in memory.

    `rgb` H x W x 3 uint8, read-only, as displayed (EXIF orientation applied); `stored_size` is the (width,
    height) of the file before orientation; `orientation` the EXIF value 1..8; `content_key` a hex digest of
    the file's bytes; `note` says what was changed to make it displayable (None when nothing was). `grey` has
    the grey values of more than 8 bits that `rgb` was made of, where they were asked for.
    """

    path: Path
    rgb: NDArray[np.uint8]
    stored_size: tuple[int, int]
    orientation: int
    content_key: str
    note: Message | None = None
    grey: GreyValues | None = None

    @property
    def width(self) -> int:
        """Pixels across, as displayed."""
        return self.rgb.shape[1]

    @property
    def height(self) -> int:
        """Pixels down, as displayed."""
        return self.rgb.shape[0]


@dataclass(frozen=True, slots=True)
class ImageHead:
    """Width and height as displayed, the EXIF orientation 1..8, and 1 for grey or 3 for colour."""

    width: int
    height: int
    orientation: int
    depth: int


def content_key(data: bytes) -> str:
    """Return the cache key of a file's bytes."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def content_key_of(path: Path | str) -> str:
    """Return the key of a file's bytes without decoding them. Raises ImageLoadError as `load_image` does."""
    path = Path(path)
    with _explained(path):
        _check_file(path)
        return content_key(path.read_bytes())


def load_image(path: Path | str, *, keep_grey: bool = False) -> LoadedImage:
    """Read an image file; with `keep_grey` the grey values of 16-bit and float images, too.

    Greyscale, palette, CMYK, 16-bit and transparent images become RGB (transparency over white; deep grey
    values stretched, see `to_rgb`); the first frame of an animation is taken. Raises ImageLoadError with a
    sentence for the user; nothing is decoded above 150 megapixels, and nothing but `READ_FORMATS`.
    """
    path = Path(path)
    with _explained(path):
        _check_file(path)
        data = path.read_bytes()
        with opened_image(BytesIO(data), path) as image:
            notes = _notes(image)
            orientation = _orientation(image)
            rgb, grey = upright_pixels(image), None
            if is_deep(image.mode):
                low, high = shown_range(image)
                notes.append(Message("image.grey_range", low=low, high=high))
                grey = _upright_grey(image, (low, high)) if keep_grey else None
    height, width = rgb.shape[:2]
    stored = (height, width) if swaps_sides(orientation) else (width, height)
    return LoadedImage(path, rgb, stored, orientation, content_key(data), listed(notes), grey)


def load_thumbnail(path: Path | str, side: int) -> NDArray[np.uint8]:
    """Return a small upright picture, h x w x 3 uint8, its longer side at most `side` pixels.

    JPEG files are decoded at reduced size. Raises ImageLoadError as `load_image` does.
    """
    path = Path(path)
    with _explained(path):
        _check_file(path)
        with opened_image(path, path) as image:
            image.draft("RGB", (side, side))
            small = _reduced(image, max(1, max(image.size) // (2 * side)))
            small.thumbnail((side, side))
            return upright_pixels(small)


def check_image(path: Path | str) -> None:
    """Raise ImageLoadError for a file that is no image; its head is read, its pixels are not."""
    displayed_size(path)


def displayed_size(path: Path | str) -> tuple[int, int]:
    """Return width and height of an image as displayed; its head is read, its pixels are not.

    Raises ImageLoadError for a file that is no image.
    """
    head = image_head(path)
    return head.width, head.height


def image_head(path: Path | str) -> ImageHead:
    """Return what the head of an image file says. Raises ImageLoadError for a file that is no image."""
    path = Path(path)
    with _explained(path):
        _check_file(path)
        with opened_image(path, path) as image:
            orientation = _orientation(image)
            depth = 1 if len(image.getbands()) == 1 and image.mode != "P" else 3
            if swaps_sides(orientation):
                return ImageHead(image.height, image.width, orientation, depth)
            return ImageHead(image.width, image.height, orientation, depth)


def swaps_sides(orientation: int) -> bool:
    """Say whether this EXIF orientation exchanges width and height."""
    return orientation in _SWAPPING_ORIENTATIONS


@contextmanager
def _explained(path: Path) -> Iterator[None]:
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


def _check_file(path: Path) -> None:
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


def _notes(image: Image.Image) -> list[Message]:
    notes = [Message("image.mode_shown", mode=image.mode)] if image.mode not in ("RGB", "L") else []
    # Phones store previews and gain maps as further frames of a JPEG; those are no animation.
    if image.format != "MPO" and getattr(image, "is_animated", False):
        notes.append(Message("image.first_frame"))
    return notes


def _orientation(image: Image.Image) -> int:
    try:
        value = image.getexif().get(_ORIENTATION_TAG, 1)
    except Exception:  # damaged EXIF blocks raise many kinds of errors; the pixels are fine
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def _reduced(image: Image.Image, factor: int) -> Image.Image:
    """Return an image as RGB and so many times smaller; its orientation is left to be applied."""
    image.load()
    convert = rgb_converter(image)
    size = (-(-image.width // factor), -(-image.height // factor))
    small = Image.new("RGB", size)
    small.getexif()[_ORIENTATION_TAG] = _orientation(image)
    for top, part in strips(image, factor):
        small.paste(convert(part).reduce(factor), (0, top // factor))
    return small


def upright_pixels(image: Image.Image) -> NDArray[np.uint8]:
    """Return an image of Pillow as displayed, H x W x 3 uint8, read-only. Raises what Pillow raises.

    Beside Pillow's own pixels, of four bytes each, and the result little memory is taken.
    """
    image.load()
    # Pillow turns TIFF images while it loads them and then drops the tag: only what is left is to be done.
    orientation = _orientation(image)
    convert = rgb_converter(image)
    width, height = image.size
    rgb = np.empty((width, height, 3) if swaps_sides(orientation) else (height, width, 3), np.uint8)
    stored = _as_stored(rgb, orientation)
    for top, part in strips(image):
        stored[top : top + part.height] = np.asarray(convert(part))
    return read_only(rgb)


def _upright_grey(image: Image.Image, shown: tuple[float, float]) -> GreyValues:
    """Return the grey values of a decoded deep image as displayed."""
    low, high = level_bounds(image, shown)
    orientation, (width, height) = _orientation(image), image.size
    levels = np.empty((width, height) if swaps_sides(orientation) else (height, width), np.uint16)
    stored = _as_stored(levels, orientation)
    for top, part in strips(image):
        stored[top : top + part.height] = as_levels(part, low, high)
    return GreyValues(read_only(levels), low, high, shown, whole=image.mode != "F")


def _as_stored(upright: NDArray[Pixel], orientation: int) -> NDArray[Pixel]:
    """Return a view of an upright array, H x W (x 3), that has the pixels where the file has them."""
    view = upright.swapaxes(0, 1) if swaps_sides(orientation) else upright
    rows = slice(None, None, -1 if orientation in _ROWS_BACKWARDS else 1)
    columns = slice(None, None, -1 if orientation in _COLUMNS_BACKWARDS else 1)
    return view[rows, columns]
