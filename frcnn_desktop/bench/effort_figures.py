"""The figures of labelling with suggestions, as ratios to the hand."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from frcnn_desktop.bench.effort_account import Account
from frcnn_desktop.bench.effort_robot import Effort
from frcnn_desktop.bench.effort_stream import ACCEPTED_FROM, LabelledStep, StreamResult
from frcnn_desktop.core.assignment import best_assignment
from frcnn_desktop.core.boxes import pairwise_iou
from frcnn_desktop.evaluation.ground_truth import GroundTruth
from frcnn_desktop.evaluation.voc_ap import evaluate_voc
from frcnn_desktop.learning.costs import RIGHT_IOU
from frcnn_desktop.learning.samples import LabelledObjects
from frcnn_desktop.learning.suggestions import Suggestions

BANDS = {
    "1-20": (0, 20),
    "21-50": (20, 50),
    "51-100": (50, 100),
    "101-200": (100, 200),
    "first_100": (0, 100),
}
NUMBERS = {"1-10": (0, 10), "11-20": (10, 20), "21-50": (20, 50), "51-100": (50, 100), "101-200": (100, 200)}
"""Images by their number in an order, for the account."""
_LAST = 20
_MAIN = ACCEPTED_FROM.index(RIGHT_IOU)
# Two-sided 95 % of Student's t by degrees of freedom.
_T = (0.0, 12.71, 4.30, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26, 2.23)


def arm_figures(orders: Sequence[StreamResult], class_names: tuple[str, ...]) -> dict[str, Any]:
    """Return one arm's figures over all orders, as issue and README state them."""
    first = [_ratio(order.steps, BANDS["first_100"], _MAIN, _seconds) for order in orders]
    refits = np.concatenate([np.array(order.refit_seconds) for order in orders])
    labels = np.array([_label_quality(order.steps) for order in orders]).mean(axis=0)
    quality = np.array([_prequential(order.steps, class_names) for order in orders]).mean(axis=0)
    median, late = np.percentile(refits, (50, 95)) if len(refits) else (0.0, 0.0)
    keys = "final_recall", "final_precision", "final_recall_75", "final_precision_75", "final_mean_iou"
    return {
        "seconds_ratio": _bands(orders, _MAIN, _seconds),
        "actions_ratio": _bands(orders, _MAIN, _actions),
        "actions_ratio_without_next": _bands(orders, _MAIN, lambda effort: effort.actions),
        "seconds_ratio_accepted_from": {
            str(accepted): _bands(orders, level, _seconds) for level, accepted in enumerate(ACCEPTED_FROM)
        },
        "interval": _interval(first),
        "prequential_f1": round(float(quality[0]), 4),
        "prequential_ap50": round(float(quality[1]), 4),
        **{key: round(float(value), 4) for key, value in zip(keys, labels, strict=True)},
        "refit_p50_s": round(float(median), 2),
        "refit_p95_s": round(float(late), 2),
        "refits": len(refits),
        "refits_taken": sum(order.taken for order in orders),
        "seconds_spent_on": _losses(orders),
        "account": _account(orders),
        "objects": sum(step.hand.objects for step in orders[0].steps),
        "images": len(orders[0].steps),
    }


def _seconds(effort: Effort) -> float:
    return effort.seconds


def _actions(effort: Effort) -> float:
    return effort.actions + effort.images


def _ratio(
    steps: Sequence[LabelledStep], band: tuple[int, int], level: int, measure: Callable[[Effort], float]
) -> float:
    inside = steps[slice(*band)]
    hand = sum(measure(step.hand) for step in inside)
    return sum(measure(step.ours[level]) for step in inside) / max(hand, 1e-9)


def _bands(
    orders: Sequence[StreamResult], level: int, measure: Callable[[Effort], float]
) -> dict[str, float]:
    """Return the mean ratio of each band that has images; a small set has all of its under first_100."""
    count = len(orders[0].steps)
    return {
        name: round(float(np.mean([_ratio(order.steps, band, level, measure) for order in orders])), 4)
        for name, band in BANDS.items()
        if band[0] < count
    }


