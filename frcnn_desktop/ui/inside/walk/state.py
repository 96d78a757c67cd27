"""Everything the walk shows, as one value: what is known of the open image, and what a person looks at."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from frcnn_desktop.core.boxes import Box
from frcnn_desktop.core.detections import DetectionFilter, DetectionRun, Detections
from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.explain.detection_story import best_scores
from frcnn_desktop.explain.nms_trace import NmsStory
from frcnn_desktop.explain.walk_stages import FeatureMap, PooledBox
from frcnn_desktop.workers.inside.messages import SegmentsReady

MEAN, STRONGEST = -2, -1
"""Channel choices beside the channels themselves, 0..C-1."""

PROPOSALS_SHOWN = 200


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

    @property
    def followed_box(self) -> Box | None:
        """The RoI that is followed, in image pixels."""
        if self.run is None or self.followed is None:
            return None
        x1, y1, x2, y2 = self.run.proposals.boxes[self.followed].tolist()
        return x1, y1, x2, y2


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
