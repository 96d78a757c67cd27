"""The one-to-one matching of greatest value (Kuhn 1955, with the shortest augmenting paths of Jonker and
Volgenant)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def best_assignment(values: NDArray[np.float64]) -> list[tuple[int, int]]:
    """Return (row, column) pairs, each row and column once, whose values add up to the most.

    `values` is N x M; pairs that are worth nothing (<= 0) are left out.
    """
    rows, columns = values.shape
    if rows > columns:
        return sorted((row, column) for column, row in best_assignment(values.T))
    gain = np.maximum(np.where(np.isfinite(values), values, 0.0), 0.0)
    owner = _augment(-gain)
    pairs = [(int(row), column) for column, row in enumerate(owner) if row >= 0]
    return sorted((row, column) for row, column in pairs if gain[row, column] > 0)


def _augment(costs: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return for each of M columns the row it belongs to, -1 for none; N <= M rows, each gets a column."""
    rows, columns = costs.shape
    row_price, column_price = np.zeros(rows), np.zeros(columns + 1)
    owner = np.full(columns + 1, -1, np.int64)
    for row in range(rows):
        # The last column is a stand-in that the new row starts from.
        owner[columns] = row
        current = columns
        least, before = np.full(columns, np.inf), np.full(columns, columns, np.int64)
        done = np.zeros(columns + 1, np.bool_)
        while owner[current] >= 0:
            done[current] = True
            reduced = costs[owner[current]] - row_price[owner[current]] - column_price[:columns]
            better = (reduced < least) & ~done[:columns]
            least[better], before[better] = reduced[better], current
            waiting = np.where(done[:columns], np.inf, least)
            following = int(waiting.argmin())
            step = waiting[following]
            row_price[owner[done]] += step
            column_price[done] -= step
            least[~done[:columns]] -= step
            current = following
        while current != columns:
            owner[current] = owner[before[current]]
            current = int(before[current])
        owner[columns] = -1
    return owner[:columns]
