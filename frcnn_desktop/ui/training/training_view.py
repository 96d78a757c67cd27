"""What the Training page shows of the run and its data."""

from __future__ import annotations

import math
from functools import partial

from PySide6.QtCore import QObject, Slot

from frcnn_desktop.core.counted import counted
from frcnn_desktop.ui.browse.workspace import Workspace
from frcnn_desktop.ui.feature import Context
from frcnn_desktop.ui.shell.action_ids import Category
from frcnn_desktop.ui.shell.actions import Actions
from frcnn_desktop.ui.training.class_table import class_rows
from frcnn_desktop.ui.training.page import TrainingPage
from frcnn_desktop.ui.training.run_card import CardKind
from frcnn_desktop.ui.training.run_monitor import RunMonitor, RunPhase
from frcnn_desktop.ui.training.training_data import TrainingDataControl
from frcnn_desktop.ui.training.training_models import TrainingModels
from frcnn_desktop.workers.tasks.dataset_service import DatasetService
from frcnn_desktop.workers.training.process import TrainingEnd

_EDITING = {Category.EDIT, Category.OBJECT, None}
"""None is the category of the commands that give a class."""


class TrainingView(QObject):
    """Fills `page`; `data` and `models` are its other halves."""

    def __init__(self, context: Context, run: RunMonitor, datasets: DatasetService) -> None:
        super().__init__(context.shell)
        self.page = TrainingPage()
        self.page.edits_photo = partial(_edits_photo, context.actions)
        self._run = run
        self.data = TrainingDataControl(self.page, Workspace.of(context), datasets, context.shell, self)
        self.models = TrainingModels(context, self.page)
        self.data.changed.connect(self._show_buttons)
        self.page.shown.connect(self._on_shown)
        run.changed.connect(self._show)
        run.logged.connect(self.page.log)
        self._show()

    def begin(self) -> None:
        """A run is about to start: show its curves and nothing of the one before."""
        self.page.clear_log()
        self.models.set_trained(None)
        self.page.tabs.setCurrentWidget(self.page.classes)

    def figures(self) -> str:
        """Say what the run has brought, "" without validation images."""
        record, tr = self._run.record, self.tr
        before, after = record.before, record.after
        if after is None or math.isnan(after.map_11point):
            return ""
        images = tr("the validation images")
        if count := record.validation_images:
            images = counted(count, tr("{count} validation image"), tr("{count} validation images"))
        now = f"{100 * after.map_11point:.1f}"
        if before is None or math.isnan(before.map_11point):
            return tr("mAP {now} % on {images}.").format(now=now, images=images)
        was = f"{100 * before.map_11point:.1f}"
        return tr("mAP {was} → {now} % on {images}.").format(was=was, now=now, images=images)

    @Slot(bool)
    def _on_shown(self, shown: bool) -> None:
        if shown and self._run.phase not in (RunPhase.RUNNING, RunPhase.STOPPING):
            self.data.use_open_folder()
        if shown:
            self._show()

    @Slot()
    def _show(self) -> None:
        run, page = self._run, self.page
        page.set_running(run.phase in (RunPhase.RUNNING, RunPhase.STOPPING))
        self._show_card()
        page.card.show_progress(*run.progress)
        self.models.set_trained(run.model)
        self._show_buttons()
        if page.isVisible():
            page.show_record(run.record)
            self._show_classes()

    def _show_classes(self) -> None:
        record, summary = self._run.record, self.data.summary
        objects = {each.name: each.objects for each in summary.classes} if summary is not None else None
        before, after = record.before, record.after
        self.page.classes.set_rows(
            class_rows(objects, before.ap if before else {}, after.ap if after else {})
        )

    def _show_card(self) -> None:
        run, card, tr = self._run, self.page.card, self.tr
        result = run.result
        if run.phase is RunPhase.RUNNING:
            card.show_text(
                CardKind.RUNNING, run.headline, "  ·  ".join(filter(None, (run.left(), self.figures())))
            )
        elif run.phase is RunPhase.STOPPING:
            card.show_text(CardKind.RUNNING, tr("Stopping"), tr("The state of the run is being saved."))
        elif result is None:
            text = tr(
                "The head of the current model learns your classes in minutes. Annotations stay as they are."
            )
            card.show_text(CardKind.READY, tr("Train a model on your own boxes"), text)
        elif result.end is TrainingEnd.FINISHED:
            card.show_text(CardKind.FINISHED, self.figures() or tr("Training has finished"), run.sentence())
        elif result.end is TrainingEnd.STOPPED:
            card.show_text(CardKind.INTERRUPTED, tr("An interrupted run"), run.sentence())
        else:
            card.show_text(CardKind.FAILED, tr("Training has failed"), run.sentence())

    @Slot()
    def _show_buttons(self) -> None:
        run, buttons = self._run, self.page.buttons
        if run.phase in (RunPhase.RUNNING, RunPhase.STOPPING):
            buttons.show_running(stopping=run.phase is RunPhase.STOPPING)
        else:
            buttons.show_idle(self.data.why_not(self.page.form.job), resumable=run.resumable)


def _edits_photo(actions: Actions, key: int) -> bool:
    """Answer whether a key runs a command that edits objects of the open photo."""
    command = actions.by_key(key)
    return command is not None and actions.category(command.objectName()) in _EDITING
