"""Pixels of every kind to three 8-bit channels."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

_SHOWN_SHARE = (1.0, 99.0)
"""Percentiles of deep grey values that are shown black and white: some dead pixels change nothing."""
_SAMPLES = 1_000_000
_EXTRA_SAMPLES_TAG = 338
_OFTEN_WITHOUT_ALPHA = frozenset({"BMP", "DIB", "TGA"})


def to_rgb(image: Image.Image) -> Image.Image:
    """Return a decoded image as RGB: transparency over white, deep grey values stretched to 8 bits."""
    if is_deep(image.mode):
        return Image.fromarray(_stretched(image)).convert("RGB")
    if "A" in image.getbands() and not _has_alpha(image):
        # Dropped, not blended: it is padding, or light that no eye sees.
        return Image.merge("RGB", image.split()[:3]) if image.mode == "RGBA" else image.convert("RGB")
    if "A" in image.getbands() or "transparency" in image.info:
        rgba = image.convert("RGBA")
        converted = Image.new("RGB", image.size, "white")
        converted.paste(rgba, mask=rgba.getchannel("A"))
        return converted
    return image if image.mode == "RGB" else image.convert("RGB")


def is_deep(mode: str) -> bool:
    """Say whether images of this mode have grey values of more than 8 bits, or fractions."""
    return mode.startswith("I;16") or mode in ("I", "F")


def shown_range(image: Image.Image) -> tuple[float, float]:
    """Return the grey values of a decoded deep image that are shown as black and as white."""
    values = np.asarray(image)
    # Every n-th value does for a percentile, and the largest images are large.
    sample = values.ravel()[:: max(1, values.size // _SAMPLES)]
    if values.dtype.kind == "f":
        sample = sample[np.isfinite(sample)]
    if sample.size == 0:
        return 0.0, 1.0
    low = float(np.percentile(sample, _SHOWN_SHARE[0], method="lower"))
    high = float(np.percentile(sample, _SHOWN_SHARE[1], method="higher"))
    return low, high


def _stretched(image: Image.Image) -> NDArray[np.uint8]:
    """Stretch deep grey values so that the range most of them lie in goes from black to white."""
    low, high = shown_range(image)
    values = np.asarray(image)
    if values.dtype.kind == "f":
        values = np.nan_to_num(values, nan=low, posinf=high, neginf=low)
    span = high - low if high > low else 1.0
    # Whole numbers up to 2^31 lose nothing in float64, and differences of single precision overflow.
    shares = (np.clip(values, low, high).astype(np.float64) - low) / span
    return (shares * 255 + 0.5).astype(np.uint8)


def _has_alpha(image: Image.Image) -> bool:
    """Say whether the fourth band is opacity: not where it is empty in a kind that seldom has one, and not
    where a TIFF does not call it so."""
    tags = getattr(image, "tag_v2", None)
    if tags is not None and image.mode == "RGBA":
        return _EXTRA_SAMPLES_TAG in tags
    if image.format in _OFTEN_WITHOUT_ALPHA:
        return image.getchannel("A").getextrema() != (0, 0)
    return True
