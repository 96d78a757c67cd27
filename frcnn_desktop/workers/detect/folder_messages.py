"""What detection of a whole folder says. Frozen, like all messages between threads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.detections import DetectionFilter
from frcnn_desktop.core.images import LoadedImage


@dataclass(frozen=True, slots=True, eq=False)
class LookRequest:
    """See whether the store has a run of an image of this model, else read the image."""

    token: CancelToken
    path: Path
    model: str
    filter: DetectionFilter


@dataclass(frozen=True, slots=True, eq=False)
class ImageKnown:
    """The store has a run of this image; `count` detections under the filter of the request."""

    token: CancelToken
    path: Path
    count: int


@dataclass(frozen=True, slots=True, eq=False)
class ImageRead:
    token: CancelToken
    image: LoadedImage


@dataclass(frozen=True, slots=True, eq=False)
class ImageFailed:
    token: CancelToken
    path: Path
    message: str


@dataclass(frozen=True, slots=True)
class FolderProgress:
    """`done` of `total` images; `known` were in the store already, `failed` could not be detected.

    `seconds_left` None: not known yet. `problem` says why detection ended by itself before all were done.
    """

    done: int
    total: int
    known: int = 0
    failed: int = 0
    seconds_left: float | None = None
    paused: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class CountRequest:
    """Count what a filter leaves of the stored runs of these images."""

    token: CancelToken
    paths: tuple[Path, ...]
    model: str
    filter: DetectionFilter


@dataclass(frozen=True, slots=True, eq=False)
class FolderCounts:
    """Detections per class name and per image; only images with a stored run are in `images`.

    `complete` False: more of the same request will come.
    """

    token: CancelToken
    classes: Mapping[str, int]
    images: Mapping[Path, int]
    complete: bool
