"""What became of the last suggestions puts the next ones right: their boxes, their order and their scores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.boxes import BoxArray, pairwise_iou, read_only
from frcnn_desktop.learning.box_correction import BoxCorrection, CorrectionRule, UsualSizes
from frcnn_desktop.learning.costs import LOOSE_IOU
from frcnn_desktop.learning.experience import Entry, Layout, packed, unpacked
from frcnn_desktop.learning.judging import judge, looks_at_difficult
from frcnn_desktop.learning.picture import Picture
from frcnn_desktop.learning.samples import LabelledObjects
from frcnn_desktop.learning.side_fit import SIDES_LAYOUT, SideFit, SideFitRule
from frcnn_desktop.learning.suggestions import NO_SUGGESTIONS, Suggestions
from frcnn_desktop.learning.worth import Worth, WorthRule, log_odds

_OVERLAP = 0.2
"""IoU with a better suggestion that counts as one."""
_CROWDED = 0.15
"""Share of the smaller of two boxes that the other covers, from which on they are in each other's way."""
_UNSEEN_ODDS = -4.0
"""Log odds of an object where the head suggests none."""
_HEADS_COLUMNS = NO_SUGGESTIONS.signs.shape[1] + 4
_WORTH = Layout("worth", ((np.float64, (_HEADS_COLUMNS,)), (np.float64, ())), 10_000)
_DRAWN_WORTH = Layout("drawn worth", ((np.float64, (6,)), (np.float64, ())), 10_000)
_CORRECTION = Layout("correction", ((np.float64, (3,)), (np.float64, (4,))), 10_000)


class _Part(Protocol):
    @property
    def history(self) -> tuple[Entry, ...]: ...

    def resume(self, history: Sequence[Entry]) -> None: ...


@dataclass(frozen=True, slots=True)
class HindsightRule:
    """How boxes are corrected and suggestions valued by what became of the last ones."""

    correction: CorrectionRule = field(default_factory=CorrectionRule)
    worth: WorthRule = field(default_factory=WorthRule)
    sides: SideFitRule = field(default_factory=SideFitRule)
    drawn_worth: WorthRule = field(default_factory=lambda: WorthRule(ridge=10.0))


@dataclass(frozen=True, slots=True, eq=False)
class Improved:
    """The suggestions of one image as the head `found` them and as they are `offered`, best first: `order`
    says from which rows of `found`. In the order of `found`: `signs` S x F tell their worth, `corrected`
    S x 4 are the boxes before their sides were fitted."""

    found: Suggestions
    offered: Suggestions
    order: NDArray[np.int64]
    signs: NDArray[np.float64]
    corrected: BoxArray


@dataclass(frozen=True, slots=True, eq=False)
class Weighed:
    """Drawn suggestions of one image as they are `offered`, best first. In that order: `chances` S are their
    scores as they were found, `signs` S x F tell their worth."""

    offered: Suggestions
    chances: NDArray[np.float32]
    signs: NDArray[np.float64]


