"""How far mAP would move with another draw of images: percentile bootstrap over images.

Shapes: I images, N detections of one class, R resamples, K classes. Matching happens within an image, so
it is done once; a resample only says how often each image counts. Counting an image twice is the same as
having its detections twice: the 11-point rule looks at the highest precision from a recall on, and between
two copies of a detection precision is never higher than before or after them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.evaluation.matching import ClassMatches
from frcnn_desktop.evaluation.voc_ap import RECALL_LEVELS

Interval = tuple[float, float]
# Bounds the memory of one step: R' x N numbers of 8 bytes, three at a time.
_NUMBERS_AT_ONCE = 4_000_000


@dataclass(frozen=True, slots=True, eq=False)
class BootstrapIntervals:
    """Intervals of 11-point AP in 0..1; NaN for a class that no resample has objects of."""

    map_11point: Interval
    ap: Mapping[str, Interval]
    resamples: int


def bootstrap_intervals(
    matches: Sequence[ClassMatches],
    class_names: Sequence[str],
    *,
    resamples: int = 1000,
    seed: int = 0,
    level: float = 0.95,
) -> BootstrapIntervals:
    """Return the percentile intervals of mAP and of each class's AP over `resamples` draws of the images.

    The same matches, resamples and seed give the same intervals. A class that a draw has no objects of has no
    part in that draw's mean.
    """
    weights = _image_weights(len(matches[0].object_counts) if matches else 0, resamples, seed)
    values = np.stack([_resampled_ap(each, weights) for each in matches], axis=1)
    known = np.isfinite(values)
    means = np.where(known, values, 0).sum(axis=1) / np.maximum(known.sum(axis=1), 1)
    means[~known.any(axis=1)] = np.nan
    tails = (50 * (1 - level), 50 * (1 + level))
    return BootstrapIntervals(
        _interval(means, tails),
        {name: _interval(column, tails) for name, column in zip(class_names, values.T, strict=True)},
        resamples,
    )


def _image_weights(images: int, resamples: int, seed: int) -> NDArray[np.int64]:
    """R x I: how often each image was drawn."""
    generator = np.random.default_rng(seed)
    draws = generator.integers(0, max(images, 1), (resamples, images))
    weights = np.zeros((resamples, images), np.int64)
    np.add.at(weights, (np.arange(resamples)[:, None], draws), 1)
    return weights


def _resampled_ap(matches: ClassMatches, weights: NDArray[np.int64]) -> NDArray[np.float64]:
    """R: 11-point AP of one class in each resample; NaN where it has no objects."""
    step = max(1, _NUMBERS_AT_ONCE // max(len(matches.scores), 1))
    parts = [_ap_of_weights(matches, weights[start : start + step]) for start in range(0, len(weights), step)]
    return np.concatenate([np.zeros(0), *parts])


def _ap_of_weights(matches: ClassMatches, weights: NDArray[np.int64]) -> NDArray[np.float64]:
    counts = weights @ matches.object_counts
    times = weights[:, matches.images]
    found = np.cumsum(times * matches.true, axis=1)
    counted = np.cumsum(times * ~matches.ignored, axis=1)
    # Precision falls between two found objects, so its highest value from a recall on is at a found one.
    found, counted = found[:, matches.true], counted[:, matches.true]
    recall = found / np.maximum(counts, 1)[:, None]
    precision = found / np.maximum(counted, 1)
    best = np.maximum.accumulate(precision[:, ::-1], axis=1)[:, ::-1]
    best = np.pad(best, ((0, 0), (0, 1)))
    rows = np.arange(len(weights))
    total = sum(best[rows, (recall < level).sum(axis=1)] for level in RECALL_LEVELS)
    return np.where(counts > 0, total / len(RECALL_LEVELS), np.nan)


def _interval(values: NDArray[np.float64], tails: tuple[float, float]) -> Interval:
    known = values[np.isfinite(values)]
    if len(known) == 0:
        return (float("nan"), float("nan"))
    low, high = np.percentile(known, tails)
    return (float(low), float(high))
