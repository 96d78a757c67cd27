"""The suggestions of the open image as values: where and what they are now, and which may be seen."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

import numpy as np

from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.core.boxes import Box, as_box_array, pairwise_iou, read_only
from frcnn_desktop.core.detections import Detections
from frcnn_desktop.ui.detect.detection_rows import rows_of
from frcnn_desktop.workers.learning.messages import ImageSuggestions

SAME_PLACE_IOU = 0.5
"""A suggestion that overlaps any object this much has been answered by it: there is one object a place."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """One suggestion: `made` and `made_name` as the head made it, `box` and `name` as the person has changed
    it since."""

    made: Box
    made_name: str
    box: Box
    name: str
    score: float
    rejected: bool = False


def suggested_of(message: ImageSuggestions) -> tuple[Suggested, ...]:
    """Return the suggestions of a message, best first."""
    rows = zip(message.boxes.tolist(), message.names, message.scores.tolist(), strict=True)
    boxes = (((x1, y1, x2, y2), name, score) for (x1, y1, x2, y2), name, score in rows)
    return tuple(Suggested(box, name, box, name, score) for box, name, score in boxes)


def open_rows(
    suggested: Sequence[Suggested], objects: Sequence[ObjectAnnotation], hidden: Set[str]
) -> tuple[int, ...]:
    """Return which suggestions wait for an answer: not rejected, of no hidden class, where no object is."""
    rows = [row for row, each in enumerate(suggested) if not each.rejected and each.name not in hidden]
    free = uncovered([suggested[row].box for row in rows], [item.box for item in objects])
    return tuple(row for row, is_free in zip(rows, free, strict=True) if is_free)


def uncovered(boxes: Sequence[Box], others: Sequence[Box]) -> list[bool]:
    """Say of each box whether none of the others lies where it does."""
    if not boxes or not others:
        return [True] * len(boxes)
    overlaps = pairwise_iou(as_box_array(boxes), as_box_array(others))
    return (overlaps.max(axis=1) < SAME_PLACE_IOU).tolist()


def of_other_classes(found: Detections, known: Set[str], taken: Sequence[Box]) -> Detections | None:
    """Return the detections of classes that are not known, where no box is `taken`; None without any."""
    boxes: list[Box] = [(x1, y1, x2, y2) for x1, y1, x2, y2 in found.boxes.tolist()]
    free = uncovered(boxes, taken)
    rows = [row for row, name in enumerate(found.class_names) if name not in known and free[row]]
    return rows_of(found, rows) if rows else None


def as_detections(rows: Sequence[Suggested]) -> Detections:
    """Return suggestions as rows of detections. They come from no single proposal: its indices are negative,
    each its own."""
    names = tuple(each.name for each in rows)
    known = {name: index for index, name in enumerate(dict.fromkeys(names), start=1)}
    return Detections(
        read_only(as_box_array([each.box for each in rows])),
        read_only(np.array([each.score for each in rows], np.float32)),
        read_only(np.array([known[name] for name in names], np.int64)),
        names,
        read_only(-1 - np.arange(len(rows), dtype=np.int64)),
    )


def joined(first: Detections, second: Detections) -> Detections:
    """Return the rows of both, one after the other."""
    return Detections(
        np.concatenate([first.boxes, second.boxes]),
        np.concatenate([first.scores, second.scores]),
        np.concatenate([first.class_indices, second.class_indices]),
        (*first.class_names, *second.class_names),
        np.concatenate([first.proposal_indices, second.proposal_indices]),
    )
