"""What learning while labelling says to the GUI thread. Frozen, like all messages between threads.

Boxes: float32 xyxy, half-open, pixels of the image as displayed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.boxes import Box, BoxArray
from frcnn_desktop.core.messages import Message
from frcnn_desktop.core.similar_box import SimilarBox


@dataclass(frozen=True, slots=True, eq=False)
class ImageSuggestions:
    """What pays to be shown on one image, best first: `boxes` S x 4, `names` S, `scores` S.

    `heads` is how many heads had been taken when it was made.
    """

    content_key: str
    boxes: BoxArray
    names: tuple[str, ...]
    scores: NDArray[np.float32]
    heads: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Sight:
    """What a model sees on a labelled image, best first: `boxes` S x 4, `names` S, `scores` S; among these
    `proposals`, N x 4. Of other classes than `known` it can say nothing."""

    boxes: BoxArray
    names: tuple[str, ...]
    scores: NDArray[np.float32]
    proposals: BoxArray
    known: frozenset[str]


@dataclass(frozen=True, slots=True)
class HeadFacts:
    """A head that was taken: how many labelled images it knew, for how many classes, and the share of the
    hand's seconds that it saved on held-out images (None: not judged)."""

    images: int
    classes: int
    saved: float | None


@dataclass(frozen=True, slots=True, eq=False)
class LearningState:
    """Where learning stands.

    `heads` are the last heads that were taken, the newest last, `taken` how many in all; `right` of the
    `shown` suggestions on the last images were right; `thresholds` the least score that is shown of each
    class, None where none pays yet; `refit_due`: something was saved that no refit has seen; `known` are the
    classes of the head that suggests, () while it is the loaded model's own. `problem`: why what was kept
    of earlier suggestions is not used, told when learning begins.
    """

    class_names: tuple[str, ...] = ()
    heads: tuple[HeadFacts, ...] = ()
    taken: int = 0
    right: int = 0
    shown: int = 0
    thresholds: Mapping[str, float | None] | None = None
    refit_due: bool = False
    known: tuple[str, ...] = ()
    problem: Message | None = None


@dataclass(frozen=True, slots=True, eq=False)
class RefitEnded:
    """`taken` False: the head before is no worse and goes on suggesting."""

    taken: bool
    seconds: float
    state: LearningState


@dataclass(frozen=True, slots=True)
class LabelledFile:
    """An image of the folder with its annotation; `folder` and `siblings` as in `find_annotation`."""

    path: Path
    folder: Path | None = None
    siblings: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class BoxJudged:
    """The scores of a box by class name; empty while no head suggests."""

    content_key: str
    box: Box
    scores: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class SimilarFound:
    """The files and places that look most like a `box` of an image, the likest first."""

    content_key: str
    box: Box
    found: tuple[tuple[Path, SimilarBox], ...]


@dataclass(frozen=True, slots=True, eq=False)
class BoxToSnap:
    """A box that is to be tightened; `object_id` None: a suggestion's."""

    box: Box
    name: str
    object_id: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class BoxesSnapped:
    """The boxes that were `asked` about, and as the head would draw them."""

    content_key: str
    asked: tuple[BoxToSnap, ...]
    boxes: tuple[Box, ...]
