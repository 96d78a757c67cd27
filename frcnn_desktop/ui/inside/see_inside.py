"""The inside view as the application makes it: the walk, the worked example, pictures."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from frcnn_desktop.ui.canvas.canvas import ImageCanvas
from frcnn_desktop.ui.detect.detecting import DetectionControl
from frcnn_desktop.ui.detect.timings_panel import TimingsPanel
from frcnn_desktop.ui.document.session import DocumentSession
from frcnn_desktop.ui.inside.comparison.panel import WaysPanel
from frcnn_desktop.ui.inside.example.control import ExampleControl
from frcnn_desktop.ui.inside.inspector.panel import InspectorPanel
from frcnn_desktop.ui.inside.inspector.picture import InspectorPicture
from frcnn_desktop.ui.inside.pictures.export import PictureExport
from frcnn_desktop.ui.inside.pictures.shelf import PictureShelf
from frcnn_desktop.ui.inside.pictures.widget_picture import WidgetPicture
from frcnn_desktop.ui.inside.walk.control import WalkControl
from frcnn_desktop.ui.inside.walk.panels import WalkPicture
from frcnn_desktop.ui.inside.walk.pictures import StagePhotoPicture, StagePicture
from frcnn_desktop.ui.inside.walk.registry import STAGES
from frcnn_desktop.ui.inside.walk.stage import AnyStage
from frcnn_desktop.ui.inside.walk.state import Walk
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.ui.shell.actions import Actions
from frcnn_desktop.ui.shell.settings import Settings
from frcnn_desktop.workers.detect.engine_holder import EngineHolder
from frcnn_desktop.workers.inside.stages import InsideStages


class SeeInside(QObject):
    """`bar` goes under the canvas; other views add their pictures to `pictures`.

    Signals: `status_message(str)` a sentence for the status bar.
    """

    status_message = Signal(str)

    def __init__(
        self,
        canvas: ImageCanvas,
        actions: Actions,
        session: DocumentSession,
        detection: DetectionControl,
        holder: EngineHolder,
        settings: Settings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings, window = settings, canvas.window()
        self.stages = InsideStages(holder, self)
        self.pictures = PictureShelf(self)
        self.walk = WalkControl(canvas, actions, session, detection, self.stages, self)
        self.bar = self.walk.bar
        self._add_pictures()
        self.example = ExampleControl(window, self.walk, self.stages, self.pictures, self)
        self.export = PictureExport(window, session, self.pictures, self)
        actions[ActionId.EXAMPLE].triggered.connect(self.example.open_window)
        actions[ActionId.EXPORT_PICTURE].triggered.connect(self.export.open_dialog)
        fade = actions[ActionId.FADE_STAGES]
        fade.setChecked(settings.fade_stages)
        self.walk.fader.fades = settings.fade_stages
        fade.triggered.connect(self._on_fade)
        self.example.export_wanted.connect(self._on_export_example)
        self.export.status_message.connect(self.status_message)

    def offer_inspector(self, panel: InspectorPanel) -> None:
        """Let the RoI inspector be exported while it shows a RoI."""
        self.pictures.add(InspectorPicture(self.tr("RoI inspector"), panel))

    def offer_times(self, stages: TimingsPanel, ways: WaysPanel) -> None:
        """Let the times be exported while they are shown."""
        shown = (stages, *ways.told)
        self.pictures.add(WidgetPicture(self.tr("Where the time goes"), shown, lambda: stages.has_times))

    def shutdown(self) -> None:
        """End what moves and the threads that were started."""
        self.walk.fader.hide()
        self.stages.shutdown()
        self.export.gifs.shutdown()

    def _add_pictures(self) -> None:
        walk = self._walk_now
        self.pictures.add(StagePicture(self._stage_now, walk))
        self.pictures.add(StagePhotoPicture(self._stage_now, walk))
        self.pictures.add(WalkPicture(self.tr("The whole walk in one row"), len(STAGES), walk))
        self.pictures.add(WalkPicture(self.tr("The whole walk in rows of three"), 3, walk))

    @Slot(bool)
    def _on_fade(self, on: bool) -> None:
        self._settings.fade_stages = on

    @Slot()
    def _on_export_example(self) -> None:
        self.export.open_for(self.example.picture)

    def _walk_now(self) -> Walk:
        return self.walk.walk

    def _stage_now(self) -> AnyStage:
        return self.walk.stage
