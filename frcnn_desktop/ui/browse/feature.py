"""Opening images, walking through them, saving what was annotated."""

from __future__ import annotations

from PySide6.QtCore import Slot

from frcnn_desktop.ui.browse.browsing import BrowsingControl
from frcnn_desktop.ui.browse.classes_of_data import ClassesOfData
from frcnn_desktop.ui.browse.empty_state import EmptyState
from frcnn_desktop.ui.browse.file_commands import FileCommands
from frcnn_desktop.ui.browse.image_list_panel import ImageListPanel
from frcnn_desktop.ui.browse.recovery import RecoveryControl
from frcnn_desktop.ui.browse.resume import Resume
from frcnn_desktop.ui.browse.saved_searches import SavedSearches
from frcnn_desktop.ui.browse.saving import SavingControl
from frcnn_desktop.ui.browse.services import BrowseServices
from frcnn_desktop.ui.browse.workspace import Workspace
from frcnn_desktop.ui.feature import Context, Feature
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.ui.shell.dock_spec import DockPlace, DockSide, DockSpec
from frcnn_desktop.ui.shell.settings import Settings
from frcnn_desktop.ui.shell.switches import keep_switch


class BrowseFeature(Feature):
    """The window closes once the edits of the open image are saved or given up."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._frame = context.shell.frame
        self.services, self.workspace = BrowseServices.of(context), Workspace.of(context)
        self.images, self.empty_page = ImageListPanel.of(context), EmptyState(context.actions)
        self._frame.set_empty_page(self.empty_page)
        self.workspace.turned_to.connect(context.canvas.expect_photo)
        self.workspace.open_failed.connect(context.canvas.paint_first.let_go)
        place = DockPlace(DockSide.LEFT, order=10)
        self._dock = self._frame.add_dock(
            DockSpec("images", self.tr("Images"), self.images, place, foldable=False)
        )
        self.recovering = RecoveryControl(
            context.shell, self.workspace, context.session, self.services.recovery
        )
        self._controls = (
            BrowsingControl(context, self.workspace, self.images, self.empty_page, self.services.folders),
            SavingControl(context, self.workspace),
            SavedSearches(context, self.images),
            FileCommands(context, self.images),
            ClassesOfData(self.workspace, context.session, context.values.classes, self.services.folders),
        )
        self.resume = Resume.of(context)
        context.actions[ActionId.FIND_IMAGE].triggered.connect(self._on_find)
        grid = context.actions[ActionId.IMAGE_GRID]
        keep_switch(grid, Settings.image_grid, context.settings, self.images.set_grid)

    def start(self) -> None:
        """Start the threads that list folders, write annotations and keep unsaved edits."""
        self.services.start()

    def keep(self) -> None:
        """Wait until annotations are written, and the unsaved edits beside them."""
        self.resume.finish()
        self.recovering.finish()
        self.services.keep()

    def stop(self) -> None:
        """End the thread that lists folders; those that write have ended in `keep`."""
        self.services.stop()

    def may_close(self) -> bool:
        """Answer yes without unsaved edits, unless a save is under way; else save or ask and close later."""
        if not self.workspace.has_unsaved_edits and not self.workspace.saving:
            return True
        self.workspace.leave(self._frame.close_soon)
        return False

    @Slot()
    def _on_find(self) -> None:
        self._dock.show()
        self.images.focus_filter()
