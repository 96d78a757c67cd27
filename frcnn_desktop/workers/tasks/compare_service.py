"""Comparing two annotators' folders off the GUI thread, keeping what was decided, and merging."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.images import LoadedImage, load_image
from frcnn_desktop.core.messages import Message
from frcnn_desktop.curation.comparison import Comparison, compare_folders
from frcnn_desktop.curation.decisions import Decisions, decisions_path, read_decisions, write_decisions
from frcnn_desktop.curation.merging import Merged, merge
from frcnn_desktop.workers.base.task_service import Progress, TaskService, seldom


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """Two folders, and what was decided about them before."""

    comparison: Comparison
    decisions: Decisions


class CompareService(TaskService):
    """Lives in the GUI thread. One thing at a time; `progress` images done and in all."""

    compared = Signal(object)
    """Compared"""
    merged = Signal(object)
    """Merged"""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__("comparison", parent)
        self.succeeded.connect(self._on_result)

    def compare(self, a: Path, b: Path) -> None:
        """Match the objects of every image of two folders."""
        self.run(partial(_compare, a, b), Message("doing.comparing"))

    def merge(self, comparison: Comparison, decisions: Decisions, destination: Path) -> None:
        """Write what was decided into a folder that does not exist yet."""
        self.run(partial(_merge, comparison, decisions, destination), Message("doing.merging"))

    @Slot(object)
    def _on_result(self, result: Compared | Merged) -> None:
        if isinstance(result, Compared):
            self.compared.emit(result)
        else:
            self.merged.emit(result)


class ComparedImages(TaskService):
    """Lives in the GUI thread. `succeeded` brings the LoadedImage asked for last; decisions are kept behind
    it, in their order; `failed` says which of the two could not be done."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__("compared images", parent)

    def load(self, path: Path) -> None:
        """Read an image to look at."""
        self.replace_task(partial(_load, path), Message("doing.opening_image"))

    def keep(self, comparison: Comparison, decisions: Decisions) -> None:
        """Write down what was decided so far."""
        work = partial(_keep, comparison.a.root, comparison.b.root, decisions)
        self.run_behind(work, Message("doing.keeping_decisions"))


def _compare(a: Path, b: Path, progress: Progress, token: CancelToken) -> Compared:
    comparison = compare_folders(a, b, progress=seldom(progress), token=token)
    return Compared(comparison, read_decisions(decisions_path(a, b)))


def _merge(
    comparison: Comparison, decisions: Decisions, destination: Path, progress: Progress, token: CancelToken
) -> Merged:
    return merge(comparison, decisions, destination, progress=seldom(progress), token=token)


def _load(path: Path, _progress: Progress, _token: CancelToken) -> LoadedImage:
    return load_image(path)


def _keep(a: Path, b: Path, decisions: Decisions, _progress: Progress, _token: CancelToken) -> None:
    write_decisions(decisions_path(a, b), decisions, a, b)
