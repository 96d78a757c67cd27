"""One training run as the window knows it: the child process, what it has told, and where that leads."""

from __future__ import annotations

import time
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from frcnn_desktop.core.counted import counted
from frcnn_desktop.ui.kit.localise import in_language
from frcnn_desktop.ui.training.pace import Pace
from frcnn_desktop.ui.training.run_record import RunRecord
from frcnn_desktop.ui.training.training_text import TrainingWords
from frcnn_desktop.workers.training.events import (
    DataNote,
    ImageSkipped,
    ObjectLeftOut,
    Preparing,
    StateSaved,
    StepDone,
    TrainingEvent,
    TrainingStarted,
    Validated,
    read_history,
)
from frcnn_desktop.workers.training.job import TrainingJob
from frcnn_desktop.workers.training.process import TrainingEnd, TrainingProcess, TrainingResult

_REFRESH_MS = 250


class RunPhase(StrEnum):
    """How far the run is that the window knows of; NONE: there was none."""

    NONE = "none"
    RUNNING = "running"
    STOPPING = "stopping"
    ENDED = "ended"


class RunMonitor(QObject):
    """Follows a run. `changed` comes at most four times a second while it goes on."""

    changed = Signal()
    logged = Signal(str)
    ended = Signal()

    def __init__(self, process: TrainingProcess, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process = process
        self._words = TrainingWords(self)
        self.job: TrainingJob | None = None
        self.result: TrainingResult | None = None
        self.record = RunRecord()
        self.headline = ""
        self.progress = (0, 0)
        self._pace, self._stage = Pace(), ""
        self._timer = QTimer(self, singleShot=True, interval=_REFRESH_MS)
        self._timer.timeout.connect(self.changed)
        process.event_received.connect(self._on_event)
        process.output_line.connect(self.logged)
        process.ended.connect(self._on_ended)

    @property
    def phase(self) -> RunPhase:
        """Derived from the child process and its result, so that it never disagrees with them."""
        if self._process.busy:
            return RunPhase.STOPPING if self._process.stopping else RunPhase.RUNNING
        return RunPhase.ENDED if self.result is not None else RunPhase.NONE

    @property
    def resumable(self) -> bool:
        """Whether a run was interrupted and what it had done is still there."""
        over = self.result is not None and self.result.end is not TrainingEnd.FINISHED
        return over and not self._process.busy and self.job is not None and self.job.work_folder.is_dir()

    @property
    def model(self) -> Path | None:
        """The checkpoint that the run has made."""
        done = self.result is not None and self.result.end is TrainingEnd.FINISHED
        return Path(self.job.out) if done and self.job is not None else None

    def left(self) -> str:
        """Return the time left as text, "" while nobody knows."""
        seconds = self._pace.left(self.progress[1]) if self.phase is RunPhase.RUNNING else None
        return self.tr("about {time} left").format(time=self._words.duration(seconds)) if seconds else ""

    def sentence(self) -> str:
        """Say how the last run ended."""
        if self.result is None:
            return ""
        return self._words.ended(self.result, resumable=self.resumable)

    def start(self, job: TrainingJob) -> None:
        """Begin a run."""
        self.record = RunRecord()
        self._begin(job, resume=False)

    def resume(self) -> None:
        """Go on with the interrupted run."""
        if self.job is not None:
            self._begin(self.job, resume=True)

    def remember(self, job: TrainingJob) -> None:
        """Take up a run that was interrupted before the program was started."""
        self.job = job
        self.record = RunRecord(read_history(Path(job.out)))
        self.result = TrainingResult(TrainingEnd.STOPPED, saved_step=self._saved_step())
        self.changed.emit()

    def stop(self) -> None:
        """Save the state and end, politely."""
        if not self._process.stopping:
            self._process.stop()
        self.changed.emit()

    @Slot()
    def kill(self) -> None:
        """End at once; what was not saved yet is lost."""
        self._process.kill()
        self.changed.emit()

    def shutdown(self) -> None:
        """End the child process with the program: politely, then not. Safe to call twice."""
        self._process.shutdown()

    def _begin(self, job: TrainingJob, *, resume: bool) -> None:
        self.job, self.result = job, None
        self.headline, self.progress = self.tr("Starting…"), (0, 0)
        self._pace, self._stage = Pace(), ""
        self._process.start_job(job, resume=resume)
        self.changed.emit()

    def _saved_step(self) -> int:
        # The history holds losses up to the moment of the interruption, saved or not.
        saved = [each.step for each in read_history(self._out) if isinstance(each, StateSaved)]
        return saved[-1] if saved else 0

    @property
    def _out(self) -> Path:
        return Path(self.job.out) if self.job is not None else Path()

    @Slot(object)
    def _on_event(self, event: TrainingEvent) -> None:
        self.record.take(event)
        match event:
            case Preparing():
                self._advance(event.what, event.done, event.total, self._words.stage(event))
            case StepDone():
                text = self._words.step(event.step, event.steps, event.loss)
                self._advance("step", event.step, event.steps, text)
            case TrainingStarted():
                self.headline = counted(
                    event.images, self.tr("Training on {count} image"), self.tr("Training on {count} images")
                )
            case Validated(step=step, map_11point=value):
                text = self.tr("Step {step}: mAP {value} %")
                self.logged.emit(text.format(step=step, value=f"{100 * value:.2f}"))
            case StateSaved(step=step):
                self.logged.emit(self.tr("Step {step}: state saved").format(step=step))
            case ObjectLeftOut():
                text = f"{event.file}: {in_language(event.reason)}"
                self.logged.emit(self.tr("Left out: {reason}").format(reason=text))
            case DataNote():
                self.logged.emit(in_language(event.text))
            case ImageSkipped():
                self.logged.emit(self.tr("Left out: {reason}").format(reason=in_language(event.reason)))
        if not self._timer.isActive():
            self._timer.start()

    def _advance(self, stage: str, done: int, total: int, text: str) -> None:
        if stage != self._stage:
            self._pace, self._stage = Pace(), stage
        self._pace.add(time.monotonic(), done)
        self.headline, self.progress = text, (done, total)

    @Slot(object)
    def _on_ended(self, result: TrainingResult) -> None:
        self._timer.stop()
        saved = result.saved_step or self._saved_step()
        self.result = TrainingResult(result.end, result.reason, saved, result.path)
        self.logged.emit(self.sentence())
        self.changed.emit()
        self.ended.emit()
