"""What the trainer needs of a data set: boxes and classes of each image, its proposals, its features."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from torch import Tensor

from frcnn_desktop.core.boxes import BoxArray


@dataclass(frozen=True, slots=True, eq=False)
class TrainingImage:
    """One image and its objects: `boxes` M x 4 in image pixels, `labels` M class indices (1..K)."""

    image_id: str
    path: Path
    width: int
    height: int
    boxes: BoxArray
    labels: NDArray[np.int64]
    difficult: NDArray[np.bool_]


class FeatureSource(Protocol):
    """Backbone maps by image id: one 1 x C x rows x columns float32 tensor per level, finest first."""

    def read(self, image_id: str) -> list[Tensor]: ...


class ProposalSource(Protocol):
    """Proposals by image id: N x 4 in image pixels, best first."""

    def boxes(self, image_id: str) -> BoxArray: ...
