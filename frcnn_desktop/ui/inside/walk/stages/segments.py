"""Segments: the regions that selective search begins with."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from frcnn_desktop.core.counted import counted
from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.ui.inside.walk.paint_target import PaintTarget, photo_rect
from frcnn_desktop.ui.inside.walk.stage import Stage
from frcnn_desktop.ui.inside.walk.state import Walk
from frcnn_desktop.ui.inside.walk.views import Missing
from frcnn_desktop.ui.kit.images import to_qimage
from frcnn_desktop.ui.kit.numbers import grouped, milliseconds
from frcnn_desktop.ui.shell.action_ids import ActionSpec
from frcnn_desktop.workers.inside.messages import SegmentsReady


@dataclass(frozen=True, slots=True, eq=False)
class Segmented:
    """What the stage is made of; `answer` holds the segments and their picture, at the size searched at."""

    image: LoadedImage
    answer: SegmentsReady


class SegmentsStage(Stage[Segmented]):
    """The first segmentation of selective search, each region in a colour of its own."""

    name, order = "segments", 20

    @property
    def title(self) -> str:
        """Its name on the slider and above pictures."""
        return self.tr("Segments")

    @property
    def sentence(self) -> str:
        """Where selective search begins."""
        return self.tr(
            "Selective search begins with regions of like colour, found by joining neighbouring pixels."
        )

    @property
    def command(self) -> ActionSpec:
        """Its row in the menu."""
        return self.row("F3", self.tr("&Segments"), self.tr("Show the regions that search begins with"))

    def needs(self, walk: Walk) -> Segmented | Missing:
        """Return the segments of the open image; they are computed for this stage alone."""
        if walk.image is None:
            return Missing.IMAGE
        return Missing.RESULT if walk.segments is None else Segmented(walk.image, walk.segments)

    def facts(self, seen: Segmented) -> list[str]:
        """Return how many there are, the size searched at, the parameters, and the time."""
        found = seen.answer.segments
        height, width = found.labels.shape
        one, many = self.tr("{count} segment"), self.tr("{count} segments")
        return [
            counted(found.count, one, many, count=grouped(found.count)),
            self.tr("{width} × {height} px").format(width=width, height=height),
            self.tr("k = {k}, σ = {sigma}, at least {size} px, {space}").format(
                k=f"{found.k:g}", sigma=f"{found.sigma:g}", size=found.min_size, space=found.colour_space
            ),
            milliseconds(found.seconds),
        ]

    def paint(self, target: PaintTarget, seen: Segmented) -> None:
        """Draw the painted segments, smoothly scaled, in the place of the photo."""
        image = to_qimage(seen.answer.painted, borrow=True)
        target.painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        target.painter.drawImage(photo_rect(target, seen.image), image, QRectF(image.rect()))


STAGE = SegmentsStage()
