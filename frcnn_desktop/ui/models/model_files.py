"""Getting another model: published ones are downloaded, any can be copied with decomposed layers."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from frcnn_desktop.core.messages import Message
from frcnn_desktop.host.published_models import PublishedModel
from frcnn_desktop.ui.kit.banner import MessageKind
from frcnn_desktop.ui.models.model_control import ModelControl
from frcnn_desktop.ui.shell.shell import Shell
from frcnn_desktop.workers.base.task_service import TaskService
from frcnn_desktop.workers.tasks.model_tasks import decompose, fetch_published

KEY = "model file"


class ModelFilesControl(QObject):
    """One such job at a time; work goes on meanwhile, and the model is loaded when it is there."""

    def __init__(self, shell: Shell, tasks: TaskService, models: ModelControl) -> None:
        super().__init__(shell)
        self._shell, self._tasks, self._models = shell, tasks, models
        models.menu.published_chosen.connect(self._on_published)
        models.menu.decomposition_wanted.connect(self._on_decomposition)
        tasks.progress.connect(self._on_progress)
        tasks.succeeded.connect(self._on_succeeded)
        tasks.failed.connect(self._on_failed)
        tasks.cancelled.connect(self._on_cancelled)

    @Slot(object)
    def _on_published(self, model: PublishedModel) -> None:
        if self._free():
            text = self.tr("Downloading {name}").format(name=model.title)
            self._shell.jobs.begin(KEY, text, self._tasks.cancel)
            self._tasks.run(partial(fetch_published, model), Message("doing.downloading"))

    @Slot()
    def _on_decomposition(self) -> None:
        if not self._free():
            return
        percent = self._shell.prompts.energy()
        source = self._models.current
        target = (
            None if percent is None else self._shell.prompts.model_to_save(source.parent if source else None)
        )
        if percent is not None and target is not None:
            self._shell.jobs.begin(KEY, self.tr("Decomposing the layers of the model"))
            work = partial(decompose, source, target, percent / 100)
            self._tasks.run(work, Message("doing.decomposing"))

    def _free(self) -> bool:
        if self._tasks.busy:
            self._shell.status(self.tr("Another model is being made. Wait for it, or stop it."))
            return False
        self._shell.clear(KEY)
        return True

    @Slot(object, object)
    def _on_progress(self, done: int, total: int) -> None:
        # In kilobytes: the bar counts in a C int.
        self._shell.jobs.progress(KEY, done // 1000, total // 1000)

    @Slot(object)
    def _on_succeeded(self, path: Path) -> None:
        self._shell.jobs.end(KEY)
        self._models.load(path)

    @Slot(object)
    def _on_failed(self, message: Message) -> None:
        self._shell.jobs.end(KEY)
        self._shell.notify(MessageKind.ERROR, message, key=KEY)

    @Slot()
    def _on_cancelled(self) -> None:
        self._shell.jobs.end(KEY)
        self._shell.status(self.tr("Stopped; no file was kept."))
