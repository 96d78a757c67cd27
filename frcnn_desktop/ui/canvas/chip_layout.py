"""Where the name chips go, so that they stay on the screen, near their boxes, and off each other.

N chips; everything in logical viewport pixels.
"""

from __future__ import annotations

from math import inf
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

HIDDEN_ABOVE = 0.35
"""A chip that would be covered by this share, or cover others as much, is left out; its box stays."""
_OVERLAP_WEIGHT = 20.0
_SMALL_BOX_WEIGHT = 3.0
_GAP = 1.0
_LEAST_SIDE = 12.0
"""Boxes with no side this long are too small for a name: a crowd of chips would hide the photo."""
_NO_CROWD = 24
"""So many chips always have room."""
_CROWD_SHARE = 0.09
"""What the chips of a crowd may cover of the part of the photo that its boxes take up."""

Floats: TypeAlias = NDArray[np.float64]
Place: TypeAlias = list[float]
"""Left, top, right, bottom."""


def lay_out_chips(
    boxes: Floats,
    sizes: Floats,
    forced: NDArray[np.bool_],
    view: tuple[float, float],
    clearance: Floats,
    obstacles: Floats,
) -> Floats:
    """Return the N x 2 top left corners of the chips, NaN for those left out.

    `boxes` N x 4; `sizes` N x 2 (width, height); `forced` N chips that are placed in any case; `view` the
    viewport's (width, height); `clearance` N, what to keep free around a box; `obstacles` M x 4 places that
    are better left free. Earlier chips choose first. Chips of boxes outside the viewport are left out, and in
    a crowd those that are largest beside their boxes.
    """
    places = np.full((len(boxes), 2), np.nan)
    if not len(boxes):
        return places
    limits = np.array([view[0], view[1], view[0], view[1]])
    visible = np.clip(boxes, 0, limits)
    seen = (visible[:, 2] > visible[:, 0]) & (visible[:, 3] > visible[:, 1])
    seen &= forced | ((boxes[:, 2:] - boxes[:, :2]).max(axis=1) >= _LEAST_SIDE)
    seen &= forced | _fits_the_crowd(visible, sizes, seen)
    candidates, costs = _candidates(visible, sizes, clearance, view)
    taken = obstacles.tolist()
    order = np.argsort(costs, axis=1)
    columns = (np.flatnonzero(seen), candidates[seen], costs[seen], order[seen])
    for index, spots, prices, cheapest_first in zip(*(each.tolist() for each in columns), strict=True):
        spot, share = _best_spot(spots, prices, cheapest_first, taken)
        if share <= HIDDEN_ABOVE or forced[index]:
            places[index] = spot[:2]
            taken.append(spot)
    return places


def _fits_the_crowd(visible: Floats, sizes: Floats, wanted: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return N, which of the `wanted` chips may be shown so that the photo stays to be seen."""
    rows = np.flatnonzero(wanted)
    if len(rows) <= _NO_CROWD:
        return wanted
    extent = visible[rows, 2:].max(axis=0) - visible[rows, :2].min(axis=0)
    chips = sizes[rows].prod(axis=1)
    boxes = np.maximum((visible[rows, 2:] - visible[rows, :2]).prod(axis=1), 1.0)
    order = np.argsort(chips / boxes, kind="stable")
    room = chips[order].cumsum() <= _CROWD_SHARE * extent.prod()
    room[:_NO_CROWD] = True
    fits = np.zeros_like(wanted)
    fits[rows[order[room]]] = True
    return fits


def _best_spot(
    spots: list[Place], prices: list[float], cheapest_first: list[int], taken: list[Place]
) -> tuple[Place, float]:
    """Return the place with the least cost, and the share of the chip that would be covered there."""
    best, best_share, best_cost = spots[0], 0.0, inf
    for candidate in cheapest_first:
        # Prices rise from here: no overlap could be better than this.
        if prices[candidate] >= best_cost:
            break
        spot = spots[candidate]
        share = _covered(spot, taken)
        if (cost := prices[candidate] + _OVERLAP_WEIGHT * share) < best_cost:
            best, best_share, best_cost = spot, share, cost
    return best, best_share


def _covered(spot: Place, taken: list[Place]) -> float:
    """Return the share of a place that is taken; places that overlap each other count twice."""
    left, top, right, bottom = spot
    area = 0.0
    for x1, y1, x2, y2 in taken:
        if x1 < right and x2 > left and y1 < bottom and y2 > top:
            area += (min(x2, right) - max(x1, left)) * (min(y2, bottom) - max(y1, top))
    return area / max((right - left) * (bottom - top), 1.0)


def _candidates(
    boxes: Floats, sizes: Floats, clearance: Floats, view: tuple[float, float]
) -> tuple[Floats, Floats]:
    """Return N x C x 4 places for each chip, inside the viewport, and N x C costs, the dearest worst."""
    left, top, right, bottom = boxes.T
    width, height = sizes.T
    above, below = top - height - _GAP - clearance, bottom + _GAP + clearance
    inner_left, inner_right = left + _GAP, right - width - _GAP
    corners = (
        (left - _GAP, above, 0.0, False),
        (inner_left, top + _GAP, 0.6, True),
        (right - width + _GAP, above, 0.8, False),
        (left - _GAP, below, 1.0, False),
        (inner_right, top + _GAP, 1.2, True),
        (inner_left, bottom - height - _GAP, 1.4, True),
        (right - width + _GAP, below, 1.6, False),
        (inner_right, bottom - height - _GAP, 1.8, True),
    )
    # A chip inside a box hides part of the object: the smaller the box, the worse.
    area = np.maximum((right - left) * (bottom - top), 1.0)
    hides = _SMALL_BOX_WEIGHT * np.minimum(width * height / area, 2.0)
    places, costs = [], []
    for x, y, cost, inside in corners:
        kept_x = np.clip(x, 0, np.maximum(view[0] - width, 0))
        kept_y = np.clip(y, 0, np.maximum(view[1] - height, 0))
        pushed_in = inside | (np.abs(kept_y - y) > 1)
        places.append(np.stack([kept_x, kept_y, kept_x + width, kept_y + height], axis=1))
        costs.append(cost + np.where(pushed_in, hides, 0.0))
    return np.stack(places, axis=1), np.stack(costs, axis=1)
