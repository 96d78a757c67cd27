"""Scoring a predictor on the images of a split."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from frcnn_desktop.core.detections import DetectionFilter
from frcnn_desktop.core.images import load_image
from frcnn_desktop.evaluation.recall import proposal_recall
from frcnn_desktop.evaluation.voc_ap import evaluate_voc
from frcnn_desktop.inference import Predictor
from frcnn_desktop.training.voc_data import AnnotatedImage

# Low enough that the whole precision-recall curve is there; the reference code keeps 100 an image.
CURVE_FILTER = DetectionFilter(score_threshold=0.01, nms_iou=0.3, max_detections=100)


@dataclass(frozen=True, slots=True)
class EvaluationReport:
    """`ap` 11-point, by class name, in 0..1; `recall` of the proposals at IoU .5, objects not difficult."""

    images: int
    map_11point: float
    map_area: float
    ap: dict[str, float]
    ap_area: dict[str, float]
    recall: float
    seconds_per_image: float

    def to_dict(self) -> dict[str, Any]:
        """Return what `evaluate --json` prints; null stands for what no object tells."""
        return {
            "images": self.images,
            "map_11point": _number(self.map_11point),
            "map_area": _number(self.map_area),
            "ap": _without_nan(self.ap),
            "ap_area": _without_nan(self.ap_area),
            "recall": _number(self.recall),
            "seconds_per_image": self.seconds_per_image,
        }


def evaluate(
    predictor: Predictor, images: Iterable[AnnotatedImage], class_names: Sequence[str]
) -> EvaluationReport:
    """Detect on every image and compare. Raises ImageLoadError for an image that cannot be read."""
    truths, detections, proposals, seconds = [], [], [], 0.0
    for image in images:
        run = predictor.run(load_image(image.path), CURVE_FILTER)
        truths.append(image.truth)
        detections.append(run.detections)
        proposals.append(run.proposals.boxes)
        seconds += run.seconds["total"]
    result = evaluate_voc(truths, detections, class_names)
    return EvaluationReport(
        images=len(truths),
        map_11point=result.map_11point,
        map_area=result.map_area,
        ap=dict(result.ap_11point),
        ap_area=dict(result.ap_area),
        recall=float(proposal_recall(truths, proposals)[0]),
        seconds_per_image=seconds / max(len(truths), 1),
    )


def _without_nan(values: dict[str, float]) -> dict[str, float | None]:
    return {name: _number(value) for name, value in values.items()}


def _number(value: float) -> float | None:
    return None if math.isnan(value) else value
