"""What the stages of Fast R-CNN hand to each other and to the window, as read-only arrays.

Shapes: N proposals, D detections, K classes; class index 0 is background.
Boxes are float32 xyxy, half-open, in pixels of the image as displayed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.boxes import BoxArray
from frcnn_desktop.core.messages import Message


@dataclass(frozen=True, slots=True, eq=False)
class Proposals:
    """Class-agnostic candidate boxes, best first.

    `boxes` N x 4; `scores` N, float32, falling: the rank score (higher is better, no probability);
    `seconds` the time of each stage; `method` names how they were made, e.g. "selective search, fast".
    """

    boxes: BoxArray
    scores: NDArray[np.float32]
    seconds: Mapping[str, float] = field(default_factory=dict)
    method: str = ""

    def __len__(self) -> int:
        return len(self.boxes)

    def top(self, count: int) -> Proposals:
        """Return the best `count` proposals."""
        return Proposals(self.boxes[:count], self.scores[:count], self.seconds, self.method)


@dataclass(frozen=True, slots=True, eq=False)
class ScoredRois:
    """The head's answer for every RoI, before any threshold.

    `boxes` N x 4 the RoIs; `scores` N x (K+1) softmax probabilities, column 0 background;
    `class_boxes` N x (K+1) x 4 the regressed box of each class, clipped to the image (column 0 repeats the
    RoI); `class_names` K names, `class_names[k - 1]` belongs to class index k.
    """

    boxes: BoxArray
    scores: NDArray[np.float32]
    class_boxes: NDArray[np.float32]
    class_names: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.boxes)


@dataclass(frozen=True, slots=True, eq=False)
class Detections:
    """Final scored boxes after per-class non-maximum suppression, highest score first.

    `boxes` D x 4; `scores` D; `class_indices` D in 1..K; `class_names` D names;
    `proposal_indices` D, the row of the proposal each came from; `seconds` the time of each stage.
    """

    boxes: BoxArray
    scores: NDArray[np.float32]
    class_indices: NDArray[np.int64]
    class_names: tuple[str, ...]
    proposal_indices: NDArray[np.int64]
    seconds: Mapping[str, float] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.boxes)


@dataclass(frozen=True, slots=True)
class DetectionFilter:
    """How kept scores become detections. Changing it never runs the network.

    `hidden_classes` are class names left out; `max_proposals` uses the best ranked proposals only
    (None: all); `max_detections` per image. `class_thresholds` are (class name, score) pairs that stand in
    for `score_threshold`. `soft_nms` lowers the scores of overlapping boxes instead of dropping the boxes
    (Bodla et al. 2017); `nms_iou` then plays no part. `box_voting` puts each detection at the mean of the
    boxes that saw the same object (Gidaris and Komodakis 2015); without it a detection is the regressed box
    of its proposal, as in the paper.
    """

    score_threshold: float = 0.05
    nms_iou: float = 0.3
    max_proposals: int | None = None
    max_detections: int = 100
    hidden_classes: frozenset[str] = frozenset()
    class_thresholds: tuple[tuple[str, float], ...] = ()
    soft_nms: bool = False
    box_voting: bool = True

    def threshold_of(self, class_name: str) -> float:
        """Return the least score of a detection of this class."""
        return dict(self.class_thresholds).get(class_name, self.score_threshold)

    def with_class_threshold(self, class_name: str, score: float | None) -> DetectionFilter:
        """Return a filter with another threshold for one class; None: the one of all classes."""
        others = tuple(pair for pair in self.class_thresholds if pair[0] != class_name)
        own = () if score is None else ((class_name, score),)
        return replace(self, class_thresholds=others + own)


@dataclass(frozen=True, slots=True, eq=False)
class FeatureGrid:
    """How image pixels fall on one feature map: cell = pixel * scale.

    `rows` x `columns` cells; `scale_x`, `scale_y` are cells per image pixel (the image's true resize ratio
    over the feature stride); `pooling` is "roi_pool" or "roi_align"; `output_size` the pooled side in bins;
    `sampling_ratio` the sampling points per bin side of roi_align (0: adaptive). `shift` cells are added
    after scaling: half a cell where roi_align takes a cell's corner for its centre ("aligned=False").
    `from_side`: of several maps, the RoIs whose geometric mean side is at least this many image pixels, and
    less than the next map's, are pooled from this one.
    """

    rows: int
    columns: int
    scale_x: float
    scale_y: float
    stride: int
    pooling: str
    output_size: int = 7
    sampling_ratio: int = 2
    shift: float = 0.0
    from_side: float = 0.0


def grid_of_each(grids: Sequence[FeatureGrid], boxes: BoxArray) -> NDArray[np.intp]:
    """Return, for each of N boxes in image pixels, the index of the map that it is pooled from.

    With several maps that is decided by the RoI's area (Lin et al. 2017, "Feature Pyramid Networks", eq. 1).
    """
    starts = np.array([grid.from_side for grid in grids], np.float32)
    sides = np.sqrt(np.prod(boxes[:, 2:] - boxes[:, :2], axis=1))
    return np.maximum(np.searchsorted(starts, sides, side="right") - 1, 0)


@dataclass(frozen=True, slots=True, eq=False)
class DetectionRun:
    """Everything that one pass of an image through all stages gave.

    `content_key` names the image; `grids` are the feature maps the RoIs are pooled from; `seconds` the time
    of each stage ("proposals", "backbone", "roi_head", "nms", "total"; the first two run at the same time);
    `note` tells the user what was done differently than asked (None when nothing was); `description` what
    the image looks like, as numbers of length 1 (None: not known).
    """

    content_key: str
    proposals: Proposals
    scored: ScoredRois
    detections: Detections
    grids: tuple[FeatureGrid, ...]
    seconds: Mapping[str, float] = field(default_factory=dict)
    device: Message | None = None
    note: Message | None = None
    description: NDArray[np.float32] | None = None


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """What the window shows of a loaded checkpoint; `devices` are those that torch sees on this machine."""

    name: str
    path: str
    preset: str
    class_names: tuple[str, ...]
    pooling: str
    device: Message
    licence: str = ""
    facts: Mapping[str, str | Message] = field(default_factory=dict)
    devices: tuple[str, ...] = ("cpu",)
