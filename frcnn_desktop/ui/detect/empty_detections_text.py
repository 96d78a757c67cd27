"""Why no detection is listed, and what to try."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from frcnn_desktop.core.detections import DetectionFilter, DetectionRun, Detections

_LEAST = 0.05
"""Below this score nothing is worth a look: the slider does not go there."""


class NothingWords(QObject):
    """Sentences in the place of an empty list. `draw_key` names the key that draws a box."""

    def __init__(self, draw_key: Callable[[], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._key = draw_key

    def no_image(self) -> str:
        """Say what the list is for."""
        return self.tr("What is found in the open image is listed here.")

    def why(self, run: DetectionRun, filtered: Detections | None, used: DetectionFilter) -> str:
        """Say why a run shows nothing; `filtered` is what its filter leaves, objects or not."""
        if not len(run.proposals):
            text = self.tr(
                "No proposals: the image is too even to tell regions apart. Draw boxes with {key}."
            )
            return text.format(key=self._key())
        if filtered is not None and len(filtered):
            return self.tr("Everything that was found is an object now.")
        best = _highest_scores(run, used)
        if any(best.get(name, 0.0) >= used.threshold_of(name) for name in used.hidden_classes):
            return self.tr("What was found is of a hidden class. Click the class to bring it back.")
        shown = [name for name in best if name not in used.hidden_classes]
        name = max(shown, key=best.__getitem__, default="")
        score = best.get(name, 0.0)
        if score < _LEAST:
            return self.tr("Nothing was found. Draw boxes with {key}.").format(key=self._key())
        text = self.tr(
            "Nothing reaches this score. The best guess is {name}, {score}: lower the score to see it, or"
            " draw a box with {key}."
        )
        return text.format(name=name, score=f"{score:.2f}", key=self._key())


def _highest_scores(run: DetectionRun, used: DetectionFilter) -> dict[str, float]:
    """Return how sure the network is at most of each class."""
    scores = run.scored.scores[: used.max_proposals, 1:]
    highest = scores.max(axis=0, initial=0.0)
    return dict(zip(run.scored.class_names, map(float, highest), strict=True))
