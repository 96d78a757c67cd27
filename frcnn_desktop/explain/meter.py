"""What the detector thinks of one box, in the form people see it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from frcnn_desktop.core.boxes import Box
from frcnn_desktop.core.detections import ScoredRois

TOP_CLASSES = 5


@dataclass(frozen=True, slots=True)
class BoxMeter:
    """`box` as scored; `top` the best classes, (name, score), best first; `background` its score;
    `ghost` the box that the regression of the best class proposes instead."""

    box: Box
    top: tuple[tuple[str, float], ...]
    background: float
    ghost: Box

    @property
    def best(self) -> str:
        """The best class name; "" where no class has a score."""
        return self.top[0][0] if self.top else ""


def read_meter(scored: ScoredRois, row: int = 0) -> BoxMeter:
    """Return the meter of one scored RoI."""
    scores = scored.scores[row, 1:]
    order = np.argsort(-scores, kind="stable")
    # Scores of a run that was kept on disk are 0 where they were too small to be kept.
    top = tuple((scored.class_names[k], float(scores[k])) for k in order[:TOP_CLASSES] if scores[k] > 0)
    ghost = scored.class_boxes[row, int(order[0]) + 1] if top else scored.boxes[row]
    return BoxMeter(_floats(scored.boxes[row]), top, float(scored.scores[row, 0]), _floats(ghost))


def class_scores(scored: ScoredRois, row: int = 0) -> dict[str, float]:
    """Return the score of every class of one scored RoI, background left out."""
    return {
        name: float(score) for name, score in zip(scored.class_names, scored.scores[row, 1:], strict=True)
    }


def _floats(box: np.ndarray) -> Box:
    x1, y1, x2, y2 = (float(value) for value in box)
    return x1, y1, x2, y2
