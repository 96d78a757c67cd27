"""Logistic regression on some dozen numbers, drawn towards weights that are believed beforehand.

Shapes: N rows, F columns.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def fitted(
    columns: NDArray[np.floating],
    outcomes: NDArray[np.floating],
    shares: NDArray[np.floating],
    ridge: NDArray[np.floating],
    believed: NDArray[np.floating],
    steps: int,
) -> NDArray[np.float64]:
    """Return F weights by Newton's method (iteratively reweighted least squares).

    `columns` N x F, `outcomes` N in 0..1, each counting `shares` N; `ridge` F is how firmly the weights are
    believed to be `believed` F.
    """
    weights = np.asarray(believed, np.float64).copy()
    for _ in range(steps):
        chances = chance(columns @ weights)
        slope = columns.T @ (shares * (chances - outcomes)) + ridge * (weights - believed)
        curve = (columns * (shares * chances * (1 - chances))[:, None]).T @ columns + np.diag(ridge)
        weights = weights - np.linalg.solve(curve, slope)
    return weights


def chance(odds: NDArray[np.floating]) -> NDArray[np.float64]:
    """Return the chances that belong to logarithms of odds."""
    return 1 / (1 + np.exp(-np.clip(odds, -30, 30)))
