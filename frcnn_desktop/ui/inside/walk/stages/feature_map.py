"""Feature map: what the backbone makes of the image."""

from __future__ import annotations

from frcnn_desktop.ui.inside.walk.legend import Entry
from frcnn_desktop.ui.inside.walk.map_marks import channel_text, draw_heat, heat_entry, map_levels
from frcnn_desktop.ui.inside.walk.paint_target import PaintTarget
from frcnn_desktop.ui.inside.walk.stage import Choice, Stage
from frcnn_desktop.ui.inside.walk.state import Walk
from frcnn_desktop.ui.inside.walk.views import Levels, MapView, Missing, feature_map
from frcnn_desktop.ui.kit.numbers import milliseconds

_ALPHA = 0.78


class FeatureMapStage(Stage[MapView]):
    name, key = "features", "F5"
    choices = Choice.CHANNEL

    @property
    def title(self) -> str:
        return self.tr("Feature map")

    @property
    def sentence(self) -> str:
        return self.tr("The backbone turns the image into one map of features, shared by every RoI.")

    @property
    def menu_text(self) -> str:
        return self.tr("&Feature map")

    @property
    def tip(self) -> str:
        return self.tr("Show what the backbone makes of it")

    def needs(self, walk: Walk) -> MapView | Missing:
        return feature_map(walk)

    def facts(self, seen: MapView) -> list[str]:
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
        draw_heat(target, seen, map_levels(seen), _ALPHA)

    def legend(self, seen: MapView) -> list[Entry]:
        return [heat_entry(map_levels(seen))]

    def levels(self, seen: MapView) -> Levels:
        return map_levels(seen)
