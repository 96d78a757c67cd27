"""Proposals: the boxes around groups of regions, by rank."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from frcnn_desktop.core.boxes import BoxArray
from frcnn_desktop.core.counted import counted
from frcnn_desktop.core.detections import Proposals
from frcnn_desktop.ui.canvas.colours import rank_colour
from frcnn_desktop.ui.canvas.outlines import draw_outlines, rank_pixels
from frcnn_desktop.ui.canvas.strokes import mitred
from frcnn_desktop.ui.inside.marks import boxes_of
from frcnn_desktop.ui.inside.walk.legend import Entry, Mark
from frcnn_desktop.ui.inside.walk.paint_target import PaintTarget
from frcnn_desktop.ui.inside.walk.stage import Choice, Stage
from frcnn_desktop.ui.inside.walk.state import Walk
from frcnn_desktop.ui.inside.walk.views import Missing
from frcnn_desktop.ui.kit.numbers import grouped, milliseconds
from frcnn_desktop.ui.shell.action_ids import ActionSpec

_BEST_ALPHA, _WORST_ALPHA = 0.95, 0.16


@dataclass(frozen=True, slots=True, eq=False)
class Proposed:
    """All proposals, and how many of them are drawn."""

    proposals: Proposals
    drawn: int


class ProposalsStage(Stage[Proposed]):
    """The best proposals, in the colours of their ranks."""

    name, order = "proposals", 30
    choices = Choice.LIMIT

    @property
    def title(self) -> str:
        """Its name on the slider and above pictures."""
        return self.tr("Proposals")

    @property
    def sentence(self) -> str:
        """What selective search makes of regions."""
        return self.tr(
            "Regions are grouped step by step, and the box around every group is a proposal; only its "
            "coordinates go on."
        )

    @property
    def command(self) -> ActionSpec:
        """Its row in the menu."""
        return self.row("F4", self.tr("&Proposals"), self.tr("Show the proposals by rank"))

    def needs(self, walk: Walk) -> Proposed | Missing:
        """Return the proposals and how many of them are drawn, or what is missing."""
        if walk.image is None:
            return Missing.IMAGE
        if walk.run is None:
            return Missing.RUN
        return Proposed(walk.run.proposals, min(walk.limit, len(walk.run.proposals)))

    def facts(self, seen: Proposed) -> list[str]:
        """Return how many there are, how many are drawn, the method, and the time of the search."""
        found = seen.proposals
        one, many = self.tr("{count} proposal"), self.tr("{count} proposals")
        return [
            counted(len(found), one, many, count=grouped(len(found))),
            self.tr("the best {count} drawn").format(count=grouped(seen.drawn)),
            ", ".join(found.method.split(", ")[:2]),
            self._time_of_search(found.seconds),
        ]

    def paint(self, target: PaintTarget, seen: Proposed) -> None:
        """Draw the outlines, the best on top: pixel by pixel, or as lines where the picture may be an SVG."""
        boxes = seen.proposals.boxes[: seen.drawn]
        if target.vector:
            _draw_outlines_one_by_one(target, boxes)
        else:
            _draw_outlines_at_once(target, boxes)

    def legend(self, seen: Proposed) -> list[Entry]:
        """Return the scale from rank 1 to the last that is drawn."""
        last = self.tr("rank {rank}").format(rank=seen.drawn)
        return [Entry(Mark.BAR, last, low=self.tr("rank 1"))]

    def _time_of_search(self, seconds: Mapping[str, float]) -> str:
        if "cache" in seconds:
            return self.tr("kept from an earlier run")
        return milliseconds(sum(seconds.values())) if seconds else ""


def _draw_outlines_one_by_one(target: PaintTarget, boxes: BoxArray) -> None:
    target.painter.setBrush(Qt.BrushStyle.NoBrush)
    for rank in range(len(boxes) - 1, -1, -1):
        colour = rank_colour(rank / max(len(boxes) - 1, 1))
        colour.setAlphaF(max(_WORST_ALPHA, _BEST_ALPHA * np.exp(-rank / (40 + len(boxes) / 10))))
        target.painter.setPen(mitred(colour, target.frame.pixels(1)))
        target.painter.drawRect(boxes_of(target.frame, boxes[rank])[0])


def _draw_outlines_at_once(target: PaintTarget, boxes: BoxArray) -> None:
    frame = target.frame
    overlay = QImage(frame.width, frame.height, QImage.Format.Format_ARGB32_Premultiplied)
    overlay.fill(Qt.GlobalColor.transparent)
    pixels = rank_pixels(len(boxes), _BEST_ALPHA, _WORST_ALPHA)
    draw_outlines(overlay, frame.to_device(boxes)[::-1], pixels[::-1], frame.pixels(1))
    target.painter.drawImage(0, 0, overlay)


STAGE = ProposalsStage()
