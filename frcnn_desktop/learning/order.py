"""Which image to label next: typical ones while little is known, doubtful ones later, never near-duplicates.

With few labels an image that looks like many others teaches most, and asking by doubt is often worse than
chance (Hacohen et al. 2022). Pure arithmetic: a thousand images take tens of milliseconds.

Shapes: N images, D numbers that describe one.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

TYPICAL_UNTIL = 50
"""So many labelled images are chosen as typical; after them doubt counts."""
_NEIGHBOURS = 20


def describe(features: NDArray[np.floating]) -> NDArray[np.float32]:
    """Return what an image looks like, of its map (C x rows x columns): mean and maximum of each channel.

    Of length 1, so that distances between images compare directions.
    """
    flat = np.asarray(features, np.float32).reshape(len(features), -1)
    vector = np.concatenate([flat.mean(axis=1), flat.max(axis=1)])
    return (vector / max(float(np.linalg.norm(vector)), 1e-9)).astype(np.float32)


def doubt(scores: NDArray[np.floating]) -> float:
    """Return how much a head doubts the suggestions of an image: the sum of p(1 - p) over their scores."""
    values = np.asarray(scores, np.float64)
    return float((values * (1 - values)).sum())


def order_images(
    vectors: NDArray[np.float32],
    labelled: Sequence[int],
    doubts: NDArray[np.floating] | None = None,
    count: int | None = None,
) -> list[int]:
    """Return the images to label next, best first, without the `labelled` ones.

    `vectors` N x D of `describe`; `doubts` N of `doubt`. Each next image is the one whose worth (how typical
    it is, or how doubtful once enough are labelled) times its distance to all that are labelled or chosen
    already is greatest, so of near-duplicates one comes early and the rest last.
    """
    total = len(vectors)
    by_doubt = doubts is not None and len(labelled) >= TYPICAL_UNTIL
    worth = _ranks(np.asarray(doubts, np.float64)) if by_doubt else _ranks(typicality(vectors))
    distance = np.full(total, np.inf)
    waiting = np.ones(total, np.bool_)
    for row in labelled:
        waiting[row] = False
        distance = np.minimum(distance, _distances(vectors, row))
    chosen: list[int] = []
    wanted = int(waiting.sum()) if count is None else min(count, int(waiting.sum()))
    while len(chosen) < wanted:
        far = np.ones(total) if np.isinf(distance).all() else distance
        best = int(np.where(waiting, worth * (far + 1e-6), -1.0).argmax())
        chosen.append(best)
        waiting[best] = False
        distance = np.minimum(distance, _distances(vectors, best))
    return chosen


def typicality(vectors: NDArray[np.float32], neighbours: int = _NEIGHBOURS) -> NDArray[np.float64]:
    """Return N numbers, higher where an image's nearest others are near (Hacohen et al. 2022)."""
    count = min(neighbours, len(vectors) - 1)
    if count < 1:
        return np.ones(len(vectors))
    typical = np.empty(len(vectors))
    for row in range(len(vectors)):
        near = np.partition(_distances(vectors, row), count)[: count + 1]
        typical[row] = 1 / (near.sum() / count + 1e-6)
    return typical


def _distances(vectors: NDArray[np.float32], row: int) -> NDArray[np.float64]:
    # Of unit vectors; the product is exact enough, and a matrix of all pairs would not fit for 10,000 images.
    similarity = (vectors @ vectors[row]).astype(np.float64)
    return np.sqrt(np.maximum(2 - 2 * similarity, 0))


def _ranks(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return ranks in (0, 1], equal for equal values: one outlier does not outweigh every distance."""
    levels, ranks = np.unique(values, return_inverse=True)
    return (ranks + 1) / max(len(levels), 1)
