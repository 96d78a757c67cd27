"""Frames that fade into one another, as an animated GIF.

Frames are H x W x 3 uint8, all of one size.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from frcnn_desktop.core.cancellation import CancelToken

HOLD_MS, FADE_MS = 1800, 70
FADE_STEPS = 3
_COLOURS = 256


def encode_gif(
    frames: Sequence[NDArray[np.uint8]],
    *,
    hold_ms: int = HOLD_MS,
    fade_steps: int = FADE_STEPS,
    progress: Callable[[int, int], None] | None = None,
    token: CancelToken | None = None,
) -> bytes:
    """Return a GIF that shows each frame for `hold_ms` and fades to the next, for ever.

    `progress(done, total)` after each picture. Raises Cancelled once the token is set, ValueError without
    frames or for frames of different sizes.
    """
    if not frames or len({frame.shape for frame in frames}) != 1:
        raise ValueError("an animation needs frames of one size")
    total = len(frames) + (len(frames) - 1) * fade_steps
    pictures: list[Image.Image] = []
    durations: list[int] = []
    for pixels, duration in _shown(frames, hold_ms, fade_steps):
        if token is not None:
            token.raise_if_cancelled()
        picture = Image.fromarray(pixels)
        # A palette for each: the stages have hardly a colour in common.
        pictures.append(picture.quantize(_COLOURS, dither=Image.Dither.FLOYDSTEINBERG))
        durations.append(duration)
        if progress is not None:
            progress(len(pictures), total)
    buffer = BytesIO()
    pictures[0].save(
        buffer, "GIF", save_all=True, append_images=pictures[1:], duration=durations, loop=0, optimize=False
    )
    return buffer.getvalue()


def _shown(
    frames: Sequence[NDArray[np.uint8]], hold_ms: int, fade_steps: int
) -> Iterator[tuple[NDArray[np.uint8], int]]:
    for index, frame in enumerate(frames):
        if index:
            before = frames[index - 1].astype(np.float32)
            for step in range(1, fade_steps + 1):
                share = step / (fade_steps + 1)
                mixed = before + (frame.astype(np.float32) - before) * np.float32(share)
                yield np.rint(mixed).astype(np.uint8), FADE_MS
        yield frame, hold_ms
