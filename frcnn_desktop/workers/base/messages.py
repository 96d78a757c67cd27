"""What the GUI thread and the workers say to each other.

Every message is frozen and its arrays are read-only. Each request ends in exactly one of succeeded, failed
or cancelled, with its id. Boxes: float32 xyxy, half-open, pixels of the image as displayed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.annotation import ImageAnnotation
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

    request_id: int
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
    """`from_store`: the network did not run, so that the image's features may be missing."""

    request_id: int
    run: DetectionRun
    from_store: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class RunKept:
    """The store holds a new run of this image."""

    path: Path
    content_key: str


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
class SnapRequest:
    """Tighten boxes by the regression of their class. `boxes` N x 4, `class_indices` N in 1..K."""

    request_id: int
    content_key: str
    boxes: BoxArray
    class_indices: NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class SnapSucceeded:
    """`boxes` N x 4, in the order of the request."""

    request_id: int
    boxes: BoxArray


@dataclass(frozen=True, slots=True, eq=False)
class LoadModelRequest:
    """Load a checkpoint. `path` None: the bundled model. `device`: "auto", "cpu", "cuda", "mps", "xpu"."""

    request_id: int
    path: Path | None
    device: str = "auto"


@dataclass(frozen=True, slots=True, eq=False)
class ModelLoaded:
    """`key` names the model in the store of runs."""

    request_id: int
    info: ModelInfo
    key: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class OpenRequest:
    """Read an image and its annotation, if it has one.

    `annotation_folder` is where XML files were chosen to be; `siblings` the images that could claim the
    same XML file.
    """

    request_id: int
    path: Path
    annotation_folder: Path | None = None
    siblings: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class ImageOpened:
    """An image, its annotation as read (None: there is none yet), and the path where it is saved."""

    request_id: int
    image: LoadedImage
    annotation: ImageAnnotation | None
    annotation_path: Path


@dataclass(frozen=True, slots=True, eq=False)
class ImagePrefetched:
    request_id: int
    image: LoadedImage


@dataclass(frozen=True, slots=True, eq=False)
class ThumbnailLoaded:
    """`rgb` h x w x 3 uint8, None where the image cannot be read."""

    path: Path
    rgb: NDArray[np.uint8] | None


@dataclass(frozen=True, slots=True, eq=False)
class ListRequest:
    """Find the images among files and folders."""

    request_id: int
    paths: tuple[Path, ...]
    recursive: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class ImagesListed:
    """`first` is the image to show first, None without images; `roots` are the folders asked for."""

    request_id: int
    paths: tuple[Path, ...]
    first: Path | None
    roots: tuple[Path, ...]


@dataclass(frozen=True, slots=True, eq=False)
class SummaryRequest:
    """Summarise the annotations of these images.

    `annotation_folders` maps a folder of images to where its XML files were chosen to be.
    """

    request_id: int
    paths: tuple[Path, ...]
    annotation_folders: Mapping[Path, Path]


@dataclass(frozen=True, slots=True)
class AnnotationSummary:
    """What the image list shows of an annotation; `object_count` None: there is no file; `names`: classes."""

    path: Path
    object_count: int | None = None
    verified: bool = False
    problem: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class SummariesRead:
    request_id: int
    summaries: tuple[AnnotationSummary, ...]