def _interval(values: Sequence[float]) -> list[float]:
    """Return the 95 % interval of the mean over orders; of one order, its value twice."""
    mean, count = float(np.mean(values)), len(values)
    if count < 2:
        return [round(mean, 4)] * 2
    t = _T[count - 1] if count <= len(_T) else 1.96
    half = t * float(np.std(values, ddof=1)) / math.sqrt(count)
    return [round(mean - half, 4), round(mean + half, 4)]


def _losses(orders: Sequence[StreamResult]) -> dict[str, float]:
    """Return what the seconds of the first hundred images went to, as shares of the hand's seconds."""
    total: dict[str, float] = {}
    hand = 0.0
    for order in orders:
        for step in order.steps[:100]:
            hand += step.hand.seconds
            for what, seconds in step.ours[_MAIN].losses.items():
                total[what] = total.get(what, 0.0) + seconds
    return {what: round(seconds / max(hand, 1e-9), 4) for what, seconds in total.items()}


def _account(orders: Sequence[StreamResult]) -> dict[str, dict[str, float]]:
    """Return shares of the hand's seconds for each range of `NUMBERS` that has images, and for all: what the
    robot's went to, with drawing by its causes, and all of them were one thing perfect."""
    count = len(orders[0].steps)
    bands = {name: band for name, band in NUMBERS.items() if band[0] < count}
    return {
        name: _shares([step for order in orders for step in order.steps[slice(*band)]])
        for name, band in {**bands, "all": (0, count)}.items()
    }


def _shares(steps: Sequence[LabelledStep]) -> dict[str, float]:
    hand = max(sum(step.hand.seconds for step in steps), 1e-9)
    why = Account.total(step.account for step in steps)
    total = {f"draw: {cause}": seconds for cause, seconds in why.drawn.items()}
    for step in steps:
        for what, seconds in step.ours[_MAIN].losses.items():
            if what != "draw":
                total[what] = total.get(what, 0.0) + seconds
    total |= {f"all, if {name}": seconds for name, seconds in why.bounds.items()}
    return {what: round(seconds / hand, 4) for what, seconds in total.items()}


def _label_quality(steps: Sequence[LabelledStep]) -> list[float]:
    """Return recall and precision at IoU .5 and at .75, and the mean IoU, of the labels as saved."""
    found = {0.5: 0, 0.75: 0}
    overlaps: list[float] = []
    labels = objects = 0
    for step in steps:
        counted = ~step.truth.difficult
        names = np.array(step.truth.names, object)[counted]
        iou = pairwise_iou(step.final.boxes, step.truth.boxes[counted])
        iou = np.where(np.array(step.final.names, object)[:, None] == names[None, :], iou, 0)
        pairs = best_assignment(iou.astype(np.float64))
        overlaps += [float(iou[pair]) for pair in pairs]
        labels, objects = labels + len(step.final.names), objects + len(names)
        for least in found:
            found[least] += sum(iou[pair] >= least for pair in pairs)
    shares = [found[least] / max(total, 1) for least in found for total in (objects, labels)]
    return [*shares, float(np.mean(overlaps)) if overlaps else 0.0]


def _prequential(steps: Sequence[LabelledStep], class_names: tuple[str, ...]) -> tuple[float, float]:
    """Return F1 of what was shown and AP50 of all suggestions, before correction, on the last images."""
    last = steps[-_LAST:]
    right, shown, objects = (
        sum(getattr(step.ours[_MAIN], name) for step in last) for name in ("right", "shown", "objects")
    )
    indices = {name: index for index, name in enumerate(class_names, start=1)}
    truths = [_truth(step.truth, indices) for step in last]
    result = evaluate_voc(truths, [_Scored(step.suggested, indices) for step in last], class_names)
    return 2 * right / max(shown + objects, 1), result.map_11point


def _truth(objects: LabelledObjects, indices: dict[str, int]) -> GroundTruth:
    classes = np.array([indices[name] for name in objects.names], np.int64)
    return GroundTruth(objects.boxes, classes, objects.difficult)


class _Scored:
    """Suggestions as `evaluate_voc` takes detections: scored by the chance of an object of the class."""

    def __init__(self, suggested: Suggestions, indices: dict[str, int]) -> None:
        self.boxes, self.scores = suggested.boxes, suggested.scores * suggested.certainty
        self.class_indices = np.array([indices[name] for name in suggested.names], np.int64)
