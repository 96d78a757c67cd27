"""How bright an image is shown. A tone is for the eye alone: files, boxes and the detector never see it."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite, pi, tan

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from frcnn_desktop.core.grey import GreyValues

GAMMA_MIN, GAMMA_MAX = 0.2, 5.0
_STEEPEST = 0.999
_SHARES = (1.0, 99.0)
"""Percentiles that are shown black and white, as for deep grey values."""
_SAMPLES = 200_000

Window = tuple[float, float]
"""Two grey values that are shown as black and as white."""


@dataclass(frozen=True, slots=True)
class Tone:
    """`brightness` and `contrast` -1..1, 0: as it is; `gamma` above 1 lifts dark parts.

    `automatic` stretches images of 8 bits from their 1st to their 99th percentile; deeper ones are shown so
    anyway. `window` shows deeper ones from another grey value to another, in the file's own units.
    """

    brightness: float = 0.0
    contrast: float = 0.0
    gamma: float = 1.0
    automatic: bool = False
    window: Window | None = None

    def changes(self, deep: bool) -> bool:
        """Say whether an image, with more than 8 bits or not, looks other with this tone."""
        curved = (self.brightness, self.contrast, self.gamma) != (0.0, 0.0, 1.0)
        return curved or (self.window is not None if deep else self.automatic)

    def to_text(self) -> str:
        """Return the tone as numbers divided by blanks, see `from_text`."""
        numbers = (self.brightness, self.contrast, self.gamma, float(self.automatic), *(self.window or ()))
        return " ".join(map(repr, numbers))


NEUTRAL = Tone()


def tone_from_text(text: str) -> Tone:
    """Return the tone that `to_text` wrote; what is no such text is the neutral tone."""
    try:
        numbers = [float(each) for each in text.split()]
    except ValueError:
        return NEUTRAL
    if len(numbers) not in (4, 6) or not all(isfinite(each) for each in numbers):
        return NEUTRAL
    brightness, contrast = (min(max(each, -1.0), 1.0) for each in numbers[:2])
    gamma = min(max(numbers[2], GAMMA_MIN), GAMMA_MAX)
    window = (numbers[4], numbers[5]) if len(numbers) == 6 and numbers[4] < numbers[5] else None
    return Tone(brightness, contrast, gamma, bool(numbers[3]), window)


def byte_table(tone: Tone, rgb: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return what each of the 256 values of an H x W x 3 image is shown as."""
    low, high = percentiles_of(rgb) if tone.automatic else (0.0, 255.0)
    return _curve(tone, np.arange(256.0), low, high)


def level_table(tone: Tone, grey: GreyValues) -> NDArray[np.uint8]:
    """Return what each of the 65,536 levels is shown as."""
    return _curve(tone, grey.scale, *(tone.window or grey.shown))


def toned(pixels: NDArray[np.uint32], table: NDArray[np.uint8]) -> NDArray[np.uint32]:
    """Return H x W pixels of four bytes with each byte as the table of 256 says."""
    # Pillow is five times as quick with bytes as numpy. In which order they stand is all the same.
    image = Image.frombuffer("RGBX", pixels.shape[::-1], pixels, "raw", "RGBX", 0, 1)
    return np.asarray(image.point(table.tolist() * 4)).view(np.uint32)[..., 0]


def percentiles_of(rgb: NDArray[np.uint8]) -> Window:
    """Return the values of an H x W x 3 image that an automatic stretch shows black and white."""
    sample = rgb.reshape(-1)[:: _stride(rgb.size)]
    low, high = np.percentile(sample, _SHARES)
    return float(low), float(high)


def histogram(shown: NDArray[np.uint8] | GreyValues, bins: int) -> tuple[NDArray[np.int64], Window]:
    """Return how many values lie in each of `bins` equal parts, and where the first begins and the last ends.

    Of an H x W x 3 image all channels count together; of grey values the parts span those there are. Of
    large images a sample is counted.
    """
    if isinstance(shown, GreyValues):
        sample = shown.levels.reshape(-1)[:: _stride(shown.levels.size)]
        first, last = (int(each) for each in np.percentile(sample, (0.1, 99.9)))
        spare = max((last - first) // 5, 1)
        first, last = max(first - spare, 0), min(last + spare, 65535)
        counts, _ = np.histogram(sample, bins, (first, last + 1))
        return counts, (shown.low + first * shown.step, shown.low + last * shown.step)
    sample = shown.reshape(-1)[:: _stride(shown.size)]
    counts, _ = np.histogram(sample, bins, (0, 256))
    return counts, (0.0, 255.0)


def _stride(size: int) -> int:
    """Return how many values one of the sample stands for; no multiple of three: every channel counts."""
    stride = max(size // _SAMPLES, 1)
    return stride + (stride > 1 and stride % 3 == 0)


def _curve(tone: Tone, values: NDArray[np.float64], low: float, high: float) -> NDArray[np.uint8]:
    shares = np.clip((values - low) / (high - low if high > low else 1.0), 0.0, 1.0)
    shares = shares ** (1.0 / tone.gamma)
    slope = tan((min(max(tone.contrast, -1.0), _STEEPEST) + 1.0) * pi / 4.0)
    shares = (shares - 0.5) * slope + 0.5 + tone.brightness
    return (np.clip(shares, 0.0, 1.0) * 255.0 + 0.5).astype(np.uint8)
