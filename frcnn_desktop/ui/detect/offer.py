"""What is shown and accepted in the place of the model's detections."""

from __future__ import annotations

from dataclasses import dataclass

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

    def emptied(self) -> Offer:
        """Return one that offers nothing, until it is known what there is."""
        return Offer(rows_of(self.detections, ()))
