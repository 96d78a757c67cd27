"""The walk through the stages with the worked example, and the export of pictures."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from frcnn_desktop.ui.feature import Context
from frcnn_desktop.ui.inside.example.control import ExampleControl
from frcnn_desktop.ui.inside.pictures.export import PictureExport
from frcnn_desktop.ui.inside.pictures.shelf import PictureShelf
from frcnn_desktop.ui.inside.walk.control import WalkControl
from frcnn_desktop.ui.inside.walk.panels import WalkPicture
from frcnn_desktop.ui.inside.walk.pictures import StagePhotoPicture, StagePicture
from frcnn_desktop.ui.inside.walk.registry import STAGES
from frcnn_desktop.ui.inside.walk.stage import AnyStage
from frcnn_desktop.ui.inside.walk.state import Walk
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.workers.inside.stages import InsideStages


class SeeInside(QObject):
    """The bar of the walk goes under the photo; other views add their pictures to `pictures`."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.shell)
        shell, actions = context.shell, context.actions
        self.stages = InsideStages(context.services.inference.holder, self)
        self.pictures = PictureShelf(self)
        self.walk = WalkControl(context, self.stages)
        shell.frame.add_foot(self.walk.bar)
        self._add_pictures()
        self.example = ExampleControl(shell.owner, self.walk, self.stages, self.pictures, self)
        self.export = PictureExport(shell.owner, context.session, self.pictures, self)
        self.export.status_message.connect(shell.status)
        actions.bind(ActionId.EXAMPLE, self.example.open_window)
        actions.bind(ActionId.EXPORT_PICTURE, self.export.open_dialog)
        self.example.export_wanted.connect(self._on_export_example)

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

    @Slot()
    def _on_export_example(self) -> None:
        self.export.open_for(self.example.picture)

    def _walk_now(self) -> Walk:
        return self.walk.walk

    def _stage_now(self) -> AnyStage:
        return self.walk.stage
