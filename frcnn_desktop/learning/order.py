"""Which image to label next: typical ones while little is known, doubtful ones later, never near-duplicates.

With few labels an image that looks like many others teaches most, and asking by doubt is often worse than
chance (Hacohen et al. 2022). Pure arithmetic: ten thousand images take seconds.

Shapes: N images, D numbers that describe one (`inference.description`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.cancellation import CancelToken

TYPICAL_UNTIL = 50
"""So many labelled images are chosen as typical; after them doubt counts."""
_NEIGHBOURS = 20
_DOUBTFUL_NEIGHBOURS = 5
_REFERENCES = 2000
"""How typical an image is, is judged beside so many others."""
_BLOCK = 1000


def doubt(scores: NDArray[np.floating]) -> float:
    """Return how much a head doubts the suggestions of an image: the sum of p(1 - p) over their scores."""
    values = np.asarray(scores, np.float64)
    return float((values * (1 - values)).sum())


def estimated_doubts(vectors: NDArray[np.float32], known: Mapping[int, float]) -> NDArray[np.float64] | None:
    """Return N doubts from those `known` of some images (by row): an image is as doubtful as those it looks
    like. None while too few are known."""
    if len(known) < _DOUBTFUL_NEIGHBOURS:
        return None
    rows = np.fromiter(known, np.int64)
    values = np.fromiter(known.values(), np.float64)
    doubts = np.empty(len(vectors))
    for first in range(0, len(vectors), _BLOCK):
        far = _far(vectors[first : first + _BLOCK], vectors[rows])
        near = np.argpartition(far, _DOUBTFUL_NEIGHBOURS - 1, axis=1)[:, :_DOUBTFUL_NEIGHBOURS]
        weights = 1 / (np.take_along_axis(far, near, axis=1) + 1e-3)
        doubts[first : first + _BLOCK] = (weights * values[near]).sum(axis=1) / weights.sum(axis=1)
    doubts[rows] = values
    return doubts


def order_images(
    vectors: NDArray[np.float32],
    labelled: Sequence[int],
    doubts: NDArray[np.floating] | None = None,
    count: int | None = None,
    token: CancelToken | None = None,
) -> list[int]:
    """Return the images to label next, best first, without the `labelled` ones. Raises Cancelled.

    `vectors` N x D; `doubts` N of `doubt`. Each next image is the one whose worth (how typical it is, or how
    doubtful once enough are labelled) times its distance to all that are labelled or chosen already is
    greatest, so of near-duplicates one comes early and the rest last.
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
        if token is not None:
            token.raise_if_cancelled()
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
    others = vectors
    if len(vectors) > _REFERENCES:
        others = vectors[np.random.default_rng(0).choice(len(vectors), _REFERENCES, replace=False)]
    typical = np.empty(len(vectors))
    for first in range(0, len(vectors), _BLOCK):
        far = _far(vectors[first : first + _BLOCK], others)
        near = np.partition(far, count, axis=1)[:, : count + 1]
        typical[first : first + _BLOCK] = 1 / (near.sum(axis=1) / count + 1e-6)
    return typical


def _distances(vectors: NDArray[np.float32], row: int) -> NDArray[np.float64]:
    return _far(vectors, vectors[row : row + 1])[:, 0].astype(np.float64)


def _far(some: NDArray[np.float32], others: NDArray[np.float32]) -> NDArray[np.float32]:
    # Of unit vectors; the product is exact enough, and a matrix of all pairs would not fit for 10,000 images.
    return np.sqrt(np.maximum(2 - 2 * (some @ others.T), 0))


def _ranks(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return ranks in (0, 1], equal for equal values: one outlier does not outweigh every distance."""
    levels, ranks = np.unique(values, return_inverse=True)
    return (ranks + 1) / max(len(levels), 1)
