"""The stages, in the order in which an image goes through them."""

from __future__ import annotations

from frcnn_desktop.ui.inside.walk.stage import AnyStage
from frcnn_desktop.ui.inside.walk.stages.detections import DetectionsStage
from frcnn_desktop.ui.inside.walk.stages.feature_map import FeatureMapStage
from frcnn_desktop.ui.inside.walk.stages.image_input import InputStage
from frcnn_desktop.ui.inside.walk.stages.nms import NmsStage
from frcnn_desktop.ui.inside.walk.stages.pooling import PoolingStage
from frcnn_desktop.ui.inside.walk.stages.projection import ProjectionStage
from frcnn_desktop.ui.inside.walk.stages.proposals import ProposalsStage
from frcnn_desktop.ui.inside.walk.stages.scores import ScoresStage
from frcnn_desktop.ui.inside.walk.stages.segments import SegmentsStage

STAGES: tuple[AnyStage, ...] = (
    InputStage(),
    SegmentsStage(),
    ProposalsStage(),
    FeatureMapStage(),
    ProjectionStage(),
    PoolingStage(),
    ScoresStage(),
    NmsStage(),
    DetectionsStage(),
)


def stage_named(name: str) -> AnyStage:
    """Return a stage by its stable name. Raises KeyError."""
    return {stage.name: stage for stage in STAGES}[name]
