"""Long work in the status bar: several jobs, one line, one stop button."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Slot

from frcnn_desktop.ui.shell.action_ids import ActionId, Need
from frcnn_desktop.ui.shell.actions import Actions
from frcnn_desktop.ui.shell.status_panel import StatusPanel


@dataclass(slots=True)
class _Job:
    text: str
    stop: Callable[[], object] | None
    done: int = 0
    total: int = 0
    left: float | None = None


class Jobs(QObject):
    """Shows the job that runs longest; the stop command ends the first one that can be stopped.

    A short job never takes the line from a long one, so nothing blinks while both run.
    """

    def __init__(self, status: StatusPanel, actions: Actions, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._status, self._actions = status, actions
        self._jobs: dict[str, _Job] = {}
        actions[ActionId.STOP].triggered.connect(self._on_stop)

    def begin(
        self, key: str, text: str, stop: Callable[[], object] | None = None, *, anew: bool = False
    ) -> None:
        """A job has begun, or goes over to its next stage; `anew`: another one has taken its place, whose
        time is counted from now on."""
        if key in self._jobs:
            self._jobs[key].text, self._jobs[key].stop = text, stop
        else:
            self._jobs[key] = _Job(text, stop)
        self._update(key, anew=anew)

    def progress(self, key: str, done: int, total: int, left: float | None = None) -> None:
        """Say how far a job is; unknown jobs are ignored: an answer may come after the stop.

        `left` in seconds, where it is known better than by the clock.
        """
        if key in self._jobs:
            job = self._jobs[key]
            job.done, job.total, job.left = done, total, left
            if key == self._shown():
                self._status.set_progress(done, total, left)

    def end(self, key: str) -> None:
        """A job is over, however it ended; unknown jobs are ignored. The next oldest gets the line."""
        was_shown = key == self._shown()
        self._jobs.pop(key, None)
        if was_shown:
            self._status.finish_progress()
        self._update(self._shown() if was_shown else "")

    def _shown(self) -> str:
        return next(iter(self._jobs), "")

    def _update(self, key: str, *, anew: bool = False) -> None:
        self._actions.set_available(Need.BUSY, any(job.stop for job in self._jobs.values()))
        if key and key == self._shown():
            job = self._jobs[key]
            self._status.start_progress(job.text, anew=anew)
            if job.total:
                self._status.set_progress(job.done, job.total, job.left)

    @Slot()
    def _on_stop(self) -> None:
        stop = next((job.stop for job in self._jobs.values() if job.stop), None)
        if stop is not None:
            stop()
