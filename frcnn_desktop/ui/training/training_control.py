"""The Training page at work: opening it, starting and stopping runs, and what they have come to."""

from __future__ import annotations

import math
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QToolButton

from frcnn_desktop.ui.browse.workspace import Workspace
from frcnn_desktop.ui.document.session import DocumentSession
from frcnn_desktop.ui.kit.banner import MessageKind
from frcnn_desktop.ui.kit.icons import set_icon
from frcnn_desktop.ui.models.model_control import ModelControl
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.ui.shell.actions import Actions
from frcnn_desktop.ui.shell.main_window import MainWindow
from frcnn_desktop.ui.shell.settings import Settings
from frcnn_desktop.ui.shell.shell import Shell
from frcnn_desktop.ui.training.choice import TrainingChoice
from frcnn_desktop.ui.training.run_monitor import RunPhase, TrainingRun
from frcnn_desktop.ui.training.training_view import TrainingView
from frcnn_desktop.workers.detect.inference_service import InferenceService
from frcnn_desktop.workers.tasks.dataset_service import DatasetService
from frcnn_desktop.workers.training.process import TrainingEnd, TrainingProcess

KEY = "training"


class TrainingControl(QObject):
    """Runs one training at a time, in a child process, and keeps its page up to date.

    The page is made when it is opened for the first time: its plots are slow to load.
    """

    def __init__(
        self,
        window: MainWindow,
        shell: Shell,
        actions: Actions,
        workspace: Workspace,
        session: DocumentSession,
        models: ModelControl,
        inference: InferenceService,
        settings: Settings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._workspace, self._session = window, workspace, session
        self._models, self._inference = models, inference
        self._settings, self._shell = settings, shell
        self.datasets = DatasetService(self)
        self.run = TrainingRun(TrainingProcess(self), self)
        self.view: TrainingView | None = None
        self._quitting = False
        self._action = actions[ActionId.TRAINING]
        self._action.toggled.connect(self._on_toggled)
        self._indicator = self._make_indicator()
        self.run.changed.connect(self._on_changed)
        self.run.ended.connect(self._on_ended)
        window.closing.connect(self._on_closing)

    def start(self) -> None:
        self.datasets.start()

    def shutdown(self) -> None:
        """End a run that still goes on, politely, and the thread."""
        self.run.shutdown()
        self.datasets.shutdown()

    def open(self) -> TrainingView:
        """Show the page and return what fills it."""
        if self.view is None:
            self.view = self._make_view()
        self._window.show_page(self.view.page)
        return self.view

    def _make_view(self) -> TrainingView:
        view = TrainingView(
            self.run, self._workspace, self._models, self._inference, self.datasets, self._settings,
            self._shell, self,
        )  # fmt: skip
        view.page.back_wanted.connect(self._on_back)
        view.page.shown.connect(self._action.setChecked)
        buttons = view.page.buttons
        buttons.start_wanted.connect(self._on_start)
        buttons.resume_wanted.connect(self._on_resume)
        buttons.stop_wanted.connect(self.run.stop)
        buttons.kill_wanted.connect(self.run.stop)
        stored = TrainingChoice.from_dict(self._settings.unfinished_training)
        if stored is not None and stored.work.is_dir() and self.run.phase is RunPhase.NONE:
            view.page.form.show_choice(stored)
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
            self._window.show_canvas()
        else:
            self._window.show_empty_state()

    @Slot()
    def _on_start(self) -> None:
        if self.view is None or self.run.phase in (RunPhase.RUNNING, RunPhase.STOPPING):
            return
        # What is on screen is what is learnt from.
        if self._session.dirty:
            self._workspace.save(self._on_start)
            return
        if self.run.resumable and self.run.choice is not None:
            self.datasets.remove_work(self.run.choice.work)
        choice = self.view.page.form.choice
        self._settings.unfinished_training = choice.to_dict()
        self._begin()
        self.run.start(choice)

    @Slot()
    def _on_resume(self) -> None:
        self._begin()
        self.run.resume()

    def _begin(self) -> None:
        self._shell.clear(KEY)
        if self.view is not None:
            self.view.begin()

    @Slot()
    def _on_changed(self) -> None:
        running = self.run.phase in (RunPhase.RUNNING, RunPhase.STOPPING)
        self._indicator.setVisible(running)
        done, total = self.run.progress
        percent = f" {math.floor(100 * done / total)} %" if total else ""
        self._indicator.setText(self.tr("Training") + percent)
        self._indicator.setToolTip("\n".join(filter(None, (self.run.headline, self.run.left()))))

    @Slot()
    def _on_ended(self) -> None:
        result, choice = self.run.result, self.run.choice
        if result is not None and choice is not None and result.end is TrainingEnd.FINISHED:
            self._settings.unfinished_training = {}
            self._settings.add_recent_model(Path(choice.out))
            self.datasets.remove_work(choice.work)
            if self.view is not None:
                self.view.data.propose_name()
        if self._quitting:
            QTimer.singleShot(0, self._window.close)
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

    @Slot(QCloseEvent)
    def _on_closing(self, event: QCloseEvent) -> None:
        running = self.run.phase in (RunPhase.RUNNING, RunPhase.STOPPING)
        if not event.isAccepted() or not running:
            return
        event.ignore()
        if self._quitting or not self._shell.prompts.stopping_training():
            return
        self._quitting = True
        if self.run.phase is RunPhase.RUNNING:
            self.run.stop()
        text = self.tr("The state of the training run is being saved; then the program closes.")
        self._shell.notify(MessageKind.WARNING, text, [(self.tr("Close at once"), self.run.stop)], key=KEY)

    def _make_indicator(self) -> QToolButton:
        button = QToolButton(self._window.status)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(self.tr("Training run"))
        set_icon(button, "trending-up", "accent_text")
        button.clicked.connect(self._action.trigger)
        self._window.status.insertPermanentWidget(1, button)
        button.hide()
        return button
