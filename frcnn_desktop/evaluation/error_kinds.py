"""What kind of mistakes a detector makes, after Hoiem, Chodpathumwan and Dai, "Diagnosing Error in Object
Detectors" (2012).

Shapes: D detections, G objects of one image. As there, each class is looked at where it has as many
detections as objects: its best N, N being the number of its objects that are not difficult (detections that
look at difficult objects are left out first). What is false among them is

- loose: the right class, IoU of at least .1 but not enough, or an object found a second time;
- similar: at least .1 on an object of a class that looks alike;
- other: at least .1 on an object of any other class;
- background: anything else.

An object that none of the best N finds is missed; `MissReason` says what stands in its way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.boxes import Box, pairwise_iou
from frcnn_desktop.evaluation.ground_truth import GroundTruth
from frcnn_desktop.evaluation.matching import ClassMatches, ScoredBoxes

ErrorKind: TypeAlias = Literal["loose", "similar", "other", "background", "missed"]
ERROR_KINDS: tuple[ErrorKind, ...] = ("loose", "similar", "other", "background", "missed")
MissReason: TypeAlias = Literal["no proposal", "low score", "loose box", "other class", "not seen"]
MISS_REASONS: tuple[MissReason, ...] = ("no proposal", "low score", "loose box", "other class", "not seen")

# Hoiem's groups. Classes of other data sets have none: taking one for another is "other".
SIMILAR_CLASSES: tuple[frozenset[str], ...] = (
    frozenset({"aeroplane", "bicycle", "boat", "bus", "car", "motorbike", "train"}),
    frozenset({"bird", "cat", "cow", "dog", "horse", "sheep", "person"}),
    frozenset({"chair", "diningtable", "sofa"}),
    frozenset({"aeroplane", "bird"}),
)
_TOUCHES = 0.1
_FINDS = 0.5


@dataclass(frozen=True, slots=True)
class Mistake:
    """One false detection, or one missed object.

    `image` is the image's place in the sequence; `class_index` and `box` are the detection's, or the missed
    object's; `other_box`, `other_class` the object that a false detection overlaps most (None: none), or the
    best detection in the way of a missed one; `iou` their overlap. `score` is 0 for a missed object without
    one. `twice` marks an object found a second time; `reason` tells why an object was missed.
    """

    kind: ErrorKind
    image: int
    class_index: int
    box: Box
    score: float
    other_box: Box | None = None
    other_class: int = 0
    iou: float = 0.0
    twice: bool = False
    reason: MissReason | None = None


def find_mistakes(
    ground_truth: Sequence[GroundTruth],
    detections: Sequence[ScoredBoxes],
    matches: Sequence[ClassMatches],
    class_names: Sequence[str],
    best_overlaps: Sequence[NDArray[np.float32]] | None = None,
) -> list[Mistake]:
    """Return every mistake of every class: false detections by class and falling score, then missed objects.

    `matches` are those of `match_classes`; `best_overlaps` (G each) are the proposals' best IoU with the
    objects, without which no miss is blamed on the proposals.
    """
    alike = _similarity(class_names)
    chosen = [_chosen(each) for each in matches]
    mistakes = [
        _false_detection(ground_truth[image], detections[image], row, image, alike)
        for each, rows in zip(matches, chosen, strict=True)
        for image, row, true in zip(each.images[rows], each.rows[rows], each.true[rows], strict=True)
        if not true
    ]
    seen = {
        (int(image), int(item))
        for each, rows in zip(matches, chosen, strict=True)
        for image, item, true in zip(each.images[rows], each.objects[rows], each.true[rows], strict=True)
        if true
    }
    kept = _rows_by_image(matches, chosen, len(ground_truth))
    for image, (truth, found) in enumerate(zip(ground_truth, detections, strict=True)):
        covered = None if best_overlaps is None else best_overlaps[image]
        missed = [row for row in range(len(truth)) if not truth.difficult[row] and (image, row) not in seen]
        mistakes += [_miss(truth, found, row, image, kept[image], covered) for row in missed]
    return mistakes


def _chosen(matches: ClassMatches) -> NDArray[np.int64]:
    return np.flatnonzero(~matches.ignored)[: matches.object_count]


def _similarity(class_names: Sequence[str]) -> NDArray[np.bool_]:
    """(K+1) x (K+1): which class indices name classes that look alike."""
    alike = np.zeros((len(class_names) + 1, len(class_names) + 1), np.bool_)
    for group in SIMILAR_CLASSES:
        rows = [index for index, name in enumerate(class_names, start=1) if name in group]
        alike[np.ix_(rows, rows)] = True
    return alike


def _rows_by_image(
    matches: Sequence[ClassMatches], chosen: Sequence[NDArray[np.int64]], images: int
) -> list[NDArray[np.int64]]:
    """Return which rows of each image's detections are among the best N of their class."""
    image_of = np.concatenate([each.images[rows] for each, rows in zip(matches, chosen, strict=True)])
    row_of = np.concatenate([each.rows[rows] for each, rows in zip(matches, chosen, strict=True)])
    order = np.argsort(image_of, kind="stable")
    return np.split(row_of[order], np.searchsorted(image_of[order], np.arange(1, images)))


