"""Reading images the way people see them: orientation applied, three 8-bit channels."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from frcnn_desktop.core.grey import GreyValues
from frcnn_desktop.core.jpeg import intact_jpeg_pixels
from frcnn_desktop.core.late_pixels import LatePixels
from frcnn_desktop.core.messages import Message, listed
from frcnn_desktop.core.opened_image import check_file, explained, opened_image
from frcnn_desktop.core.pixels import is_deep, rgb_converter, shown_range, strips
from frcnn_desktop.core.reduced_copy import factor_to_fill
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

    `pixels` H x W x 3 uint8, read-only, as displayed (EXIF orientation applied), or what decodes them when
    they are needed; `stored_size` is the (width, height) of the file before orientation; `orientation` the
    EXIF value 1..8; `content_key` a hex digest of the file's bytes; `note` says what was changed to make it
    displayable (None when nothing was). `grey` has the grey values of more than 8 bits that the pixels were
    made of, where they were asked for. `reduced` is the whole of a large photo at half, a quarter or an
    eighth of its size, h x w x 3 uint8, read-only, where it was asked for, and always where the pixels are
    late.
    """

    path: Path
    pixels: NDArray[np.uint8] | LatePixels
    stored_size: tuple[int, int]
    orientation: int
    content_key: str
    note: Message | None = None
    grey: GreyValues | None = None
    reduced: NDArray[np.uint8] | None = None

    @property
    def rgb(self) -> NDArray[np.uint8]:
        """All pixels, H x W x 3 uint8, read-only. Late ones are waited for: not in the GUI thread.

        Raises ImageLoadError where the memory for them is not there.
        """
        return self.pixels.get() if isinstance(self.pixels, LatePixels) else self.pixels

    @property
    def decoded(self) -> NDArray[np.uint8] | None:
        """All pixels if they are there, without waiting."""
        return self.pixels.there if isinstance(self.pixels, LatePixels) else self.pixels

    @property
    def at_hand(self) -> NDArray[np.uint8]:
        """The whole photo to draw without waiting: all pixels, or as long as they are late fewer of them."""
        return self.sample if (pixels := self.decoded) is None else pixels

    @property
    def sample(self) -> NDArray[np.uint8]:
        """The whole photo to take figures of, the same before and after late pixels have come."""
        if isinstance(self.pixels, LatePixels):
            assert self.reduced is not None
            return self.reduced
        return self.pixels

    @property
    def width(self) -> int:
        """Pixels across, as displayed."""
        return self.stored_size[swaps_sides(self.orientation)]

    @property
    def height(self) -> int:
        """Pixels down, as displayed."""
        return self.stored_size[not swaps_sides(self.orientation)]


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


def load_image(
    path: Path | str, *, keep_grey: bool = False, room: tuple[int, int] | None = None
) -> LoadedImage:
    """Read an image file; with `keep_grey` the grey values of 16-bit and float images, too.

    Greyscale, palette, CMYK, 16-bit and transparent images become RGB (transparency over white; deep grey
    values stretched, see `to_rgb`); the first frame of an animation is taken. Of a large intact JPEG no more
    is decoded than fills a `room`, width and height in pixels of a screen; the rest comes late, see
    `LoadedImage`. Raises ImageLoadError with a sentence for the user; nothing is decoded above 150
    megapixels, and nothing but `READ_FORMATS`.
    """
    path = Path(path)
    with explained(path):
        check_file(path)
        data = path.read_bytes()
        with opened_image(BytesIO(data), path) as image:
            notes = _notes(image)
            orientation, stored_size = orientation_of(image), image.size
            reduced = None if room is None else _filling(room, image, data, orientation)
            if reduced is not None:
                pixels = LatePixels(partial(_decoded, path, data), len(data))
            else:
                pixels = _pixels_of(image, data)
                height, width = pixels.shape[:2]
                stored_size = (height, width) if swaps_sides(orientation) else (width, height)
            grey = None
            if is_deep(image.mode):
                low, high = shown_range(image)
                notes.append(Message("image.grey_range", low=low, high=high))
                grey = upright_grey(image, (low, high)) if keep_grey else None
    key = content_key(data)
    return LoadedImage(path, pixels, stored_size, orientation, key, listed(notes), grey, reduced)


def _pixels_of(image: Image.Image, data: bytes) -> NDArray[np.uint8]:
    """Return all pixels of an opened image as displayed. Raises what Pillow raises."""
    stored = intact_jpeg_pixels(image, data)
    return upright_pixels(image) if stored is None else turned_upright(stored, orientation_of(image))


def _decoded(path: Path, data: bytes) -> NDArray[np.uint8]:
    """Return all pixels of a file that was read before. Raises ImageLoadError."""
    with explained(path), opened_image(BytesIO(data), path) as image:
        return _pixels_of(image, data)


def _filling(
    room: tuple[int, int], image: Image.Image, data: bytes, orientation: int
) -> NDArray[np.uint8] | None:
    """Return an intact JPEG as small as still fills the room, None for all that is decoded at once."""
    width, height = reversed(image.size) if swaps_sides(orientation) else image.size
    factor = factor_to_fill(room, width, height)
    stored = None if factor is None else intact_jpeg_pixels(image, data, factor)
    return None if stored is None else turned_upright(stored, orientation)


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
