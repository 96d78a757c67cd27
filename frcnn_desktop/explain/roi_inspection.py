"""One RoI on its way through the detector, as numbers that can be drawn.

Shapes: K classes (class index 0 is background), P bins a side, S sampling points. Frames: boxes are in image
pixels unless they are said to be in cells; cell (row, column) of a feature map covers column..column + 1 by
row..row + 1, so a box in cells is the box in image pixels times the grid's scale.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.boxes import Box
from frcnn_desktop.core.detections import DetectionFilter, FeatureGrid, ScoredRois
from frcnn_desktop.explain.nms_outcome import BoxFate
from frcnn_desktop.explain.pooling_bins import Bins

STRONGEST_CHANNELS = 5


class ChannelKind(StrEnum):
    """Which number of each cell is looked at: the channel that stands out most in the RoI, the mean of all
    channels, or a chosen channel."""

    STRONGEST = "strongest"
    MEAN = "mean"
    CHOSEN = "chosen"


@dataclass(frozen=True, slots=True)
class ChannelChoice:
    """`index` counts for a chosen channel only."""

    kind: ChannelKind = ChannelKind.STRONGEST
    index: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class RoiQuery:
    """What is asked about one box.

    `box` in image pixels; `row` its place among the proposals of `scored`, None for any other box; `scored`
    the kept scores of the image, None where it was not detected yet; `class_index` 1..K, None: its best.
    """

    content_key: str
    box: Box
    choice: ChannelChoice = ChannelChoice()
    row: int | None = None
    class_index: int | None = None
    scored: ScoredRois | None = None
    filter: DetectionFilter = field(default_factory=DetectionFilter)


@dataclass(frozen=True, slots=True, eq=False)
class ChannelView:
    """The feature map as one number a cell.

    `index` the channel, None for the mean of all `count`; `values` rows x columns float32; `strongest` the
    channels that stand out most in this RoI with their strengths, best first: how many standard deviations of
    the channel the mean of the RoI's pooled values lies above the channel's mean.
    """

    index: int | None
    count: int
    values: NDArray[np.float32]
    strongest: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True, eq=False)
class PooledRoi:
    """What one kind of pooling makes of the RoI, and what the head makes of that.

    `kind` "roi_pool" or "roi_align"; `values` P x P of the viewed channel, or the mean of all; `winners`
    P x P x 2 (row, column) of the cell that gave each maximum, -1 where a bin is empty, and for roi_align,
    which has no such cell; `shares` P x P, of all channels looked at, how many took that cell;
    `scores` K + 1; `deltas` (K + 1) x 4 as in the paper (dx, dy, dw, dh); `class_boxes` (K + 1) x 4, the box
    regressed for each class, cut to the image.
    """

    kind: str
    bins: Bins
    values: NDArray[np.float32]
    winners: NDArray[np.int32]
    shares: NDArray[np.float32]
    scores: NDArray[np.float32]
    deltas: NDArray[np.float32]
    class_boxes: NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class RoiInspection:
    """Everything about one RoI.

    `projected` the box in cells, exact; `trained` and `other` what the two kinds of pooling make of it, first
    the one that the model was trained with; `class_index` the class looked at, 1..K; `fate` what becomes of
    the box in NMS, None where the image was not detected yet.
    """

    query: RoiQuery
    grid: FeatureGrid
    projected: Box
    channel: ChannelView
    trained: PooledRoi
    other: PooledRoi
    class_names: tuple[str, ...]
    class_index: int
    fate: BoxFate | None

    def on_map(self, box: Box) -> Box:
        """Return a box in image pixels as one in cells."""
        across, down = self.grid.scale_x, self.grid.scale_y
        # Where the network counts cells from is told by the projection itself.
        left = self.projected[0] - self.query.box[0] * across
        top = self.projected[1] - self.query.box[1] * down
        x1, y1, x2, y2 = box
        return x1 * across + left, y1 * down + top, x2 * across + left, y2 * down + top

    def pooled(self, kind: str) -> PooledRoi:
        """Return what `kind` of pooling gives."""
        return self.trained if self.trained.kind == kind else self.other
