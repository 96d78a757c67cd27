"""Reading images the way people see them: orientation applied, three 8-bit channels."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from frcnn_desktop.core.grey import GreyValues
from frcnn_desktop.core.jpeg import intact_jpeg_pixels
from frcnn_desktop.core.messages import Message, listed
from frcnn_desktop.core.opened_image import check_file, explained, opened_image
from frcnn_desktop.core.pixels import is_deep, rgb_converter, shown_range, strips
from frcnn_desktop.core.upright import (
    ORIENTATION_TAG,
    orientation_of,
    swaps_sides,
    turned_upright,
    upright_grey,
    upright_pixels,
)


@dataclass(frozen=True, slots=True, eq=False)
class LoadedImage:
    """One image in memory.

    `rgb` H x W x 3 uint8, read-only, as displayed (EXIF orientation applied); `stored_size` is the (width,
    height) of the file before orientation; `orientation` the EXIF value 1..8; `content_key` a hex digest of
    the file's bytes; `note` says what was changed to make it displayable (None when nothing was). `grey` has
    the grey values of more than 8 bits that `rgb` was made of, where they were asked for. `reduced` is the
    whole of a large photo at half, a quarter or an eighth of its size, h x w x 3 uint8, read-only, where it
    was asked for.
    """

    path: Path
    rgb: NDArray[np.uint8]
    stored_size: tuple[int, int]
    orientation: int
    content_key: str
    note: Message | None = None
    grey: GreyValues | None = None
    reduced: NDArray[np.uint8] | None = None

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
    with explained(path):
        check_file(path)
        return content_key(path.read_bytes())


def load_image(path: Path | str, *, keep_grey: bool = False) -> LoadedImage:
    """Read an image file; with `keep_grey` the grey values of 16-bit and float images, too.

    Greyscale, palette, CMYK, 16-bit and transparent images become RGB (transparency over white; deep grey
    values stretched, see `to_rgb`); the first frame of an animation is taken. Raises ImageLoadError with a
    sentence for the user; nothing is decoded above 150 megapixels, and nothing but `READ_FORMATS`.
    """
    path = Path(path)
    with explained(path):
        check_file(path)
        data = path.read_bytes()
        with opened_image(BytesIO(data), path) as image:
            notes = _notes(image)
            orientation = orientation_of(image)
            stored = intact_jpeg_pixels(image, data)
            rgb = upright_pixels(image) if stored is None else turned_upright(stored, orientation)
            grey = None
            if is_deep(image.mode):
                low, high = shown_range(image)
                notes.append(Message("image.grey_range", low=low, high=high))
                grey = upright_grey(image, (low, high)) if keep_grey else None
    height, width = rgb.shape[:2]
    stored_size = (height, width) if swaps_sides(orientation) else (width, height)
    return LoadedImage(path, rgb, stored_size, orientation, content_key(data), listed(notes), grey)


def load_thumbnail(path: Path | str, side: int) -> NDArray[np.uint8]:
    """Return a small upright picture, h x w x 3 uint8, its longer side at most `side` pixels.

    JPEG files are decoded at reduced size. Raises ImageLoadError as `load_image` does.
    """
    path = Path(path)
    with explained(path):
        check_file(path)
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
    with explained(path):
        check_file(path)
        with opened_image(path, path) as image:
            orientation = orientation_of(image)
            depth = 1 if len(image.getbands()) == 1 and image.mode != "P" else 3
            if swaps_sides(orientation):
                return ImageHead(image.height, image.width, orientation, depth)
            return ImageHead(image.width, image.height, orientation, depth)


def _notes(image: Image.Image) -> list[Message]:
    notes = [Message("image.mode_shown", mode=image.mode)] if image.mode not in ("RGB", "L") else []
    # Phones store previews and gain maps as further frames of a JPEG; those are no animation.
    if image.format != "MPO" and getattr(image, "is_animated", False):
        notes.append(Message("image.first_frame"))
    return notes


def _reduced(image: Image.Image, factor: int) -> Image.Image:
    """Return an image as RGB and so many times smaller; its orientation is left to be applied."""
    image.load()
    convert = rgb_converter(image)
    size = (-(-image.width // factor), -(-image.height // factor))
    small = Image.new("RGB", size)
    small.getexif()[ORIENTATION_TAG] = orientation_of(image)
    for top, part in strips(image, factor):
        small.paste(convert(part).reduce(factor), (0, top // factor))
    return small
