"""What the detector said about one image, enough for every figure without the network.

Shapes: D detections, G objects. Boxes are xyxy, half-open, in pixels of the image as displayed.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.boxes import BoxArray
from frcnn_desktop.evaluation.ground_truth import GroundTruth


@dataclass(frozen=True, slots=True, eq=False)
class ImageResult:
    """Detections of one image: `boxes` D x 4, `scores` D, `class_indices` D in 1..K.

    `best_overlaps` G float32 is the highest IoU of any proposal with each object of the truth that
    `truth_key` names; `seconds` what the detection took; `content_key` names the image file's bytes, by
    which another image of the same id is found out ("" in files of versions that did not know it).
    """

    image_id: str
    boxes: BoxArray
    scores: NDArray[np.float32]
    class_indices: NDArray[np.int64]
    best_overlaps: NDArray[np.float32]
    truth_key: str
    seconds: float
    content_key: str


@dataclass(frozen=True, slots=True)
class ResultsOrigin:
    """Where results come from; those of different origins are never mixed.

    `model_key` is a digest of the checkpoint's bytes, `settings` says how detections were filtered and
    proposals made.
    """

    class_names: tuple[str, ...]
    model_key: str
    settings: str


def truth_key(truth: GroundTruth) -> str:
    """Return a digest of an image's objects: `best_overlaps` mean something for these alone."""
    digest = hashlib.blake2b(digest_size=16)
    for array in (truth.boxes, truth.class_indices, truth.difficult):
        digest.update(np.ascontiguousarray(array).tobytes())
    if len(truth.ignored):
        digest.update(b"ignored" + np.ascontiguousarray(truth.ignored).tobytes())
    return digest.hexdigest()
