"""Detecting the whole list in the background, and what the list and the chips show of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot

from frcnn_desktop.core.messages import Message
from frcnn_desktop.ui.browse.image_facts import (
    forget_detections,
    learn_count,
    learn_detections,
    learn_failure,
)
from frcnn_desktop.ui.browse.workspace import Workspace
from frcnn_desktop.ui.detect.detections_panel import DetectionsPanel
from frcnn_desktop.ui.feature import Context
from frcnn_desktop.ui.kit.banner import MessageKind
from frcnn_desktop.ui.kit.localise import in_language
from frcnn_desktop.ui.shell.action_ids import ActionId, Need
from frcnn_desktop.workers.detect.folder_counts import FolderCountService
from frcnn_desktop.workers.detect.folder_detection import FolderDetection
from frcnn_desktop.workers.detect.folder_messages import FolderCounts, FolderProgress

DETECTING_FOLDER = "detecting folder"
"""Job in the status bar."""

SETTLE_MS = 250
"""Counting starts when the sliders have rested this long: it must not compete with them."""

RUNNING_MS = 3000
"""Least time between two counts while the folder is being detected."""


class FolderDetectionControl(QObject):
    """Starts, pauses and stops detection of the folder. Annotations are never touched.

    What the store knows of the folder is counted when its images, the model or the filter change.
    """

    def __init__(
        self,
        context: Context,
        panel: DetectionsPanel,
        folder: FolderDetection,
        counts: FolderCountService,
    ) -> None:
        super().__init__(context.shell)
        self._shell, self._actions = context.shell, context.actions
        self._workspace = Workspace.of(context)
        self._filter, self._inference = context.values.filter, context.services.inference
        self._panel, self._folder, self._counts = panel, folder, counts
        actions, inference, workspace = self._actions, self._inference, self._workspace
        self._running: frozenset[Path] = frozenset()
        self._settle = QTimer(self, singleShot=True)
        self._settle.timeout.connect(self._count)
        actions[ActionId.DETECT_FOLDER].triggered.connect(self._on_wanted)
        actions[ActionId.PAUSE].triggered.connect(self._on_pause)
        folder.progressed.connect(self._on_progress)
        folder.finished.connect(self._on_finished)
        folder.image_detected.connect(self._on_detected)
        folder.image_failed.connect(self._on_failed)
        counts.counted.connect(self._on_counted)
        workspace.paths_changed.connect(self._on_paths)
        inference.model_loaded.connect(self._on_model)
        inference.run_kept.connect(self._on_run_kept)
        self._filter.changed.connect(self._on_filter)

    @Slot()
    def _on_wanted(self) -> None:
        """Begin, or begin again with the thresholds as they stand."""
        paths = self._workspace.paths
        self._shell.clear("folder")
        if self._folder.detect(paths, self._filter.value):
            self._running = frozenset(paths)

    @Slot(bool)
    def _on_pause(self, paused: bool) -> None:
        self._folder.set_paused(paused)

    @Slot(object)
    def _on_progress(self, progress: FolderProgress) -> None:
        self._actions.set_available(Need.FOLDER_RUN, True)
        self._actions[ActionId.PAUSE].setChecked(progress.paused)
        text = self.tr("Paused: {done} / {total}") if progress.paused else self.tr("Folder: {done} / {total}")
        shown = text.format(done=progress.done, total=progress.total)
        self._shell.jobs.begin(DETECTING_FOLDER, shown, self._folder.stop)
        self._shell.jobs.progress(DETECTING_FOLDER, progress.done, progress.total, progress.seconds_left)

    @Slot(object)
    def _on_finished(self, progress: FolderProgress) -> None:
        self._actions.set_available(Need.FOLDER_RUN, False)
        self._actions[ActionId.PAUSE].setChecked(False)
        self._shell.jobs.end(DETECTING_FOLDER)
        self._shell.status(self._summary(progress))
        if progress.problem is not None:
            text = self.tr("Detection of the folder has stopped: {problem}").format(
                problem=in_language(progress.problem)
            )
            self._shell.notify(MessageKind.ERROR, text, key="folder")
        self._count()

    def _summary(self, progress: FolderProgress) -> str:
        parts = [
            self.tr("{done} of {total} images detected").format(
                done=progress.done - progress.failed, total=progress.total
            )
        ]
        if progress.known:
            parts.append(self.tr("{count} of them earlier").format(count=progress.known))
        if progress.failed:
            parts.append(self.tr("{count} could not be").format(count=progress.failed))
        return ", ".join(parts)

    @Slot(object, int)
    def _on_detected(self, path: Path, count: int) -> None:
        learn_count(self._workspace.catalogue, path, count)

    @Slot(object, object)
    def _on_failed(self, path: Path, reason: Message) -> None:
        learn_failure(self._workspace.catalogue, path, reason)

    @Slot(list)
    def _on_paths(self, paths: list[Path]) -> None:
        if self._folder.running and self._running.isdisjoint(paths):
            self._folder.stop()
        self._count()

    @Slot()
    def _on_model(self) -> None:
        # What the model before found, or failed on, says nothing of this one.
        forget_detections(self._workspace.catalogue)
        self._count()

    @Slot(object)
    def _on_filter(self, _filter: object) -> None:
        self._counts.stop()
        self._settle.start(SETTLE_MS)

    @Slot(object)
    def _on_run_kept(self, _message: object) -> None:
        # Not after every image of a folder: each count looks at all of them.
        if not self._settle.isActive():
            self._settle.start(RUNNING_MS if self._folder.running else SETTLE_MS)

    @Slot()
    def _count(self) -> None:
        self._settle.stop()
        model, paths = self._inference.model_key, tuple(self._workspace.paths)
        if model and paths:
            self._counts.count(paths, model, self._filter.value)

    @Slot(object)
    def _on_counted(self, counts: FolderCounts) -> None:
        learn_detections(self._workspace.catalogue, counts.images)
        if counts.complete:
            self._panel.controls.set_folder_counts(counts.classes, len(counts.images))
