"""Pixels of every kind to three 8-bit channels."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import numpy as np
from PIL import Image

_SHOWN_SHARE = (1.0, 99.0)
"""Percentiles of deep grey values that are shown black and white: some dead pixels change nothing."""
_SAMPLES = 1_000_000
_STRIP_PIXELS = 4_000_000
_EXTRA_SAMPLES_TAG = 338
_OFTEN_WITHOUT_ALPHA = frozenset({"BMP", "DIB", "TGA"})


def to_rgb(image: Image.Image) -> Image.Image:
    """Return a decoded image as RGB: transparency over white, deep grey values stretched to 8 bits."""
    return rgb_converter(image)(image)


def rgb_converter(image: Image.Image) -> Callable[[Image.Image], Image.Image]:
    """Return what makes RGB of each part of a decoded image as of the whole, see `to_rgb`."""
    if is_deep(image.mode):
        return partial(_from_deep, *shown_range(image))
    if "A" in image.getbands() and not _has_alpha(image):
        # Dropped, not blended: it is padding, or light that no eye sees.
        return _without_alpha
    if "A" in image.getbands() or "transparency" in image.info:
        return _over_white
    return lambda part: part if part.mode == "RGB" else part.convert("RGB")


def strips(image: Image.Image, multiple: int = 1) -> Iterator[tuple[int, Image.Image]]:
    """Yield the top row and the pixels of parts of a decoded image that take little memory.

    All but the last have a height that is a `multiple`.
    """
    width, height = image.size
    rows = max(1, _STRIP_PIXELS // (width * multiple)) * multiple
    if rows >= height:
        yield 0, image
        return
    for top in range(0, height, rows):
        yield top, image.crop((0, top, width, min(top + rows, height)))


def is_deep(mode: str) -> bool:
    """Say whether images of this mode have grey values of more than 8 bits, or fractions."""
    return mode.startswith("I;16") or mode in ("I", "F")


def shown_range(image: Image.Image) -> tuple[float, float]:
    """Return the grey values of a decoded deep image that are shown as black and as white."""
    # Every n-th value does for a percentile, and the largest images are large.
    step = max(1, image.width * image.height // _SAMPLES)
    parts = [np.asarray(part).ravel()[-top * image.width % step :: step] for top, part in strips(image)]
    sample = np.concatenate(parts)
    if sample.dtype.kind == "f":
        sample = sample[np.isfinite(sample)]
    if sample.size == 0:
        return 0.0, 1.0
    low = float(np.percentile(sample, _SHOWN_SHARE[0], method="lower"))
    high = float(np.percentile(sample, _SHOWN_SHARE[1], method="higher"))
    return low, high


def _from_deep(low: float, high: float, part: Image.Image) -> Image.Image:
    """Stretch deep grey values so that these two become black and white."""
    values = np.asarray(part)
    if values.dtype.kind == "f":
        values = np.nan_to_num(values, nan=low, posinf=high, neginf=low)
    span = high - low if high > low else 1.0
    # Whole numbers up to 2^31 lose nothing in float64, and differences of single precision overflow.
    shares = (np.clip(values, low, high).astype(np.float64) - low) / span
    return Image.fromarray((shares * 255 + 0.5).astype(np.uint8)).convert("RGB")


def _without_alpha(part: Image.Image) -> Image.Image:
    return Image.merge("RGB", part.split()[:3]) if part.mode == "RGBA" else part.convert("RGB")


def _over_white(part: Image.Image) -> Image.Image:
    rgba = part.convert("RGBA")
    converted = Image.new("RGB", part.size, "white")
    converted.paste(rgba, mask=rgba.getchannel("A"))
    return converted


def _has_alpha(image: Image.Image) -> bool:
    """Say whether the fourth band is opacity: not where it is empty in a kind that seldom has one, and not
    where a TIFF does not call it so."""
    tags = getattr(image, "tag_v2", None)
    if tags is not None and image.mode == "RGBA":
        return _EXTRA_SAMPLES_TAG in tags
    if image.format in _OFTEN_WITHOUT_ALPHA:
        return image.getchannel("A").getextrema() != (0, 0)
    return True
