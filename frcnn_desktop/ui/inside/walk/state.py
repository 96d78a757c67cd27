"""Everything the walk shows, as one value: what is known of the open image, and what a person looks at."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.boxes import Box
from frcnn_desktop.core.detections import DetectionFilter, DetectionRun, Detections
from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.explain.detection_story import best_scores
from frcnn_desktop.explain.nms_trace import NmsStory
from frcnn_desktop.explain.walk_stages import FeatureMap, PooledBox
from frcnn_desktop.workers.inside.inside_stage_messages import SegmentsReady

MEAN, STRONGEST = -2, -1
"""Channel choices beside the channels themselves, 0..C-1."""

PROPOSALS_SHOWN = 200


class Stage(IntEnum):
    """The stages, in the order in which an image goes through them."""

    INPUT = 0
    SEGMENTS = 1
    PROPOSALS = 2
    FEATURES = 3
    PROJECTION = 4
    POOLING = 5
    SCORES = 6
    NMS = 7
    DETECTIONS = 8


@dataclass(frozen=True, slots=True, eq=False)
class Walk:
    """`detections` are those that `filter` leaves of `run`, accepted ones too; `story` how NMS came to them;
    `followed` the proposal that is followed through the stages (its row); `limit` how many proposals are
    drawn; `channel` MEAN, STRONGEST or a channel; `problem` why something is missing ("" when nothing is)."""

    image: LoadedImage | None = None
    run: DetectionRun | None = None
    filter: DetectionFilter = field(default_factory=DetectionFilter)
    detections: Detections | None = None
    story: NmsStory | None = None
    segments: SegmentsReady | None = None
    features: FeatureMap | None = None
    pooled: PooledBox | None = None
    followed: int | None = None
    limit: int = PROPOSALS_SHOWN
    channel: int = STRONGEST
    problem: str = ""

    def has(self, stage: Stage) -> bool:
        """Say whether everything that a stage draws is there."""
        needed: dict[Stage, tuple[object, ...]] = {
            Stage.SEGMENTS: (self.segments,),
            Stage.PROPOSALS: (self.run,),
            Stage.FEATURES: (self.run, self.features),
            Stage.PROJECTION: (self.run, self.features, self.followed),
            Stage.POOLING: (self.run, self.features, self.followed, self.pooled),
        }
        results = (self.run, self.detections, self.story)
        missing = (self.image, *(needed.get(stage, results) if stage is not Stage.INPUT else ()))
        return all(each is not None for each in missing)

    @property
    def followed_box(self) -> Box | None:
        """The RoI that is followed, in image pixels."""
        if self.run is None or self.followed is None:
            return None
        x1, y1, x2, y2 = self.run.proposals.boxes[self.followed].tolist()
        return x1, y1, x2, y2

    @property
    def shown_channel(self) -> int | None:
        """The channel that is drawn; None: the mean of all."""
        if self.features is None or self.channel == MEAN:
            return None
        if self.channel == STRONGEST:
            return strongest_channel(self.features, self.pooled)
        return min(self.channel, len(self.features.values) - 1)

    def channel_values(self) -> NDArray[np.float32]:
        """Return the drawn channel, or the mean of all: rows x columns. There must be a feature map."""
        assert self.features is not None
        channel = self.shown_channel
        values = self.features.values
        return values.mean(axis=0) if channel is None else values[channel]

    def pooled_values(self) -> NDArray[np.float32]:
        """Return the drawn channel of the pooled RoI, or the mean of all: P x P. There must be one."""
        assert self.pooled is not None
        channel = self.shown_channel
        return self.pooled.values.mean(axis=0) if channel is None else self.pooled.values[channel]


def strongest_channel(features: FeatureMap, pooled: PooledBox | None) -> int:
    """Return the channel that stands out most in the pooled RoI, measured in its own standard deviations;
    without a RoI the one that varies most over the map."""
    flat = features.values.reshape(len(features.values), -1)
    spread = flat.std(axis=1)
    if pooled is None:
        return int(spread.argmax())
    above = pooled.values.reshape(len(flat), -1).mean(axis=1) - flat.mean(axis=1)
    return int((above / np.maximum(spread, 1e-6)).argmax())


def row_to_follow(run: DetectionRun | None, detections: Detections | None) -> int | None:
    """Return the proposal behind the best detection; without one the proposal with the best score."""
    if run is None or not len(run.proposals):
        return None
    if detections is not None and len(detections):
        return int(detections.proposal_indices[0])
    return int(best_scores(run.scored).argmax())
