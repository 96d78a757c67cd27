"""The Training page at work: opening it, starting and stopping runs, and what they have come to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from frcnn_desktop.ui.browse.workspace import Workspace
from frcnn_desktop.ui.feature import Context
from frcnn_desktop.ui.kit.banner import MessageKind
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.ui.training.run_indicator import RunIndicator
from frcnn_desktop.ui.training.run_monitor import RunMonitor, RunPhase
from frcnn_desktop.workers.tasks.dataset_service import DatasetService
from frcnn_desktop.workers.training.job import TrainingJob
from frcnn_desktop.workers.training.process import TrainingEnd, TrainingProcess

if TYPE_CHECKING:
    from frcnn_desktop.ui.training.training_view import TrainingView

KEY = "training"
INDICATOR_PLACE = 5
"""Left of what else is running: it stays for hours."""


class TrainingControl(QObject):
    """Runs one training at a time, in a child process, and keeps its page up to date.

    The page is made when it is opened for the first time: its plots are slow to load.
    """

    def __init__(self, context: Context) -> None:
        super().__init__(context.shell)
        self._context, self._shell, self._session = context, context.shell, context.session
        self._settings, self._workspace = context.settings, Workspace.of(context)
        self.datasets = DatasetService(self)
        self.run = RunMonitor(TrainingProcess(self), self)
        self.view: TrainingView | None = None
        self._quitting = False
        self._action = context.actions[ActionId.TRAINING]
        self._action.toggled.connect(self._on_toggled)
        self._indicator = RunIndicator(self.run, self._action)
        context.shell.frame.add_status_item(self._indicator, INDICATOR_PLACE)
        self._indicator.hide()
        self.run.ended.connect(self._on_ended)

    def start(self) -> None:
        """Start what looks at data sets."""
        self.datasets.start()

    def shutdown(self) -> None:
        """End a run that still goes on, politely, and the thread."""
        self.run.shutdown()
        self.datasets.shutdown()

    def open(self) -> TrainingView:
        """Show the page and return what fills it."""
        if self.view is None:
            self.view = self._make_view()
        self._shell.frame.show_page(self.view.page)
        return self.view

    def _make_view(self) -> TrainingView:
        from frcnn_desktop.ui.training.training_view import TrainingView

        view = TrainingView(self._context, self.run, self.datasets)
        view.page.back_wanted.connect(self._on_back)
        view.page.shown.connect(self._action.setChecked)
        buttons = view.page.buttons
        buttons.start_wanted.connect(self._on_start)
        buttons.resume_wanted.connect(self._on_resume)
        buttons.stop_wanted.connect(self.run.stop)
        buttons.kill_wanted.connect(self.run.kill)
        stored = TrainingJob.from_dict(self._settings.unfinished_training)
        if stored is not None and stored.work_folder.is_dir() and self.run.phase is RunPhase.NONE:
            view.page.form.show_job(stored)
            self.run.remember(stored)
            view.data.propose_name()
        return view

    @Slot(bool)
    def _on_toggled(self, on: bool) -> None:
        if on:
            self.open()
        elif self.view is not None and self.view.page.isVisible():
            self._on_back()

    @Slot()
    def _on_back(self) -> None:
        if self._session.image is not None:
            self._shell.frame.show_photo()
        else:
            self._shell.frame.show_empty_page()

    @Slot()
    def _on_start(self) -> None:
        if self.view is None or self.run.phase in (RunPhase.RUNNING, RunPhase.STOPPING):
            return
        # What is on screen is what is learnt from.
        if self._session.dirty:
            self._workspace.save(self._on_start)
            return
        if self.run.resumable and self.run.job is not None:
            self.datasets.remove_work(self.run.job.work_folder)
        job = self.view.page.form.job
        self._settings.unfinished_training = job.to_dict()
        self._begin()
        self.run.start(job)

    @Slot()
    def _on_resume(self) -> None:
        self._begin()
        self.run.resume()

    def _begin(self) -> None:
        self._shell.clear(KEY)
        if self.view is not None:
            self.view.begin()

    @Slot()
    def _on_ended(self) -> None:
        result, job = self.run.result, self.run.job
        if result is not None and job is not None and result.end is TrainingEnd.FINISHED:
            self._settings.unfinished_training = {}
            self._settings.add_recent_model(Path(job.out))
            self.datasets.remove_work(job.work_folder)
            if self.view is not None:
                self.view.data.propose_name()
        if self._quitting:
            self._shell.frame.close_soon()
        elif self.view is None or not self.view.page.isVisible():
            self._tell()

    def _tell(self) -> None:
        result, view = self.run.result, self.view
        if result is None or view is None:
            return
        show = (self.tr("Show"), self.open)
        if result.end is TrainingEnd.FINISHED:
            text = self.tr("Training has finished.") + " " + view.figures()
            actions = [(self.tr("Use this model"), view.models.use), show]
            self._shell.notify(MessageKind.INFO, text.strip(), actions, key=KEY)
        elif result.end is not TrainingEnd.STOPPED:
            self._shell.notify(MessageKind.ERROR, self.run.sentence(), [show], key=KEY)

    def may_close(self) -> bool:
        """Answer whether no run goes on; else ask whether to stop it, and close when it has stopped."""
        if self.run.phase not in (RunPhase.RUNNING, RunPhase.STOPPING):
            return True
        if self._quitting or not self._shell.prompts.stopping_training():
            return False
        self._quitting = True
        if self.run.phase is RunPhase.RUNNING:
            self.run.stop()
        text = self.tr("The state of the training run is being saved; then the program closes.")
        self._shell.notify(MessageKind.WARNING, text, [(self.tr("Close at once"), self.run.kill)], key=KEY)
        return False
