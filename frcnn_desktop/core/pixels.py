"""Pixels of every kind to three 8-bit channels."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image


def to_rgb(image: Image.Image) -> Image.Image:
    """Return a decoded image as RGB: transparency over white, deep grey values scaled to 8 bits."""
    if image.mode.startswith("I;16") or image.mode in ("I", "F"):
        return Image.fromarray(_to_eight_bits(np.asarray(image))).convert("RGB")
    if "A" in image.getbands() or "transparency" in image.info:
        rgba = image.convert("RGBA")
        converted = Image.new("RGB", image.size, "white")
        converted.paste(rgba, mask=rgba.getchannel("A"))
        return converted
    return image if image.mode == "RGB" else image.convert("RGB")


def _to_eight_bits(values: NDArray) -> NDArray[np.uint8]:
    """Scale deep grey values to 0..255 by the range they seem to use."""
    if values.dtype.kind == "f":
        values = np.nan_to_num(values, nan=0.0, posinf=65535.0, neginf=0.0)
    top = _top_value(float(values.max(initial=0)), fractions=values.dtype.kind == "f")
    scaled = np.clip(values, 0, top).astype(np.float32)
    return (scaled * np.float32(255 / top) + np.float32(0.5)).astype(np.uint8)


def _top_value(highest: float, fractions: bool) -> int:
    """Return what is shown as white: 1 for values in 0..1, else the end of 8 or of 16 bits."""
    if fractions and highest <= 1:
        return 1
    return 255 if highest <= 255 else 65535
