"""Models: which one detects, on which device, and where others come from."""

from __future__ import annotations

from frcnn_desktop.ui.feature import Context, Feature
from frcnn_desktop.ui.models.model_control import ModelControl
from frcnn_desktop.ui.models.model_files import ModelFilesControl
from frcnn_desktop.ui.shell.action_ids import Category
from frcnn_desktop.workers.base.task_service import TaskService

MODEL_MENU_PLACE, DEVICE_MENU_PLACE = 10, 20


class ModelFeature(Feature):
    """`tasks` download models and decompose them."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.tasks = TaskService("model tasks", self)
        self.models = ModelControl.of(context)
        frame = context.shell.frame
        frame.add_submenu(Category.DETECT, self.models.menu, MODEL_MENU_PLACE)
        frame.add_submenu(Category.DETECT, self.models.device_menu, DEVICE_MENU_PLACE)
        self._files = ModelFilesControl(context.shell, self.tasks, self.models)

    def start(self) -> None:
        """Start the thread for downloads and decomposing."""
        self.tasks.start()

    def stop(self) -> None:
        """Cancel the download or decomposition that runs, and end its thread."""
        self.tasks.shutdown()
