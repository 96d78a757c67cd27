"""NMS: which boxes of one class remove which."""

from __future__ import annotations

import numpy as np

from frcnn_desktop.core.counted import counted
from frcnn_desktop.ui.canvas.colours import class_colour
from frcnn_desktop.ui.inside.marks import boxes_of, draw_box, draw_link, draw_tags
from frcnn_desktop.ui.inside.walk.legend import Entry, Mark
from frcnn_desktop.ui.inside.walk.paint_target import VEIL, PaintTarget, photo_rect
from frcnn_desktop.ui.inside.walk.result_marks import class_entries, tags_of
from frcnn_desktop.ui.inside.walk.stage import Stage
from frcnn_desktop.ui.inside.walk.state import Walk
from frcnn_desktop.ui.inside.walk.views import Found, Missing, found
from frcnn_desktop.ui.kit.numbers import grouped, milliseconds
from frcnn_desktop.ui.shell.action_ids import ActionSpec

REMOVED_SHOWN = 150
_REMOVED_ALPHA = 0.6


class NmsStage(Stage[Found]):
    """The boxes of each class that stay, and the boxes that these remove."""

    name, order, key_goes_on = "nms", 80, True

    @property
    def title(self) -> str:
        """Its name on the slider and above pictures."""
        return self.tr("NMS")

    @property
    def sentence(self) -> str:
        """What non-maximum suppression does."""
        return self.tr(
            "Where boxes of one class overlap, the one with the best score stays and removes the others."
        )

    @property
    def command(self) -> ActionSpec:
        """Its row in the menu."""
        return self.row(
            "F9",
            self.tr("&NMS"),
            self.tr("Show which boxes remove which; the same key once more shows the detections"),
        )

    def needs(self, walk: Walk) -> Found | Missing:
        """Return the detections of the open image and how NMS came to them, or what is missing."""
        return found(walk)

    def facts(self, seen: Found) -> list[str]:
        """Return boxes, kept, removed or lowered by soft-NMS, and the time."""
        kept = int(seen.story.kept.sum())
        boxes = len(seen.story)
        removed = boxes - kept
        if seen.filter.soft_nms:
            rule = self.tr("soft-NMS lowers the scores of {count} more").format(count=grouped(removed))
        else:
            rule = self.tr("{count} removed with IoU > {iou}").format(
                count=grouped(removed), iou=f"{seen.filter.nms_iou:.2f}"
            )
        shown = self.tr("the best {count} of them drawn").format(count=REMOVED_SHOWN)
        seconds = seen.run.seconds.get("nms")
        return [
            counted(boxes, self.tr("{count} box"), self.tr("{count} boxes"), count=grouped(boxes)),
            self.tr("{count} kept").format(count=grouped(kept)),
            rule,
            shown if removed > REMOVED_SHOWN else "",
            "" if seconds is None else milliseconds(seconds),
        ]

    def paint(self, target: PaintTarget, seen: Found) -> None:
        """Draw kept boxes with tags, and the best removed ones dashed, each linked to what removed it."""
        story, painter, frame = seen.story, target.painter, target.frame
        photo = photo_rect(target, seen.image)
        painter.fillRect(photo, VEIL)
        boxes = boxes_of(frame, story.boxes)
        removed = np.flatnonzero(~story.kept)[:REMOVED_SHOWN][::-1]
        for place in removed.tolist():
            colour = class_colour(seen.class_name(place))
            colour.setAlphaF(_REMOVED_ALPHA)
            draw_box(painter, boxes[place], colour, frame, 1, dash=True)
            winner = int(story.removed_by[place])
            if winner >= 0:
                # From corner to corner: the centres of boxes on one object would all be one dot.
                draw_link(painter, boxes[place].topLeft(), boxes[winner].topLeft(), colour, frame)
        kept = np.flatnonzero(story.kept).tolist()
        for place in reversed(kept):
            draw_box(painter, boxes[place], class_colour(seen.class_name(place)), frame)
        draw_tags(painter, tags_of(seen, kept), frame, photo)

    def legend(self, seen: Found) -> list[Entry]:
        """Return the colour of each class, and what dashes mean where there is any box."""
        entries = class_entries([seen.class_name(place) for place in range(len(seen.story))])
        if entries:
            entries.append(Entry(Mark.DASHES, self.tr("removed"), entries[0].colour))
        return entries


STAGE = NmsStage()