class Hindsight:
    """Learns from each saved image what its suggestions were worth. Not thread-safe."""

    def __init__(self, rule: HindsightRule) -> None:
        self._sizes = UsualSizes(rule.correction)
        self._correction = BoxCorrection(rule.correction, self._sizes)
        self._worth = Worth(rule.worth)
        self._sides = SideFit(rule.sides)
        self._drawn_worth = Worth(rule.drawn_worth)

    def improved(
        self, found: Suggestions, width: int, height: int, picture: Picture | None = None
    ) -> Improved:
        """Return what the head found on an image of width x height with better boxes and scores; sides are
        fitted to what is to be seen on a `picture`."""
        corrected = self._correction.corrected(found.boxes, found.names, width, height)
        boxes = corrected if picture is None else self._sides.fitted(corrected, picture)
        overlaps = np.tril(pairwise_iou(boxes, boxes), -1).max(axis=1, initial=0.0)
        _, deviations = self._sizes.distances(boxes, found.names)
        signs = np.column_stack([overlaps / _OVERLAP, found.signs, deviations - 1])
        scores = self._worth.chances(found.scores, signs)
        order = np.argsort(-scores, kind="stable")
        offered = replace(found, boxes=read_only(boxes), scores=read_only(scores)).of(order)
        return Improved(found, offered, order, signs, corrected)

    def weighed(self, drawn: Suggestions, beside: Suggestions) -> Weighed:
        """Return what is drawn on an image with better scores; `beside` is what the head offers there.

        The head's scores and those of places come from models that know nothing of each other, and a class
        has one threshold: what was drawn has to be worth as much as what was found with the same score.
        """
        overlaps = pairwise_iou(drawn.boxes, beside.boxes)
        odds = np.where(overlaps >= LOOSE_IOU, log_odds(beside.scores), _UNSEEN_ODDS)
        _, deviations = self._sizes.distances(drawn.boxes, drawn.names)
        seen = odds.max(axis=1, initial=_UNSEEN_ODDS) / 2
        crowding = _crowding(drawn.boxes, drawn.scores)
        signs = np.column_stack([overlaps.max(axis=1, initial=0.0), seen, deviations - 1, crowding])
        scores = self._drawn_worth.chances(drawn.scores, signs)
        order = np.argsort(-scores, kind="stable")
        offered = replace(drawn, scores=read_only(scores)).of(order)
        return Weighed(offered, drawn.scores[order], signs[order])

    def drawn_saved(self, drawn: Weighed, objects: LabelledObjects, one_class: bool) -> None:
        """Judge what was drawn on an image by the objects that were saved, and learn from it."""
        counted = ~looks_at_difficult(drawn.offered, objects)
        judged = judge(drawn.offered, objects, one_class)
        self._drawn_worth.add(drawn.chances[counted], drawn.signs[counted], judged.gains)

    def saved(
        self, image: Improved, objects: LabelledObjects, one_class: bool, picture: Picture | None = None
    ) -> None:
        """Judge what was offered on an image by the objects that were saved, and learn from it."""
        offered, found = image.offered, image.found
        judged = judge(offered, objects, one_class)
        rows = image.order[~looks_at_difficult(offered, objects)]
        self._worth.add(found.scores[rows], image.signs[rows], judged.gains)
        counted = ~objects.difficult
        placed = np.ones(len(objects), np.bool_) if objects.placed is None else objects.placed
        self._correction.add(found.boxes, found.names, objects.boxes[counted], placed[counted])
        if picture is not None:
            boxes = offered.boxes[np.argsort(image.order)]
            self._sides.add(image.corrected, boxes, objects.boxes[counted], placed[counted], picture)
        self.met(objects)

    def met(self, objects: LabelledObjects) -> None:
        """Take note of how large the objects of an image are, whatever was suggested there."""
        counted = objects.counted
        self._sizes.add(counted.boxes, counted.names)

    @property
    def arrays(self) -> dict[str, NDArray]:
        """What became of suggestions so far, see `experience`; sizes of objects are not among it."""
        found: dict[str, NDArray] = {}
        for layout, part in self._parts:
            found |= packed(layout, part.history)
        return found

    def resume(self, arrays: Mapping[str, NDArray]) -> None:
        """Go on from such arrays instead of what was learnt. Raises UnsoundError; then nothing changes."""
        histories = [unpacked(layout, arrays) for layout, _ in self._parts]
        for history, (_, part) in zip(histories, self._parts, strict=True):
            part.resume(history)

    @property
    def _parts(self) -> tuple[tuple[Layout, _Part], ...]:
        return (
            (_WORTH, self._worth),
            (_DRAWN_WORTH, self._drawn_worth),
            (_CORRECTION, self._correction),
            (SIDES_LAYOUT, self._sides),
        )


def _crowding(boxes: BoxArray, scores: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return the logarithm of one plus how many likelier suggestions are in the way of each of S."""
    corners = boxes.astype(np.float64)
    areas = np.maximum(corners[:, 2:] - corners[:, :2], 1).prod(axis=1)
    low = np.maximum(corners[:, None, :2], corners[None, :, :2])
    high = np.minimum(corners[:, None, 2:], corners[None, :, 2:])
    common = np.maximum(high - low, 0).prod(axis=2)
    in_the_way = common > _CROWDED * np.minimum(areas[:, None], areas[None])
    return np.log1p((in_the_way & (scores[None] > scores[:, None])).sum(axis=1))
