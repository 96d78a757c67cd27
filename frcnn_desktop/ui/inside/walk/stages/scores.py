"""Scores and boxes: the RoIs above the threshold, before and after box regression."""

from __future__ import annotations

from PySide6.QtGui import QColor

from frcnn_desktop.core.counted import counted
from frcnn_desktop.explain.box_deltas import encode_deltas
from frcnn_desktop.ui.canvas.colours import class_colour
from frcnn_desktop.ui.canvas.roi_marks import EXACT
from frcnn_desktop.ui.inside.marks import boxes_of, draw_box, draw_link, draw_tags
from frcnn_desktop.ui.inside.walk.legend import Entry, Mark
from frcnn_desktop.ui.inside.walk.paint_target import VEIL, PaintTarget, photo_rect
from frcnn_desktop.ui.inside.walk.result_marks import class_entries, tags_of
from frcnn_desktop.ui.inside.walk.stage import Choice, Stage
from frcnn_desktop.ui.inside.walk.state import Walk
from frcnn_desktop.ui.inside.walk.views import Found, Missing, found
from frcnn_desktop.ui.kit.numbers import grouped, milliseconds, signed
from frcnn_desktop.ui.shell.action_ids import ActionSpec

PAIRS_SHOWN, PAIRS_NAMED = 24, 6
"""Of the boxes above the threshold, how many are drawn with their RoI, and how many of them are named."""


class ScoresStage(Stage[Found]):
    """The boxes above the score threshold, each with the RoI that it was regressed from."""

    name, order = "scores", 70
    choices = Choice.ROI

    @property
    def title(self) -> str:
        """Its name on the slider and above pictures."""
        return self.tr("Scores, boxes")

    @property
    def sentence(self) -> str:
        """What the head gives every RoI."""
        return self.tr(
            "Fully connected layers give every RoI a probability for each class, and for each class a "
            "better box."
        )

    @property
    def command(self) -> ActionSpec:
        """Its row in the menu."""
        return self.row(
            "F8",
            self.tr("S&cores and boxes"),
            self.tr("Show the boxes above the score threshold, before and after regression"),
        )

    def needs(self, walk: Walk) -> Found | Missing:
        """Return the detections of the open image and how NMS came to them, or what is missing."""
        return found(walk)

    def facts(self, seen: Found) -> list[str]:
        """Return the scores computed, the boxes above the threshold, and how the followed RoI has moved."""
        rois, classes = seen.run.scored.scores.shape
        one, many = self.tr("{count} RoI × {classes} scores"), self.tr("{count} RoIs × {classes} scores")
        text = counted(rois, one, many, count=grouped(rois), classes=classes)
        if (seconds := seen.run.seconds.get("roi_head")) is not None:
            text = self.tr("{scores} in {time}").format(scores=text, time=milliseconds(seconds))
        above = counted(
            len(seen.story),
            self.tr("{count} box ≥ {threshold}, {drawn} drawn"),
            self.tr("{count} boxes ≥ {threshold}, {drawn} drawn"),
            count=grouped(len(seen.story)),
            threshold=f"{seen.filter.score_threshold:.2f}",
            drawn=min(PAIRS_SHOWN, len(seen.story)),
        )
        return [text, above, self._regression(seen, seen.followed) if seen.followed is not None else ""]

    def paint(self, target: PaintTarget, seen: Found) -> None:
        """Draw RoIs dashed and linked to their boxes, the best pairs only, the followed one on top."""
        story, painter, frame = seen.story, target.painter, target.frame
        photo = photo_rect(target, seen.image)
        painter.fillRect(photo, VEIL)
        count = min(len(story), PAIRS_SHOWN)
        raw = boxes_of(frame, seen.run.scored.boxes[story.rows[:count]])
        better = boxes_of(frame, story.boxes[:count])
        # The followed RoI lies above all others and is as strong as one alone.
        order = sorted(range(count), key=lambda place: (story.rows[place] == seen.followed, -place))
        for place in order:
            followed = story.rows[place] == seen.followed
            colour = class_colour(seen.class_name(place))
            before = QColor(EXACT)
            before.setAlphaF(1.0 if followed else 0.55)
            draw_box(painter, raw[place], before, frame, 2 if followed else 1, dash=True)
            colour.setAlphaF(1.0 if followed else 0.2 + 0.5 * float(story.scores[place]))
            draw_box(painter, better[place], colour, frame, 3 if followed else 1)
            draw_link(painter, raw[place].center(), better[place].center(), colour, frame)
        draw_tags(painter, tags_of(seen, range(min(count, PAIRS_NAMED))), frame, photo)

    def legend(self, seen: Found) -> list[Entry]:
        """Return the classes of what is drawn, and what dashes mean."""
        story = seen.story
        names = [seen.class_name(place) for place in range(min(len(story), PAIRS_SHOWN))]
        entries = class_entries(names)
        entries.append(Entry(Mark.DASHES, self.tr("RoI before regression"), EXACT, width=1))
        if seen.followed in story.rows[:PAIRS_SHOWN]:
            entries.append(Entry(Mark.DASHES, self.tr("the followed RoI"), EXACT, width=3))
        return entries

    def _regression(self, seen: Found, row: int) -> str:
        """Return the best class of a RoI, with the deltas from it to the box regressed for that class."""
        scored = seen.run.scored
        scores = scored.scores[row]
        index = int(scores[1:].argmax()) + 1
        # To the box as it was cut to the image.
        box = scored.class_boxes[row : row + 1, index]
        dx, dy, dw, dh = encode_deltas(seen.run.proposals.boxes[row : row + 1], box)[0].tolist()
        return self.tr("proposal {rank}: {name} {score}, deltas ({dx}, {dy}, {dw}, {dh})").format(
            rank=row + 1,
            name=scored.class_names[index - 1],
            score=f"{float(scores[index]):.2f}",
            dx=signed(dx), dy=signed(dy), dw=signed(dw), dh=signed(dh),
        )  # fmt: skip


STAGE = ScoresStage()
