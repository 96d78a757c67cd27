"""What detection of a whole folder says. Frozen, like all messages between threads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.core.messages import Message
from frcnn_desktop.search.facts import ObjectFacts


@dataclass(frozen=True, slots=True, eq=False)
class ImageKnown:
    """The store has a run of this image; `count` detections under the filter of the request."""

    path: Path
    count: int


@dataclass(frozen=True, slots=True, eq=False)
class ImageRead:
    """The store has no run of this image."""

    image: LoadedImage


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
    problem: Message | None = None


@dataclass(frozen=True, slots=True, eq=False)
class FolderCounts:
    """How many detections each class has, and those of each image that has a stored run.

    `complete` False: more of the same request will come.
    """

    request_id: int
    classes: Mapping[str, int]
    images: Mapping[Path, tuple[ObjectFacts, ...]]
    complete: bool
