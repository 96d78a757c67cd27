"""Feature map: what the backbone makes of the image."""

from __future__ import annotations

from frcnn_desktop.ui.inside.walk.legend import Entry
from frcnn_desktop.ui.inside.walk.map_marks import channel_text, draw_heat, heat_entry, map_levels
from frcnn_desktop.ui.inside.walk.paint_target import PaintTarget
from frcnn_desktop.ui.inside.walk.stage import Choice, Stage
from frcnn_desktop.ui.inside.walk.state import Walk
from frcnn_desktop.ui.inside.walk.views import Levels, MapView, Missing, feature_map
from frcnn_desktop.ui.kit.numbers import milliseconds
from frcnn_desktop.ui.shell.action_ids import ActionSpec

_ALPHA = 0.78


class FeatureMapStage(Stage[MapView]):
    """One channel of the feature map, or the mean of all, over the photo."""

    name, order = "features", 40
    choices = Choice.CHANNEL

    @property
    def title(self) -> str:
        """Its name on the slider and above pictures."""
        return self.tr("Feature map")

    @property
    def sentence(self) -> str:
        """What the backbone does, and that it does it once for all RoIs."""
        return self.tr("The backbone turns the image into one map of features, shared by every RoI.")

    @property
    def command(self) -> ActionSpec:
        """Its row in the menu."""
        return self.row("F5", self.tr("&Feature map"), self.tr("Show what the backbone makes of it"))

    def needs(self, walk: Walk) -> MapView | Missing:
        """Return the map with the chosen channel; it is missing until features are computed."""
        return feature_map(walk)

    def facts(self, seen: MapView) -> list[str]:
        """Return channel, columns x rows, stride, image pixels of a cell, and the time of the backbone."""
        grid, seconds = seen.grid, seen.run.seconds
        return [
            channel_text(seen),
            self.tr("{columns} × {rows} cells").format(columns=grid.columns, rows=grid.rows),
            self.tr("feature stride {stride}: a cell is {width} × {height} image pixels").format(
                stride=grid.stride, width=f"{1 / grid.scale_x:.1f}", height=f"{1 / grid.scale_y:.1f}"
            ),
            self.tr("backbone {time}").format(time=milliseconds(seconds["backbone"]))
            if "backbone" in seconds
            else "",
        ]

    def paint(self, target: PaintTarget, seen: MapView) -> None:
        """Draw the map nearly opaque, each cell where its image pixels are."""
        draw_heat(target, seen, map_levels(seen), _ALPHA)

    def legend(self, seen: MapView) -> list[Entry]:
        """Return the scale of the colours."""
        return [heat_entry(map_levels(seen))]

    def levels(self, seen: MapView) -> Levels:
        """Return the numbers of the lowest and the highest colour."""
        return map_levels(seen)


STAGE = FeatureMapStage()
