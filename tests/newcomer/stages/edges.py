"""Edges: where neighbouring pixels differ most."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF

from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.ui.inside.walk.paint_target import PaintTarget, photo_rect
from frcnn_desktop.ui.inside.walk.stage import Stage
from frcnn_desktop.ui.inside.walk.state import Walk
from frcnn_desktop.ui.inside.walk.views import Missing
from frcnn_desktop.ui.kit.images import to_qimage
from frcnn_desktop.ui.shell.action_ids import ActionSpec


class EdgesStage(Stage[LoadedImage]):
    """Steps from pixel to pixel, from left to right."""

    name, order = "edges", 15

    @property
    def title(self) -> str:
        """Its name on the slider and above pictures."""
        return self.tr("Edges")

    @property
    def sentence(self) -> str:
        """What is seen."""
        return self.tr("Where neighbouring pixels differ, something may begin.")

    @property
    def command(self) -> ActionSpec:
        """Its row in the menu."""
        return self.row("Ctrl+F9", self.tr("Ed&ges"), self.tr("Show where neighbouring pixels differ"))

    def needs(self, walk: Walk) -> LoadedImage | Missing:
        """Return the open image, or what is missing."""
        return Missing.IMAGE if walk.image is None else walk.image

    def facts(self, seen: LoadedImage) -> list[str]:
        """Return how many steps there are in a row."""
        return [self.tr("{count} steps in each row").format(count=seen.width - 1)]

    def paint(self, target: PaintTarget, seen: LoadedImage) -> None:
        """Draw the steps in the place of the photo."""
        steps = np.abs(np.diff(seen.rgb.astype(np.int16), axis=1)).astype(np.uint8)
        image = to_qimage(np.ascontiguousarray(steps))
        target.painter.drawImage(photo_rect(target, seen), image, QRectF(image.rect()))


STAGE = EdgesStage()
