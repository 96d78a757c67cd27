"""Reading images the way people see them: orientation applied, three 8-bit channels."""

from __future__ import annotations

import hashlib
import warnings
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from frcnn_desktop.core.boxes import read_only
from frcnn_desktop.core.errors import ImageLoadError

IMAGE_SUFFIXES = frozenset(
    {".jpg", ".jpeg", ".png", ".bmp", ".webp", ".tif", ".tiff", ".gif", ".ppm", ".pgm"}
)
MAX_PIXELS = 150_000_000
_ORIENTATION_TAG = 0x0112
_SWAPPING_ORIENTATIONS = frozenset({5, 6, 7, 8})
_TRANSPOSES = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# The limit on pixels is MAX_PIXELS, checked before anything is decoded.
Image.MAX_IMAGE_PIXELS = None


@dataclass(frozen=True, slots=True, eq=False)
class LoadedImage:
    """One image in memory.

    `rgb` H x W x 3 uint8, read-only, as displayed (EXIF orientation applied); `stored_size` is the (width,
    height) of the file before orientation; `orientation` the EXIF value 1..8; `content_key` a hex digest of
    the file's bytes; `note` says what was changed to make it displayable ("" when nothing was).
    """

    path: Path
    rgb: NDArray[np.uint8]
    stored_size: tuple[int, int]
    orientation: int
    content_key: str
    note: str = ""

    @property
    def width(self) -> int:
        return self.rgb.shape[1]

    @property
    def height(self) -> int:
        return self.rgb.shape[0]


def content_key(data: bytes) -> str:
    """Return the cache key of a file's bytes."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def load_image(path: Path | str) -> LoadedImage:
    """Read an image file.

    Greyscale, palette, CMYK, 16-bit and transparent images become RGB (transparency over white; 16-bit
    scaled to 8); the first frame of an animation is taken. Raises ImageLoadError with a sentence for the
    user; nothing is decoded above 150 megapixels.
    """
    path = Path(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise ImageLoadError(f"{path.name} cannot be opened: {reason}.") from error
    try:
        with warnings.catch_warnings():
            # The pixel limit is ours, and broken metadata is no reason to refuse the pixels.
            warnings.simplefilter("ignore")
            return _decode(path, data)
    except ImageLoadError:
        raise
    except UnidentifiedImageError as error:
        raise ImageLoadError(f"{path.name} is not an image this program can read.") from error
    except MemoryError as error:
        raise ImageLoadError(
            f"{path.name} needs more memory than there is. Close other programs or shrink it."
        ) from error
    except Exception as error:  # Pillow's decoders raise whatever their format parser stumbles on
        raise ImageLoadError(f"{path.name} is damaged and cannot be decoded ({error}).") from error


def _decode(path: Path, data: bytes) -> LoadedImage:
    with Image.open(BytesIO(data)) as image:
        width, height = image.size
        if width * height > MAX_PIXELS:
            raise ImageLoadError(
                f"{path.name} has {width * height / 1e6:.0f} megapixels; the limit is "
                f"{MAX_PIXELS / 1e6:.0f}. Cut it into tiles or shrink it first."
            )
        orientation = _orientation(image)
        notes = [f"{image.mode} shown as RGB"] if image.mode not in ("RGB", "L") else []
        if getattr(image, "n_frames", 1) > 1:
            notes.append("first frame shown")
        upright = _to_rgb(image)
        if orientation != 1:
            upright = upright.transpose(_TRANSPOSES[orientation])
        rgb = np.ascontiguousarray(np.asarray(upright, dtype=np.uint8))
    return LoadedImage(
        path, read_only(rgb), (width, height), orientation, content_key(data), ", ".join(notes)
    )


def _orientation(image: Image.Image) -> int:
    try:
        value = image.getexif().get(_ORIENTATION_TAG, 1)
    except Exception:  # damaged EXIF blocks raise many kinds of errors; the pixels are fine
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def _to_rgb(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I;16") or image.mode in ("I", "F"):
        values = np.asarray(image, dtype=np.float64)
        top = 65535.0 if values.max(initial=0) > 255 else 255.0
        converted = Image.fromarray((np.clip(values, 0, top) * (255.0 / top)).astype(np.uint8)).convert("RGB")
    elif "A" in image.getbands() or "transparency" in image.info:
        rgba = image.convert("RGBA")
        converted = Image.new("RGB", image.size, "white")
        converted.paste(rgba, mask=rgba.getchannel("A"))
    else:
        converted = image.convert("RGB")
    return converted


def swaps_sides(orientation: int) -> bool:
    """Say whether this EXIF orientation exchanges width and height."""
    return orientation in _SWAPPING_ORIENTATIONS


def load_thumbnail(path: Path | str, side: int) -> NDArray[np.uint8]:
    """Return a small upright picture, h x w x 3 uint8, its longer side at most `side` pixels.

    JPEG files are decoded at reduced size. Raises OSError or ValueError when the file cannot be decoded.
    """
    with Image.open(path) as image:
        width, height = image.size
        if width * height > MAX_PIXELS:
            raise ValueError("too large")
        orientation = _orientation(image)
        image.draft("RGB", (side, side))
        image.thumbnail((side, side), reducing_gap=2.0)
        small = _to_rgb(image)
        if orientation != 1:
            small = small.transpose(_TRANSPOSES[orientation])
        return read_only(np.ascontiguousarray(np.asarray(small, dtype=np.uint8)))
