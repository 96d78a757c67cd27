"""Coverage of a feature map by RoIs: how many lie on each cell, and whose outline runs along each edge."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def coverage(cells: NDArray[np.int32], rows: int, columns: int) -> NDArray[np.int64]:
    """Return rows x columns: how many of the N cell ranges (ends included) cover each cell."""
    corners = np.zeros((rows + 1, columns + 1), np.int64)
    for x, y, sign in ((0, 1, 1), (2, 1, -1), (0, 3, -1), (2, 3, 1)):
        np.add.at(corners, (cells[:, y] + (y == 3), cells[:, x] + (x == 2)), sign)
    return corners.cumsum(axis=0).cumsum(axis=1)[:rows, :columns]


def edge_ranks(
    cells: NDArray[np.int32], rows: int, columns: int
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return the best rank (0 first) of the N cell ranges along each cell edge, -1 where there is none.

    (rows + 1) x columns for horizontal edges, rows x (columns + 1) for vertical ones.
    """
    across = np.full((rows + 1, columns), -1, np.int32)
    down = np.full((rows, columns + 1), -1, np.int32)
    for rank, (x1, y1, x2, y2) in zip(range(len(cells) - 1, -1, -1), cells[::-1].tolist(), strict=True):
        across[y1, x1 : x2 + 1] = rank
        across[y2 + 1, x1 : x2 + 1] = rank
        down[y1 : y2 + 1, x1] = rank
        down[y1 : y2 + 1, x2 + 1] = rank
    return across, down
