"""Input: the photo as it goes into the network."""

from __future__ import annotations

from dataclasses import dataclass

from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.explain.walk_stages import FeatureMap
from frcnn_desktop.ui.inside.walk.paint_target import PaintTarget
from frcnn_desktop.ui.inside.walk.stage import Stage
from frcnn_desktop.ui.inside.walk.state import Walk
from frcnn_desktop.ui.inside.walk.views import Missing
from frcnn_desktop.ui.shell.action_ids import ActionSpec


@dataclass(frozen=True, slots=True, eq=False)
class Input:
    """The photo; `features`, once there, know the size it has in the network."""

    image: LoadedImage
    features: FeatureMap | None


class InputStage(Stage[Input]):
    """The photo alone, with its size before and after resizing."""

    name, order = "input", 10

    @property
    def title(self) -> str:
        """Its name on the slider and above pictures."""
        return self.tr("Input")

    @property
    def sentence(self) -> str:
        """What goes into the network."""
        return self.tr("The whole image goes through the network once, resized but never cropped.")

    @property
    def command(self) -> ActionSpec:
        """Its row in the menu."""
        return self.row("F2", self.tr("&Input"), self.tr("Show the photo as it goes into the network"))

    def needs(self, walk: Walk) -> Input | Missing:
        """Return the open image; its size in the network is known once features are there."""
        return Missing.IMAGE if walk.image is None else Input(walk.image, walk.features)

    def facts(self, seen: Input) -> list[str]:
        """Return width x height of the photo and, where known, of what the network gets."""
        image = seen.image
        parts = [self.tr("{width} × {height} px").format(width=image.width, height=image.height)]
        if seen.features is not None:
            width, height = seen.features.network_size
            parts.append(
                self.tr("{width} × {height} px in the network (× {ratio})").format(
                    width=width, height=height, ratio=f"{width / image.width:.3f}"
                )
            )
        return parts

    def paint(self, target: PaintTarget, seen: Input) -> None:
        """The photo itself is already there."""


STAGE = InputStage()
