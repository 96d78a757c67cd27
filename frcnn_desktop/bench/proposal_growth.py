"""How the time of a search grows with the image."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.bench.proposal_runs import one_thread_each
from frcnn_desktop.core.images import load_image
from frcnn_desktop.proposals import selective_search
from frcnn_desktop.proposals.quiet_opencv import cv2
from frcnn_desktop.voc.devkit import VocDataset

_TILE = (500, 375)
_TURNS = 2

Points = Sequence[tuple[int, float]]
"""Pairs of pixels and CPU seconds."""


@dataclass(frozen=True, slots=True)
class Growth:
    """CPU seconds of one mode, single thread, over pixels; the exponents are slopes in log-log."""

    mosaics: Points
    enlarged: Points

    @property
    def exponent(self) -> float:
        """How the time grows with pixels that show more; 1 is linear."""
        return _slope(self.mosaics)

    @property
    def enlarged_exponent(self) -> float:
        """How the time grows with pixels of one photo enlarged; 1 is linear."""
        return _slope(self.enlarged)


def measure_growth(
    dataset: VocDataset, ids: Sequence[str], modes: Sequence[str], tiles: Sequence[tuple[int, int]]
) -> Mapping[str, Growth]:
    """Search mosaics of rows x columns photos, and the first photo enlarged to the same sizes."""
    photos = [load_image(dataset.image_path(each)).rgb for each in ids[: max(r * c for r, c in tiles)]]
    mosaics: dict[str, list[tuple[int, float]]] = {mode: [] for mode in modes}
    enlarged: dict[str, list[tuple[int, float]]] = {mode: [] for mode in modes}
    with one_thread_each():
        for rows, columns in tiles:
            pictures = (_mosaic(photos, rows, columns), _resized(photos[0], rows, columns))
            for mode in modes:
                for points, picture in zip((mosaics, enlarged), pictures, strict=True):
                    pixels = picture.shape[0] * picture.shape[1]
                    points[mode].append((pixels, _cpu_seconds(picture, mode)))
    return {mode: Growth(mosaics[mode], enlarged[mode]) for mode in modes}


def _mosaic(photos: Sequence[NDArray[np.uint8]], rows: int, columns: int) -> NDArray[np.uint8]:
    tiles = [_resized(photos[i % len(photos)], 1, 1) for i in range(rows * columns)]
    return np.vstack([np.hstack(tiles[row * columns : (row + 1) * columns]) for row in range(rows)])


def _resized(photo: NDArray[np.uint8], rows: int, columns: int) -> NDArray[np.uint8]:
    size = (_TILE[0] * columns, _TILE[1] * rows)
    return np.asarray(cv2.resize(photo, size, interpolation=cv2.INTER_CUBIC), np.uint8)


def _cpu_seconds(picture: NDArray[np.uint8], mode: str) -> float:
    """Return the better of some turns: the first one may have to ask the system for memory."""
    turns = []
    for _ in range(_TURNS):
        started = time.process_time()
        selective_search(picture, mode=mode, threads=1)
        turns.append(time.process_time() - started)
    return min(turns)


def _slope(points: Points) -> float:
    pixels, seconds = np.log(np.array(points)).T
    return float(np.polyfit(pixels, seconds, 1)[0])
