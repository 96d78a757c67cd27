"""Average precision as COCO counts it, through faster-coco-eval.

COCO knows no difficult objects; they are given to it as crowds, which count neither for nor against. A crowd
takes any detection that lies mostly inside it, so this is a little kinder than the VOC rule. Its size limits
(small below 32 x 32, large from 96 x 96) are in pixels of the image as displayed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from typing import Any

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.errors import MissingPackageError
from frcnn_desktop.core.messages import Message
from frcnn_desktop.evaluation.ground_truth import GroundTruth
from frcnn_desktop.evaluation.matching import ScoredBoxes

# Where COCO's summary keeps them.
_FIGURES = {"AP": 0, "AP50": 1, "AP75": 2, "AP_small": 3, "AP_medium": 4, "AP_large": 5}


def coco_available() -> bool:
    """Say whether the package that computes the figures is installed."""
    return find_spec("faster_coco_eval") is not None


def evaluate_coco(
    ground_truth: Sequence[GroundTruth], detections: Sequence[ScoredBoxes], class_names: Sequence[str]
) -> Mapping[str, float]:
    """Return AP (mean over IoU .5 to .95), AP50, AP75, AP_small, AP_medium, AP_large, in 0..1.

    One entry of `ground_truth` and `detections` per image, in the same order; 100 detections an image count.
    NaN where there are no objects. Raises MissingPackageError when faster-coco-eval is not installed.
    """
    if not coco_available():
        raise MissingPackageError(Message("package.coco"))
    rows = _detection_rows(detections)
    if not any(len(each) for each in ground_truth):
        return dict.fromkeys(_FIGURES, float("nan"))
    from faster_coco_eval import COCO, COCOeval_faster

    truth = COCO(_annotations(ground_truth, class_names))
    evaluation = COCOeval_faster(truth, truth.loadRes(rows if len(rows) else []), "bbox")
    evaluation.evaluate()
    evaluation.accumulate()
    evaluation.summarize()
    stats = np.asarray(evaluation.stats, np.float64)
    # -1 is COCO's way of saying that there was nothing to measure.
    return {name: float(stats[row]) if stats[row] >= 0 else float("nan") for name, row in _FIGURES.items()}


def _annotations(ground_truth: Sequence[GroundTruth], class_names: Sequence[str]) -> dict[str, list]:
    annotations = []
    for image, truth in enumerate(ground_truth, start=1):
        sizes = truth.boxes[:, 2:] - truth.boxes[:, :2]
        for corner, size, kind, difficult in zip(
            truth.boxes.tolist(), sizes.tolist(), truth.class_indices.tolist(), truth.difficult, strict=True
        ):
            annotations.append(
                {
                    "id": len(annotations) + 1,
                    "image_id": image,
                    "category_id": kind,
                    "bbox": [*corner[:2], *size],
                    "area": size[0] * size[1],
                    "iscrowd": int(difficult),
                }
            )
        for region in truth.ignored.tolist():
            # Once for each class, as a crowd: no detection there is right or wrong.
            for kind in range(1, len(class_names) + 1):
                annotations.append(_left_out(len(annotations) + 1, image, kind, region))
    return {
        "images": [{"id": image} for image in range(1, len(ground_truth) + 1)],
        "annotations": annotations,
        "categories": [{"id": index, "name": name} for index, name in enumerate(class_names, start=1)],
    }


def _left_out(number: int, image: int, kind: int, region: Sequence[float]) -> dict[str, Any]:
    x1, y1, x2, y2 = region
    width, height = x2 - x1, y2 - y1
    return {
        "id": number,
        "image_id": image,
        "category_id": kind,
        "bbox": [x1, y1, width, height],
        "area": width * height,
        "iscrowd": 1,
    }


def _detection_rows(detections: Sequence[ScoredBoxes]) -> NDArray[np.float64]:
    """Return rows of image, x, y, width, height, score, class, as COCO's loader takes them."""
    parts = [np.zeros((0, 7))]
    for image, found in enumerate(detections, start=1):
        boxes = found.boxes.astype(np.float64)
        numbers = np.full(len(boxes), image)
        parts.append(
            np.column_stack(
                [numbers, boxes[:, :2], boxes[:, 2:] - boxes[:, :2], found.scores, found.class_indices]
            )
        )
    return np.concatenate(parts)
