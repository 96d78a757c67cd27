"""What is shown and accepted in the place of the model's detections."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from frcnn_desktop.core.detections import Detections
from frcnn_desktop.ui.detect.detection_rows import rows_of


@dataclass(frozen=True, slots=True, eq=False)
class Offer:
    """`suggested` are the rows that are suggestions, the others are detections, and `snapped` those that were
    tightened since; `message` is the sentence shown while there is no row."""

    detections: Detections
    suggested: frozenset[int] = frozenset()
    message: str = ""
    snapped: frozenset[int] = frozenset()

    def shows_the_same_as(self, other: Offer) -> bool:
        """Say whether nothing would be seen of putting one in the place of the other."""
        mine, others = self.detections, other.detections
        return (
            (self.suggested, self.message, self.snapped) == (other.suggested, other.message, other.snapped)
            and mine.class_names == others.class_names
            and np.array_equal(mine.boxes, others.boxes)
            and np.array_equal(mine.scores, others.scores)
        )

    def emptied(self) -> Offer:
        """Return one that offers nothing, until it is known what there is."""
        return Offer(rows_of(self.detections, ()))
