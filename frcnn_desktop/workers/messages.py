"""What the GUI thread and the workers say to each other.

Every message is frozen and its arrays are read-only. Each request ends in exactly one of succeeded, failed
or cancelled, with its id. Boxes: float32 xyxy, half-open, pixels of the image as displayed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.boxes import BoxArray
from frcnn_desktop.core.detections import DetectionFilter, Detections, FeatureGrid, Proposals, ScoredRois
from frcnn_desktop.core.images import LoadedImage


@dataclass(frozen=True, slots=True, eq=False)
class DetectRequest:
    """Run every stage on one image. `background` marks prefetch of a neighbour: no progress is shown."""

    request_id: int
    image: LoadedImage
    filter: DetectionFilter
    background: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class StageProgress:
    """A stage of a request has begun; `stage` is a key of `STAGES`."""

    request_id: int
    stage: str


STAGES = ("proposals", "backbone", "roi_head", "nms")


@dataclass(frozen=True, slots=True, eq=False)
class DetectSucceeded:
    """Everything one pass over an image gave. `grids` are the feature maps the RoIs are pooled from."""

    request_id: int
    content_key: str
    proposals: Proposals
    scored: ScoredRois
    detections: Detections
    grids: tuple[FeatureGrid, ...]
    seconds: Mapping[str, float] = field(default_factory=dict)
    device: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class RequestFailed:
    request_id: int
    message: str


@dataclass(frozen=True, slots=True, eq=False)
class RequestCancelled:
    request_id: int


@dataclass(frozen=True, slots=True, eq=False)
class FilterRequest:
    """Apply thresholds and NMS to kept scores; the network does not run."""

    request_id: int
    scored: ScoredRois
    filter: DetectionFilter


@dataclass(frozen=True, slots=True, eq=False)
class FilterSucceeded:
    request_id: int
    detections: Detections


@dataclass(frozen=True, slots=True, eq=False)
class ScoreRequest:
    """Score boxes of the image whose features the worker holds. `boxes` N x 4."""

    request_id: int
    content_key: str
    boxes: BoxArray


@dataclass(frozen=True, slots=True, eq=False)
class ScoreSucceeded:
    request_id: int
    scored: ScoredRois
    seconds: float


@dataclass(frozen=True, slots=True, eq=False)
class LoadModelRequest:
    """Load a checkpoint. `path` None: the bundled model. `device`: "auto", "cpu", "cuda", "mps", "xpu"."""

    request_id: int
    path: Path | None
    device: str = "auto"


@dataclass(frozen=True, slots=True, eq=False)
class LoadImageRequest:
    request_id: int
    path: Path


@dataclass(frozen=True, slots=True, eq=False)
class ImageLoaded:
    """An image and a thumbnail of it (h x w x 3 uint8, the longer side at most 96 pixels)."""

    request_id: int
    image: LoadedImage
    thumbnail: NDArray[np.uint8]
