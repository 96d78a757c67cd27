"""Counting what is in a data set, off the GUI thread."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.messages import Message
from frcnn_desktop.voc.datasets import open_dataset, split_names, usual_split
from frcnn_desktop.voc.summary import DatasetSummary, summarise_dataset
from frcnn_desktop.workers.base.task_service import Progress, TaskService
from frcnn_desktop.workers.training.job import WORK_SUFFIX

_TOLD_EVERY = 20


class DatasetService(TaskService):
    """Lives in the GUI thread. `succeeded` brings a DatasetSummary, `progress` images read and in all."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__("data set", parent)

    def count(self, root: Path, annotations: Path | None = None, split: str = "") -> None:
        """Count a split of the data set at `root`; "" or one that it lacks: the one that training takes.

        A request before is given up.
        """

        def work(progress: Progress, token: CancelToken) -> DatasetSummary:
            def report(done: int, total: int) -> None:
                if done % _TOLD_EVERY == 0 or done == total:
                    progress(done, total)

            dataset = open_dataset(root, annotations)
            known = split in split_names(dataset)
            return summarise_dataset(dataset, split if known else usual_split(dataset), report, token)

        self.replace_task(work, Message("doing.reading_dataset"))

    def remove_work(self, folder: Path) -> None:
        """Delete what an unfinished run has kept. Any other folder than a run's is refused."""
        if folder.suffix != WORK_SUFFIX:
            raise ValueError(f"{folder} is not the folder of a run")
        work = partial(_remove, folder)
        self.run_behind(work, Message("doing.tidying_up"))


def _remove(folder: Path, _progress: Progress, _token: CancelToken) -> None:
    shutil.rmtree(folder, ignore_errors=True)
