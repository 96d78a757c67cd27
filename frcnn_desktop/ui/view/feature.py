"""Looking at the photo: zoom, panels, theme."""

from __future__ import annotations

from frcnn_desktop.ui.canvas.colours import class_colour
from frcnn_desktop.ui.feature import Context, Feature
from frcnn_desktop.ui.view.look_control import LookControl
from frcnn_desktop.ui.view.tone_control import ToneControl
from frcnn_desktop.ui.view.window_control import WindowControl
from frcnn_desktop.ui.view.zoom import ZoomControl


class ViewFeature(Feature):
    """Brings zoom, the tone of the photo, and the commands of the window itself; no panel."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        context.canvas.set_class_colours(class_colour)
        self.tones = ToneControl(context)
        self.looks = LookControl(context)
        self._controls = (ZoomControl(context), WindowControl(context))
