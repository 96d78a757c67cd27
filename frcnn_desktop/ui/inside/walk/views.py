"""Complete parts of a walk: what several stages are made from, with nothing missing in it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.boxes import Box, as_box_array
from frcnn_desktop.core.detections import DetectionFilter, DetectionRun, Detections, FeatureGrid
from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.explain.nms_trace import NmsStory
from frcnn_desktop.explain.pooling_conventions import Region
from frcnn_desktop.explain.roi_projection import covered_cells, project
from frcnn_desktop.explain.walk_stages import FeatureMap, PooledBox
from frcnn_desktop.ui.inside.walk.state import MEAN, STRONGEST, Walk, strongest_channel

Levels = tuple[float, float]
"""The numbers that the lowest and the highest colour of a map stand for."""


class Missing(Enum):
    """Why a part of a walk is not there."""

    IMAGE = auto()
    RUN = auto()
    ROI = auto()
    RESULT = auto()
    """It is being computed, or could not be: `Walk.problem` says which."""


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """The detections that `filter` leaves of a run, and how NMS came to them; `followed` as in `Walk`."""

    image: LoadedImage
    run: DetectionRun
    filter: DetectionFilter
    detections: Detections
    story: NmsStory
    followed: int | None

    def class_name(self, place: int) -> str:
        """Return the class of one box of the story."""
        return self.run.scored.class_names[int(self.story.class_indices[place]) - 1]


@dataclass(frozen=True, eq=False)
class MapView:
    """The feature map of a run; `chosen` is a channel, MEAN or STRONGEST, which depends on what is pooled."""

    image: LoadedImage
    run: DetectionRun
    features: FeatureMap
    pooled: PooledBox | None
    chosen: int

    @property
    def grid(self) -> FeatureGrid:
        """Where the cells of the map are in the image."""
        return self.features.grid

    @cached_property
    def channel(self) -> int | None:
        """The channel that is drawn; None: the mean of all."""
        if self.chosen == MEAN:
            return None
        if self.chosen == STRONGEST:
            return strongest_channel(self.features, self.pooled)
        return min(self.chosen, len(self.features.values) - 1)

    def values(self) -> NDArray[np.float32]:
        """Return what is drawn of the map: rows x columns."""
        return self.drawn(self.features.values)

    def drawn(self, values: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the drawn channel of C x rows x columns."""
        return values.mean(axis=0) if self.channel is None else values[self.channel]


@dataclass(frozen=True, slots=True, eq=False)
class RoiView:
    """The RoI that is followed, on its map: `row` among the proposals, `box` in image pixels."""

    map: MapView
    row: int
    box: Box

    def region(self) -> Region:
        """Return the cells that the RoI covers, ends included, cut to the map."""
        x1, y1, x2, y2 = covered_cells(self.map.grid, as_box_array([self.box]))[0].tolist()
        return x1, y1, x2, y2

    @property
    def projected(self) -> Box:
        """The RoI in cells, not rounded."""
        x1, y1, x2, y2 = project(self.map.grid, as_box_array([self.box]))[0].tolist()
        return x1, y1, x2, y2

    @property
    def cells(self) -> Box:
        """The whole cells that the RoI covers, as a box in cells, cut to the map."""
        x1, y1, x2, y2 = self.region()
        return x1, y1, x2 + 1, y2 + 1


@dataclass(frozen=True, slots=True, eq=False)
class PooledView:
    """The RoI that is followed, pooled."""

    roi: RoiView
    pooled: PooledBox

    @property
    def map(self) -> MapView:
        """The map that the RoI is pooled from."""
        return self.roi.map

    def values(self) -> NDArray[np.float32]:
        """Return what is drawn of the pooled RoI: P x P."""
        return self.map.drawn(self.pooled.values)


def found(walk: Walk) -> Found | Missing:
    """Return the detections of a walk."""
    if walk.image is None:
        return Missing.IMAGE
    if walk.run is None:
        return Missing.RUN
    if walk.detections is None or walk.story is None:
        return Missing.RESULT
    return Found(walk.image, walk.run, walk.filter, walk.detections, walk.story, walk.followed)


def feature_map(walk: Walk) -> MapView | Missing:
    """Return the feature map of a walk."""
    if walk.image is None:
        return Missing.IMAGE
    if walk.run is None:
        return Missing.RUN
    if walk.features is None:
        return Missing.RESULT
    return MapView(walk.image, walk.run, walk.features, walk.pooled, walk.channel)


def followed_roi(walk: Walk) -> RoiView | Missing:
    """Return the RoI that is followed through a walk."""
    if walk.run is not None and walk.followed is None:
        return Missing.ROI
    view = feature_map(walk)
    if isinstance(view, Missing):
        return view
    box = walk.followed_box
    if walk.followed is None or box is None:
        return Missing.ROI
    return RoiView(view, walk.followed, box)


def pooled_roi(walk: Walk) -> PooledView | Missing:
    """Return the RoI that is followed through a walk, pooled."""
    view = followed_roi(walk)
    if isinstance(view, Missing):
        return view
    return Missing.RESULT if walk.pooled is None else PooledView(view, walk.pooled)
