"""The order of the proposals: the first N are meant to be the best N to keep."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.boxes import BoxArray, as_box_array, scale_boxes
from frcnn_desktop.proposals.modes import GRID

CHOSEN = 10_000

FEATURE_NAMES = (
    "log area",
    "log area squared",
    "log aspect",
    "log aspect squared",
    "width",
    "height",
    "touches left",
    "touches top",
    "touches right",
    "touches bottom",
    "off centre across squared",
    "off centre down",
    "off centre down squared",
    "one",
)
COEFFICIENTS = (
    0.517,
    -0.056,
    -0.342,
    -0.456,
    1.984,
    0.159,
    -0.395,
    -0.363,
    -0.495,
    0.076,
    -0.294,
    1.239,
    -11.741,
    -1.782,
)
"""Logistic regression of "fits an object" on the features, fitted on the boxes of VOC2007 train."""


def box_features(boxes: BoxArray, width: int, height: int) -> NDArray[np.float64]:
    """Return N x 14: what the shape and the place of a box in its image tell, in the order of FEATURE_NAMES.

    Lengths are shares of the image's sides, areas of its area; the aspect is width over height in pixels.
    """
    left, top, right, bottom = (boxes / np.array([width, height, width, height], np.float64)).T
    across, down = right - left, bottom - top
    log_area = np.log(across * down)
    log_aspect = np.log(across * width / (down * height))
    from_left, from_top = (left + right) / 2 - 0.5, (top + bottom) / 2 - 0.5
    columns = (
        log_area,
        log_area**2,
        log_aspect,
        log_aspect**2,
        across,
        down,
        left <= 0,
        top <= 0,
        right >= 1,
        bottom >= 1,
        from_left**2,
        from_top,
        from_top**2,
        np.ones(len(boxes)),
    )
    return np.stack([np.asarray(column, np.float64) for column in columns], axis=1)


def chances(boxes: BoxArray, width: int, height: int) -> NDArray[np.float64]:
    """Return for each box how likely it is to fit an object, as far as its shape and its place tell."""
    logits = box_features(boxes, width, height) @ np.array(COEFFICIENTS)
    return 1 / (1 + np.exp(-logits))


@dataclass(frozen=True, slots=True)
class Candidates:
    """N distinct boxes of an image of `width` x `height`, those likelier by shape and place first.

    `likely` is how likely they are, falling. Only the first `CHOSEN` are chosen among by what the picture
    tells, so that time and memory grow linearly.
    """

    boxes: BoxArray
    likely: NDArray[np.float64]
    width: int
    height: int

    @property
    def head(self) -> BoxArray:
        """Return the boxes to choose among."""
        return self.boxes[:CHOSEN]

    def ordered(
        self, order: NDArray[np.intp], gains: NDArray[np.float32]
    ) -> tuple[BoxArray, NDArray[np.float32]]:
        """Return (boxes, scores): the head in this order with its gains, which fall, and then the others."""
        tail = self.likely[CHOSEN:]
        rest = gains.min(initial=1) * tail / max(tail.max(initial=0), 1e-12)
        boxes = np.concatenate([self.boxes[:CHOSEN][order], self.boxes[CHOSEN:]])
        return boxes, np.concatenate([gains, rest]).astype(np.float32)


def candidates_of(boxes: BoxArray, width: int, height: int) -> Candidates:
    """Sort N distinct boxes by shape and place alone."""
    likely = chances(boxes, width, height)
    by_chance = np.argsort(-likely, kind="stable")
    return Candidates(boxes[by_chance], likely[by_chance], width, height)


def distinct_boxes(boxes: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return every distinct one of the boxes (M x 4) once, sorted by coordinates."""
    x1, y1, x2, y2 = boxes.astype(np.int64).T
    across, down = int(x2.max(initial=0)) + 1, int(y2.max(initial=0)) + 1
    numbers = np.sort(((x1 * down + y1) * across + x2) * down + y2)
    first = np.ones(numbers.size, np.bool_)
    np.not_equal(numbers[1:], numbers[:-1], out=first[1:])
    numbers, y2 = np.divmod(numbers[first], down)
    numbers, x2 = np.divmod(numbers, across)
    return np.stack([*np.divmod(numbers, down), x2, y2], axis=1).astype(np.int32)


def candidates_in(
    found: list[NDArray[np.int32]], small: NDArray[np.uint8], image: NDArray[np.uint8]
) -> Candidates:
    """Return the distinct ones of the boxes (M x 4 each) found in the shrunk image, placed in the image."""
    boxes = np.concatenate(found)
    placed = _to_image(as_box_array(distinct_boxes(boxes)), small, image)
    return candidates_of(placed, image.shape[1], image.shape[0])


def _to_image(boxes: BoxArray, small: NDArray[np.uint8], image: NDArray[np.uint8]) -> BoxArray:
    """Scale boxes of the shrunk image to the image, onto sixteenths of a pixel."""
    scaled = scale_boxes(boxes, image.shape[1] / small.shape[1], image.shape[0] / small.shape[0])
    return as_box_array(np.floor(scaled * GRID + 0.5) / GRID)
