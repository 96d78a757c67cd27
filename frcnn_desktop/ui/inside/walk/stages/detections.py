"""Detections: what is left at the end."""

from __future__ import annotations

from collections import Counter

from frcnn_desktop.core.counted import counted
from frcnn_desktop.ui.canvas.colours import class_colour
from frcnn_desktop.ui.inside.marks import Tag, boxes_of, draw_box, draw_tags
from frcnn_desktop.ui.inside.walk.legend import Entry
from frcnn_desktop.ui.inside.walk.paint_target import PaintTarget, photo_rect
from frcnn_desktop.ui.inside.walk.result_marks import class_entries
from frcnn_desktop.ui.inside.walk.stage import Stage
from frcnn_desktop.ui.inside.walk.state import Walk
from frcnn_desktop.ui.inside.walk.views import Found, Missing, found
from frcnn_desktop.ui.kit.localise import in_language
from frcnn_desktop.ui.kit.numbers import milliseconds
from frcnn_desktop.ui.shell.action_ids import ActionSpec

_CLASSES_COUNTED = 6


class DetectionsStage(Stage[Found]):
    """The end of the walk: the boxes that the filter leaves, with class and score."""

    name, order = "detections", 90

    @property
    def title(self) -> str:
        """Its name on the slider and above pictures."""
        return self.tr("Detections")

    @property
    def sentence(self) -> str:
        """What the remaining boxes are."""
        return self.tr("What is left is what was found: a class, a score and a box for each.")

    @property
    def command(self) -> ActionSpec:
        """Its row in the menu."""
        return self.row("Shift+F9", self.tr("&Detections"), self.tr("Show what is left at the end"))

    def needs(self, walk: Walk) -> Found | Missing:
        """Return the detections of the open image and how NMS came to them, or what is missing."""
        return found(walk)

    def facts(self, seen: Found) -> list[str]:
        """Return how many there are, of which classes, and what the whole run took."""
        names = Counter(seen.detections.class_names).most_common(_CLASSES_COUNTED)
        total = seen.run.seconds.get("total")
        return [
            counted(len(seen.detections), self.tr("{count} detection"), self.tr("{count} detections")),
            self.tr("placed by box voting") if seen.filter.box_voting else "",
            ", ".join(f"{name} {count}" for name, count in names),
            "" if total is None else self.tr("whole run {time}").format(time=milliseconds(total)),
            "" if seen.run.device is None else in_language(seen.run.device),
        ]

    def paint(self, target: PaintTarget, seen: Found) -> None:
        """Draw the boxes in the colours of their classes, the best on top, and their tags over all."""
        kept = seen.detections
        boxes = boxes_of(target.frame, kept.boxes)
        rows = list(zip(boxes, kept.class_names, kept.scores.tolist(), kept.boxes, strict=True))
        for rect, name, _, _ in reversed(rows):
            draw_box(target.painter, rect, class_colour(name), target.frame)
        tags = [Tag(f"{name}  {score:.2f}", box, class_colour(name)) for _, name, score, box in rows]
        draw_tags(target.painter, tags, target.frame, photo_rect(target, seen.image))

    def legend(self, seen: Found) -> list[Entry]:
        """Return the colour of each class that was found."""
        return class_entries(seen.detections.class_names)


STAGE = DetectionsStage()