def _false_detection(
    truth: GroundTruth, found: ScoredBoxes, row: int, image: int, alike: NDArray[np.bool_]
) -> Mistake:
    own = int(found.class_indices[row])
    box, score = _as_box(found.boxes[row]), float(found.scores[row])
    overlaps = pairwise_iou(found.boxes[row : row + 1], truth.boxes)[0]
    same = truth.class_indices == own
    looks: tuple[tuple[ErrorKind, NDArray[np.bool_]], ...] = (
        ("loose", same),
        ("similar", alike[own, truth.class_indices] & ~same),
        ("other", ~same),
    )
    for kind, objects in looks:
        fits = np.where(objects, overlaps, 0)
        best = int(fits.argmax()) if len(fits) else -1
        if best >= 0 and fits[best] >= _TOUCHES:
            iou = float(fits[best])
            other = int(truth.class_indices[best])
            twice = kind == "loose" and iou > _FINDS
            return Mistake(kind, image, own, box, score, _as_box(truth.boxes[best]), other, iou, twice)
    return Mistake("background", image, own, box, score)


def _miss(
    truth: GroundTruth,
    found: ScoredBoxes,
    row: int,
    image: int,
    kept: NDArray[np.int64],
    covered: NDArray[np.float32] | None,
) -> Mistake:
    overlaps = pairwise_iou(truth.boxes[row : row + 1], found.boxes)[0]
    same = found.class_indices == truth.class_indices[row]
    among = np.isin(np.arange(len(found.boxes)), kept)
    ways: tuple[tuple[MissReason, NDArray[np.bool_]], ...] = (
        ("low score", (overlaps > _FINDS) & same & ~among),
        ("loose box", (overlaps >= _TOUCHES) & same & among),
        ("other class", (overlaps > _FINDS) & ~same & among),
    )
    index, box = int(truth.class_indices[row]), _as_box(truth.boxes[row])
    without = covered is not None and bool(covered[row] <= _FINDS)
    for reason, rows in ways:
        if rows.any():
            best = int(np.where(rows, overlaps, -1).argmax())
            # A box that was found all the same, only too low, is not the proposals' fault.
            blamed: MissReason = "no proposal" if without and reason != "low score" else reason
            other, score = int(found.class_indices[best]), float(found.scores[best])
            there = _as_box(found.boxes[best])
            return Mistake(
                "missed", image, index, box, score, there, other, float(overlaps[best]), reason=blamed
            )
    return Mistake("missed", image, index, box, 0.0, reason="no proposal" if without else "not seen")


def _as_box(row: NDArray[np.float32]) -> Box:
    x1, y1, x2, y2 = row.tolist()
    return (x1, y1, x2, y2)
