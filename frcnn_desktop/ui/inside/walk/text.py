"""What is said at each stage: its name, one sentence, and the numbers of this image's run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject

from frcnn_desktop.ui.inside.walk.paint import PAIRS_SHOWN, REMOVED_SHOWN
from frcnn_desktop.ui.inside.walk.roi_text import RoiWords
from frcnn_desktop.ui.inside.walk.state import Stage, Walk
from frcnn_desktop.ui.kit.localise import in_language
from frcnn_desktop.ui.kit.numbers import grouped, milliseconds


class WalkWords(QObject):
    """Finds the words; keeps nothing."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rois = RoiWords(self)

    def title(self, stage: Stage) -> str:
        """Return the stage's name."""
        tr = self.tr
        return {
            Stage.INPUT: tr("Input"),
            Stage.SEGMENTS: tr("Segments"),
            Stage.PROPOSALS: tr("Proposals"),
            Stage.FEATURES: tr("Feature map"),
            Stage.PROJECTION: tr("RoI projection"),
            Stage.POOLING: tr("RoI pooling"),
            Stage.SCORES: tr("Scores, boxes"),
            Stage.NMS: tr("NMS"),
            Stage.DETECTIONS: tr("Detections"),
        }[stage]

    def photo_alone(self, stage: Stage) -> str:
        """Return the name of the picture that has no words in it."""
        return self.tr("{stage}, photo alone").format(stage=self.title(stage))

    def sentence(self, stage: Stage) -> str:
        """Return what happens at a stage, in one sentence."""
        tr = self.tr
        return {
            Stage.INPUT: tr("The whole image goes through the network once, resized but never cropped."),
            Stage.SEGMENTS: tr(
                "Selective search begins with regions of like colour, found by joining neighbouring pixels."
            ),
            Stage.PROPOSALS: tr(
                "Regions are grouped step by step, and the box around every group is a proposal; only its "
                "coordinates go on."
            ),
            Stage.FEATURES: tr("The backbone turns the image into one map of features, shared by every RoI."),
            Stage.PROJECTION: tr(
                "Each proposal is moved onto the map: coordinates times the scale, rounded to whole cells."
            ),
            Stage.POOLING: tr(
                "Whatever its size, the RoI becomes one fixed grid: each bin keeps the largest value in it."
            ),
            Stage.SCORES: tr(
                "Fully connected layers give every RoI a probability for each class, and for each class a "
                "better box."
            ),
            Stage.NMS: tr(
                "Where boxes of one class overlap, the one with the best score stays and removes the others."
            ),
            Stage.DETECTIONS: tr("What is left is what was found: a class, a score and a box for each."),
        }[stage]

    def facts(self, stage: Stage, walk: Walk) -> str:
        """Return the numbers of this image, or why there are none."""
        if not walk.has(stage):
            return walk.problem or self._missing(walk)
        tell: dict[Stage, Callable[[Walk], str]] = {
            Stage.INPUT: self._input,
            Stage.SEGMENTS: self._segments,
            Stage.PROPOSALS: self._proposals,
            Stage.FEATURES: self._rois.features,
            Stage.PROJECTION: self._rois.projection,
            Stage.POOLING: self._rois.pooling,
            Stage.SCORES: self._scores,
            Stage.NMS: self._nms,
            Stage.DETECTIONS: self._detections,
        }
        return tell[stage](walk)

    def _missing(self, walk: Walk) -> str:
        if walk.image is None:
            return self.tr("Open an image to see inside.")
        if walk.run is None:
            return self.tr("This image has not been detected yet. Press I to detect it.")
        if walk.followed is None:
            return self.tr("There is no proposal to follow in this image.")
        return self.tr("Being computed…")

    def _input(self, walk: Walk) -> str:
        assert walk.image is not None
        parts = [self.tr("{width} × {height} px").format(width=walk.image.width, height=walk.image.height)]
        if walk.features is not None:
            width, height = walk.features.network_size
            parts.append(
                self.tr("{width} × {height} px in the network (× {ratio})").format(
                    width=width, height=height, ratio=f"{width / walk.image.width:.3f}"
                )
            )
        return _joined(*parts)

    def _segments(self, walk: Walk) -> str:
        assert walk.segments is not None
        found = walk.segments.segments
        height, width = found.labels.shape
        return _joined(
            self.tr("{count} segments").format(count=grouped(found.count)),
            self.tr("{width} × {height} px").format(width=width, height=height),
            self.tr("k = {k}, σ = {sigma}, at least {size} px, {space}").format(
                k=f"{found.k:g}", sigma=f"{found.sigma:g}", size=found.min_size, space=found.colour_space
            ),
            milliseconds(found.seconds),
        )

    def _proposals(self, walk: Walk) -> str:
        assert walk.run is not None
        found = walk.run.proposals
        return _joined(
            self.tr("{count} proposals").format(count=grouped(len(found))),
            self.tr("the best {count} drawn").format(count=grouped(min(walk.limit, len(found)))),
            ", ".join(found.method.split(", ")[:2]),
            self._time_of_search(found.seconds),
        )

    def _time_of_search(self, seconds: Mapping[str, float]) -> str:
        if "cache" in seconds:
            return self.tr("kept from an earlier run")
        return milliseconds(sum(seconds.values())) if seconds else ""

    def _scores(self, walk: Walk) -> str:
        assert walk.run is not None
        assert walk.story is not None
        scored = walk.run.scored
        rois, classes = scored.scores.shape
        drawn = min(PAIRS_SHOWN, len(walk.story))
        return _joined(
            self._scoring(rois, classes, walk.run.seconds.get("roi_head")),
            self.tr("{count} boxes ≥ {threshold}, {drawn} drawn").format(
                count=grouped(len(walk.story)), threshold=f"{walk.filter.score_threshold:.2f}", drawn=drawn
            ),
            self._rois.regression(walk),
        )

    def _scoring(self, rois: int, classes: int, seconds: float | None) -> str:
        """Return how many scores there are and how long pooling and head took for them."""
        text = self.tr("{rois} RoIs × {classes} scores").format(rois=grouped(rois), classes=classes)
        if seconds is None:
            return text
        return self.tr("{scores} in {time}").format(scores=text, time=milliseconds(seconds))

    def _nms(self, walk: Walk) -> str:
        assert walk.run is not None
        assert walk.story is not None
        kept = int(walk.story.kept.sum())
        removed = len(walk.story) - kept
        if walk.filter.soft_nms:
            rule = self.tr("soft-NMS lowers the scores of {count} more").format(count=grouped(removed))
        else:
            rule = self.tr("{count} removed with IoU > {iou}").format(
                count=grouped(removed), iou=f"{walk.filter.nms_iou:.2f}"
            )
        return _joined(
            self.tr("{count} boxes").format(count=grouped(len(walk.story))),
            self.tr("{count} kept").format(count=grouped(kept)),
            rule,
            self.tr("the best {count} of them drawn").format(count=REMOVED_SHOWN)
            if removed > REMOVED_SHOWN
            else "",
            milliseconds(walk.run.seconds["nms"]) if "nms" in walk.run.seconds else "",
        )

    def _detections(self, walk: Walk) -> str:
        assert walk.run is not None
        assert walk.detections is not None
        names = Counter(walk.detections.class_names).most_common(6)
        total = walk.run.seconds.get("total")
        return _joined(
            self.tr("{count} detections").format(count=len(walk.detections)),
            self.tr("placed by box voting") if walk.filter.box_voting else "",
            ", ".join(f"{name} {count}" for name, count in names),
            self.tr("whole run {time}").format(time=milliseconds(total)) if total is not None else "",
            in_language(walk.run.device),
        )


def _joined(*parts: str) -> str:
    return "  ·  ".join(part for part in parts if part)
