"""The objects of one image as arrays.

Shapes: G objects. Boxes are xyxy, half-open, in pixels of the image as displayed; class index 0 is
background.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.annotation import ImageAnnotation
from frcnn_desktop.core.boxes import BoxArray, as_box_array, read_only


@dataclass(frozen=True, slots=True, eq=False)
class GroundTruth:
    """What is in one image: `boxes` G x 4, `class_indices` G in 1..K, `difficult` G bool."""

    boxes: BoxArray
    class_indices: NDArray[np.int64]
    difficult: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.boxes)


def ground_truth_of(annotation: ImageAnnotation, class_names: Sequence[str]) -> GroundTruth:
    """Return the objects of an annotation whose class is among `class_names`, without inverted boxes."""
    indices = {name: index for index, name in enumerate(class_names, start=1)}
    known = [
        each
        for each in annotation.objects
        if each.name in indices and each.box[0] < each.box[2] and each.box[1] < each.box[3]
    ]
    return GroundTruth(
        read_only(as_box_array([each.box for each in known])),
        read_only(np.array([indices[each.name] for each in known], dtype=np.int64)),
        read_only(np.array([each.difficult for each in known], dtype=np.bool_)),
    )
