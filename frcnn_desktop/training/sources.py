"""What the trainer needs of a data set: objects of each image, its proposals, its features."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from torch import Tensor

from frcnn_desktop.core.boxes import BoxArray
from frcnn_desktop.evaluation.ground_truth import GroundTruth


@dataclass(frozen=True, slots=True, eq=False)
class TrainingImage:
    """One image, its size in pixels as displayed, and its objects."""

    image_id: str
    width: int
    height: int
    truth: GroundTruth


class FeatureSource(Protocol):
    """Backbone maps by image id: one 1 x C x rows x columns float32 tensor per level, finest first."""

    def read(self, image_id: str) -> list[Tensor]:
        """Return the feature maps of an image, 1 x C x h x w each, finest first."""
        ...


class ProposalSource(Protocol):
    """Proposals by image id: N x 4 in image pixels, best first."""

    def boxes(self, image_id: str) -> BoxArray:
        """Return the proposals of an image."""
        ...
