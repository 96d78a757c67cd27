"""What became of a proposal, in plain words."""

from __future__ import annotations

from PySide6.QtCore import QObject

from frcnn_desktop.core.detections import DetectionFilter
from frcnn_desktop.explain.detection_story import FOREGROUND_IOU, Explanation, Fate
from frcnn_desktop.ui.live.explain_card import CardText

NEAR_MISS = 0.01
"""Scores closer than this to the threshold are written with more digits."""


class ExplainWords(QObject):
    """Makes the text of a card in the user's language."""

    def nothing(self, object_name: str | None) -> CardText:
        """Say that no proposal is here: on the object asked about, or at the point."""
        if object_name is None:
            sentence = self.tr("No proposal holds this point, so the detector never looked here.")
        else:
            sentence = self.tr(
                "No proposal even touches this {name}, so the detector could not find it."
            ).format(name=object_name)
        return CardText(self.tr("No proposal here"), sentence)

    def card(
        self, explanation: Explanation, settings: DetectionFilter, object_name: str | None = None
    ) -> CardText:
        """Tell the fate of a proposal for its best class, and how it lies on the object asked about."""
        sentence = self._fate(explanation, settings)
        title = self._title(explanation)
        if not explanation.covers and object_name is not None:
            title = self.tr("No proposal with IoU ≥ {iou:.2f} here").format(iou=FOREGROUND_IOU)
            missed = self.tr(
                "The closest proposal overlaps this {name} with IoU {iou:.2f} only, so the detector had"
                " little chance to find it."
            )
            sentence = missed.format(name=object_name, iou=explanation.iou) + " " + sentence
        name = explanation.meter.best
        button = self.tr("Make it an object: {name}").format(name=name) if name else ""
        return CardText(title, sentence, self._facts(explanation, object_name), button)

    def _title(self, explanation: Explanation) -> str:
        tr = self.tr
        titles = {
            Fate.KEPT: tr("Detected: {name}"),
            Fate.SUPPRESSED: tr("Suppressed by a better {name}"),
            Fate.FADED: tr("Faded beside a better {name}"),
            Fate.BELOW_THRESHOLD: tr("Below the score threshold"),
            Fate.BEYOND_LIMIT: tr("Beyond the proposal limit"),
            Fate.HIDDEN_CLASS: tr("Class hidden: {name}"),
            Fate.CUT: tr("Beyond the detection limit"),
            Fate.TOO_THIN: tr("Thinner than a pixel"),
        }
        return titles[explanation.outcome.fate].format(name=explanation.meter.best)

    def _fate(self, explanation: Explanation, settings: DetectionFilter) -> str:
        meter, better = explanation.meter, explanation.outcome.suppressor
        if not meter.best:
            return self.tr("No class scores even 0.01 here: the detector takes this for background.")
        if not meter.top:
            return self.tr("The model knows no classes.")
        name, score = meter.top[0]
        threshold = settings.threshold_of(name)
        # A near miss must not read as none.
        digits = 2 if abs(threshold - score) >= NEAR_MISS else 4
        return self._sentence(explanation).format(
            name=name,
            score=f"{score:.{digits}f}",
            short=f"{threshold - score:.{digits}f}",
            threshold=f"{threshold:.{digits}f}",
            rank=explanation.row + 1,
            limit=settings.max_proposals,
            most=settings.max_detections,
            nms=settings.nms_iou,
            better=better.score if better is not None else 0.0,
            overlap=better.iou if better is not None else 0.0,
        )

    def _sentence(self, explanation: Explanation) -> str:
        """Return the sentence of a fate, with places for the numbers."""
        tr, fate, meter = self.tr, explanation.outcome.fate, explanation.meter
        if fate is Fate.BELOW_THRESHOLD and meter.background > meter.top[0][1]:
            return tr(
                "The detector takes this proposal for background: its best class, {name}, scores {score},"
                " {short} below the threshold of {threshold}."
            )
        sentences = {
            Fate.KEPT: tr("This proposal became a detection: {name} with score {score}."),
            Fate.BELOW_THRESHOLD: tr(
                "Its best class, {name}, scores {score}, {short} below the threshold of {threshold}."
            ),
            Fate.BEYOND_LIMIT: tr(
                "It scores {score} as {name}, but ranks {rank} and only the best {limit} proposals are used."
            ),
            Fate.HIDDEN_CLASS: tr("It scores {score} as {name}, but this class is hidden."),
            Fate.CUT: tr("It scores {score} as {name}, but only the best {most} detections are shown."),
            Fate.TOO_THIN: tr("It scores {score} as {name}, but its box would be thinner than a pixel."),
            Fate.FADED: tr(
                "It scores {score} as {name}, but overlaps better ones: soft-NMS lowered its score below the"
                " threshold of {threshold}."
            ),
            Fate.SUPPRESSED: tr(
                "It scores {score} as {name}, but a {name} with {better:.2f} (dashed) overlaps it with IoU"
                " {overlap:.2f}. NMS keeps only the better of two above {nms:.2f}."
            ),
        }
        return sentences[fate]

    def _facts(self, explanation: Explanation, object_name: str | None) -> str:
        x1, y1, x2, y2 = explanation.meter.box
        facts = self.tr("Proposal {rank} of {count} · {width:.0f} × {height:.0f} px").format(
            rank=explanation.row + 1, count=explanation.count, width=x2 - x1, height=y2 - y1
        )
        if explanation.iou is None:
            return facts
        overlap = self.tr("IoU {iou:.2f} with this {name}").format(iou=explanation.iou, name=object_name)
        return f"{facts}\n{overlap}"
