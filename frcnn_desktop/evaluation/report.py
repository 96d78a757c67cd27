"""All figures of an evaluation, from results and truth alone.

Shapes: K classes. Everything is in 0..1; NaN stands for what no object tells.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from frcnn_desktop.evaluation.bootstrap import BootstrapIntervals, Interval, bootstrap_intervals
from frcnn_desktop.evaluation.coco_ap import coco_available, evaluate_coco
from frcnn_desktop.evaluation.error_kinds import ERROR_KINDS, MISS_REASONS, Mistake, find_mistakes
from frcnn_desktop.evaluation.ground_truth import GroundTruth
from frcnn_desktop.evaluation.image_result import ImageResult, truth_key
from frcnn_desktop.evaluation.matching import match_classes
from frcnn_desktop.evaluation.recall import coverage
from frcnn_desktop.evaluation.voc_ap import PrecisionRecall, voc_result


@dataclass(frozen=True, slots=True, eq=False)
class EvaluationReport:
    """`ap` is 11-point, by class name. `recall` and `recall_70` are the proposals' at IoU .5 and .7, `mabo`
    is their mean average best overlap, on objects that are not difficult; NaN when the objects are not those
    that the results were made with. `coco` and `intervals` are None when not computed.
    """

    images: int
    objects: Mapping[str, int]
    map_11point: float
    map_area: float
    ap: Mapping[str, float]
    ap_area: Mapping[str, float]
    recall: float
    recall_70: float
    mabo: float
    seconds_per_image: float
    coco: Mapping[str, float] | None
    intervals: BootstrapIntervals | None
    mistakes: Sequence[Mistake]
    curves: Mapping[str, PrecisionRecall]

    def to_dict(self) -> dict[str, Any]:
        """Return what `evaluate --json` prints; null stands for what is not known."""
        intervals = self.intervals
        return {
            "images": self.images,
            "objects": dict(self.objects),
            "map_11point": _number(self.map_11point),
            "map_area": _number(self.map_area),
            "map_11point_interval": None if intervals is None else _pair(intervals.map_11point),
            "ap": _without_nan(self.ap),
            "ap_area": _without_nan(self.ap_area),
            "ap_interval": None if intervals is None else {n: _pair(v) for n, v in intervals.ap.items()},
            "bootstrap_resamples": 0 if intervals is None else intervals.resamples,
            "coco": None if self.coco is None else _without_nan(self.coco),
            "recall": _number(self.recall),
            "recall_70": _number(self.recall_70),
            "mabo": _number(self.mabo),
            "errors": self.error_table(),
            "seconds_per_image": _number(self.seconds_per_image),
        }

    def error_table(self) -> dict[str, Any]:
        """Return the number of mistakes of each kind, overall and by class, and why objects are missed."""
        names = list(self.ap)
        by_class = {name: Counter[str]() for name in names}
        for each in self.mistakes:
            by_class[names[each.class_index - 1]][each.kind] += 1
        reasons = Counter(each.reason for each in self.mistakes if each.reason is not None)
        total = sum(by_class.values(), Counter[str]())
        return {
            "total": {kind: total[kind] for kind in ERROR_KINDS},
            "by_class": {
                name: {kind: found[kind] for kind in ERROR_KINDS} for name, found in by_class.items()
            },
            "missed_because": {reason: reasons[reason] for reason in MISS_REASONS},
        }


def make_report(
    ground_truth: Sequence[GroundTruth],
    results: Sequence[ImageResult],
    class_names: Sequence[str],
    *,
    resamples: int = 0,
    seed: int = 0,
) -> EvaluationReport:
    """Compute every figure; `resamples` above 0 asks for bootstrap intervals.

    COCO's figures are there when its package is installed. Raises ValueError when the numbers of images
    differ.
    """
    matches = match_classes(ground_truth, results, len(class_names))
    voc = voc_result(matches, class_names)
    known = all(truth_key(t) == r.truth_key for t, r in zip(ground_truth, results, strict=True))
    overlaps = [each.best_overlaps for each in results] if known else None
    covered = coverage(ground_truth, overlaps)
    count = len(results)
    return EvaluationReport(
        images=count,
        objects={n: each.object_count for n, each in zip(class_names, matches, strict=True)},
        map_11point=voc.map_11point,
        map_area=voc.map_area,
        ap=voc.ap_11point,
        ap_area=voc.ap_area,
        recall=covered.recall_50,
        recall_70=covered.recall_70,
        mabo=covered.mabo,
        seconds_per_image=sum(each.seconds for each in results) / max(count, 1),
        coco=evaluate_coco(ground_truth, results, class_names) if coco_available() else None,
        intervals=bootstrap_intervals(matches, class_names, resamples=resamples, seed=seed)
        if resamples
        else None,
        mistakes=find_mistakes(ground_truth, results, matches, class_names, overlaps),
        curves=voc.curves,
    )


def _pair(interval: Interval) -> list[float | None]:
    return [_number(each) for each in interval]


def _without_nan(values: Mapping[str, float]) -> dict[str, float | None]:
    return {name: _number(value) for name, value in values.items()}


def _number(value: float) -> float | None:
    return None if math.isnan(value) else value
