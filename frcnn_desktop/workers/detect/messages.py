"""What the workers of the detector say to the GUI thread, and what they are asked.

Every message is frozen and its arrays are read-only. Boxes: float32 xyxy, half-open, pixels of the image as
displayed.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from frcnn_desktop.core.boxes import BoxArray
from frcnn_desktop.core.detections import DetectionFilter, DetectionRun, Detections, ModelInfo, ScoredRois
from frcnn_desktop.core.images import LoadedImage


class RunSource(Enum):
    """Where a run may come from."""

    NETWORK = auto()
    STORE_OR_NETWORK = auto()
    STORE = auto()


@dataclass(frozen=True, slots=True, eq=False)
class DetectRequest:
    """Detect one image.

    `source` says whether a run in the store will do. `keep_features` False: nobody looks at this image now.
    """

    image: LoadedImage
    filter: DetectionFilter
    source: RunSource = RunSource.NETWORK
    keep_features: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class StageProgress:
    """A stage of a request has begun; `stage` is a key of `STAGES`."""

    request_id: int
    stage: str


STAGES = ("proposals", "backbone", "roi_head", "nms")


@dataclass(frozen=True, slots=True, eq=False)
class DetectSucceeded:
    """`from_store`: the network did not run, so that the image's features may be missing.

    `provisional`: another search than the model's made the proposals, as OpenCV's does while the kernels are
    being compiled. Such a run serves until the program ends.
    """

    request_id: int
    run: DetectionRun
    from_store: bool = False
    provisional: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class RunKept:
    """The store holds a new run of this image."""

    path: Path
    content_key: str


@dataclass(frozen=True, slots=True, eq=False)
class FilterSucceeded:
    """What another filter leaves of kept scores."""

    request_id: int
    detections: Detections


@dataclass(frozen=True, slots=True, eq=False)
class ScoreSucceeded:
    """Scores of single boxes in the order of the request; `seconds` they took in the worker thread."""

    request_id: int
    scored: ScoredRois
    seconds: float


@dataclass(frozen=True, slots=True, eq=False)
class SnapSucceeded:
    """`boxes` N x 4, in the order of the request."""

    request_id: int
    boxes: BoxArray


@dataclass(frozen=True, slots=True, eq=False)
class ModelLoaded:
    """`key` names the model in the store of runs."""

    request_id: int
    info: ModelInfo
    key: str = ""
