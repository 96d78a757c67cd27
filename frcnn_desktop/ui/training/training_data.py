"""The data set of the Training page: which folder, what is in it, and whether it will do."""

from __future__ import annotations

from pathlib import Path

import platformdirs
from PySide6.QtCore import QObject, Signal, Slot

from frcnn_desktop.core.messages import Message
from frcnn_desktop.host.folders import APPLICATION
from frcnn_desktop.ui.browse.workspace import Workspace
from frcnn_desktop.ui.kit.localise import in_language
from frcnn_desktop.ui.shell.shell import Shell
from frcnn_desktop.ui.training.page import TrainingPage
from frcnn_desktop.voc.summary import DatasetSummary
from frcnn_desktop.workers.tasks.dataset_service import DatasetService
from frcnn_desktop.workers.training.job import BUNDLED, TrainingJob

_SUFFIX = ".safetensors"


class TrainingDataControl(QObject):
    """Keeps form and summary in step with the folder."""

    changed = Signal()

    def __init__(
        self,
        page: TrainingPage,
        workspace: Workspace,
        datasets: DatasetService,
        shell: Shell,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._page, self._workspace = page, workspace
        self._datasets, self._shell = datasets, shell
        self.summary: DatasetSummary | None = None
        self._problem = ""
        form = page.form
        form.data.chosen.connect(self._on_data)
        form.data.folder_wanted.connect(self._on_data_wanted)
        form.model.checkpoint_wanted.connect(self._on_checkpoint_wanted)
        form.data.classes_wanted.connect(self._on_classes_wanted)
        form.out_wanted.connect(self._on_out_wanted)
        form.edited.connect(self.changed)
        page.summary.stop_wanted.connect(datasets.cancel)
        datasets.progress.connect(page.summary.show_reading)
        datasets.succeeded.connect(self._on_counted)
        datasets.failed.connect(self._on_failed)
        datasets.cancelled.connect(self._on_cancelled)

    def use_open_folder(self) -> None:
        """Take the folder that is open in the window, unless a person has chosen another one."""
        paths, form = self._workspace.paths, self._page.form
        if not form.data.folder.path and paths:
            current = self._workspace.current or paths[0]
            annotations = self._workspace.annotation_folder(current)
            form.data.set_folder(str(current.parent), str(annotations or ""))
        if not form.out.path:
            self.propose_name()
        self.count()

    def count(self) -> None:
        """Read the data set again: annotations may have come."""
        job = self._page.form.job
        self.summary, self._problem = None, ""
        if job.data:
            self._page.summary.show_reading(0, 0)
            annotations = Path(job.annotations) if job.annotations else None
            self._datasets.count(Path(job.data).expanduser(), annotations, job.split)
        else:
            self._page.summary.show_nothing()
        self.changed.emit()

    def propose_name(self) -> None:
        """Offer a file for the new model that is not there yet."""
        data = Path(self._page.form.job.data)
        # A devkit's folder of images says nothing; the one above it does.
        named = data.parent if data.name in ("JPEGImages", "images") else data
        folder = platformdirs.user_data_path(APPLICATION) / "models"
        number, path = 2, folder / f"{named.name or 'model'}{_SUFFIX}"
        while _is_taken(path):
            path = path.with_name(f"{named.name or 'model'}-{number}{_SUFFIX}")
            number += 1
        self._page.form.set_out(str(path))

    def why_not(self, job: TrainingJob) -> str:
        """Say what is missing before a run can start, "" when nothing is."""
        summary = self.summary
        obstacles = (
            (not job.data, self.tr("Choose a folder with annotated images.")),
            (bool(self._problem), self._problem),
            (summary is None and self._datasets.busy, self.tr("The data set is being read.")),
            (summary is not None and not summary.images, self.tr("None of these images can be used.")),
            (
                summary is not None and not summary.objects,
                self.tr("There is no object to learn from. Draw boxes and save them first."),
            ),
            (not job.out, self.tr("Choose a file for the new model.")),
            (
                _is_taken(Path(job.out)),
                self.tr("That model, or an unfinished run of it, is there already. Choose another name."),
            ),
        )
        return next((text for holds, text in obstacles if holds), "")

    @Slot()
    def _on_data(self) -> None:
        self.propose_name()
        self.count()

    @Slot()
    def _on_data_wanted(self) -> None:
        form = self._page.form
        start = Path(form.data.folder.path) if form.data.folder.path else None
        folder = self._shell.prompts.folder(self.tr("Folder of the data set"), start)
        if folder is not None:
            form.data.set_folder(str(folder))
            self._on_data()

    @Slot()
    def _on_checkpoint_wanted(self) -> None:
        path = self._shell.prompts.model(None)
        form = self._page.form
        if path is None:
            form.model.init.set_value(BUNDLED)
        else:
            form.model.add_checkpoint(path.name, str(path))

    @Slot()
    def _on_classes_wanted(self) -> None:
        path = self._shell.prompts.class_list()
        self._page.form.data.set_classes(str(path) if path else "")
        self.changed.emit()

    @Slot()
    def _on_out_wanted(self) -> None:
        form = self._page.form
        path = self._shell.prompts.model_to_save(Path(form.out.path) if form.out.path else None)
        if path is not None:
            form.set_out(str(path))

    @Slot(object)
    def _on_counted(self, summary: DatasetSummary) -> None:
        self.summary = summary
        self._page.form.data.set_splits(summary.splits, summary.split)
        self._page.summary.show_summary(summary)
        self.changed.emit()

    @Slot(object)
    def _on_failed(self, message: Message) -> None:
        self._problem = in_language(message)
        self._page.summary.show_problem(self._problem)
        self.changed.emit()

    @Slot()
    def _on_cancelled(self) -> None:
        self._page.summary.show_problem(self.tr("Reading was stopped. Training reads the data itself."))
        self.changed.emit()


def _is_taken(path: Path) -> bool:
    return path.exists() or path.with_name(path.stem + ".work").exists()
