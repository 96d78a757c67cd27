"""The objects of one image as arrays.

Shapes: G objects. Boxes are xyxy, half-open, in pixels of the image as displayed; class index 0 is
background.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.annotation import ImageAnnotation
from frcnn_desktop.core.boxes import BoxArray, as_box_array, read_only
from frcnn_desktop.voc.left_out import SortedObjects, sort_objects

_NO_BOXES = read_only(as_box_array([]))


@dataclass(frozen=True, slots=True, eq=False)
class GroundTruth:
    """What is in one image: `boxes` G x 4, `class_indices` G in 1..K, `difficult` G bool.

    `ignored` M x 4 are the regions of objects that were left out: nothing is learnt from them, and what is
    detected there is neither right nor wrong. `complete` is False where an object was left out whose place
    the file does not tell: then no place of the image is known to be background.
    """

    boxes: BoxArray
    class_indices: NDArray[np.int64]
    difficult: NDArray[np.bool_]
    ignored: BoxArray = field(default_factory=lambda: _NO_BOXES)
    complete: bool = True

    def __len__(self) -> int:
        return len(self.boxes)


def ground_truth_of(annotation: ImageAnnotation, class_names: Sequence[str]) -> GroundTruth:
    """Return the objects of an annotation that take part where these classes are asked for."""
    return ground_truth_from(sort_objects(annotation, class_names), class_names)


def ground_truth_from(objects: SortedObjects, class_names: Sequence[str]) -> GroundTruth:
    """Return sorted objects as arrays. Those that take part must all be of one of the classes."""
    indices = {name: index for index, name in enumerate(class_names, start=1)}
    used, regions = objects.used, [box for each in objects.left_out for box in each.regions]
    return GroundTruth(
        read_only(as_box_array([each.box for each in used])),
        read_only(np.array([indices[each.name] for each in used], dtype=np.int64)),
        read_only(np.array([each.difficult for each in used], dtype=np.bool_)),
        read_only(as_box_array(regions)),
        all(each.regions for each in objects.left_out),
    )
