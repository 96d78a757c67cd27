"""Training in a child process: neither a crash nor a lack of memory there reaches the window."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Signal, Slot

from frcnn_desktop.core.errors import os_error_message
from frcnn_desktop.core.messages import Message, verbatim
from frcnn_desktop.workers.training.events import (
    LineReader,
    StateSaved,
    TrainingEvent,
    TrainingFailed,
    TrainingFinished,
    from_json,
)
from frcnn_desktop.workers.training.job import TrainingJob, write_job

STOPPED_STATUS = 130
JOB_FILE = "job.json"
_KILL_SIGNAL = 9
_KEPT_LINES = 200
_STOP_MS, _KILL_MS = 10_000, 5_000


class TrainingEnd(StrEnum):
    """How a run ended. KILLED: by the system, as it does when memory runs out."""

    FINISHED = "finished"
    STOPPED = "stopped"
    FAILED = "failed"
    KILLED = "killed"
    CRASHED = "crashed"
    NOT_STARTED = "not started"


@dataclass(frozen=True, slots=True)
class TrainingResult:
    """`reason` is what the child said last, `saved_step` the last step whose state it saved, 0 for none."""

    end: TrainingEnd
    reason: Message | None = None
    saved_step: int = 0
    path: str = ""


def training_command() -> tuple[str, ...]:
    """Return the command that trains: this interpreter, or this program itself once it is frozen."""
    module = () if getattr(sys, "frozen", False) else ("-m", "frcnn_desktop")
    return (sys.executable, *module, "train")


class TrainingProcess(QObject):
    """One training run at a time; lives in the GUI thread. Each run ends in exactly one `ended`."""

    event_received = Signal(object)
    """A TrainingEvent"""
    output_line = Signal(str)
    """Something the child wrote that is no event"""
    ended = Signal(object)
    """TrainingResult"""

    def __init__(self, parent: QObject | None = None, command: Sequence[str] | None = None) -> None:
        super().__init__(parent)
        self._command = tuple(command or training_command())
        self._process = QProcess(self)
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert("PYTHONIOENCODING", "utf-8")
        environment.insert("PYTHONUNBUFFERED", "1")
        self._process.setProcessEnvironment(environment)
        self._process.readyReadStandardOutput.connect(self._on_output)
        self._process.readyReadStandardError.connect(self._on_errors)
        self._process.finished.connect(self._on_finished)
        self._process.errorOccurred.connect(self._on_error)
        self._forget()

    @property
    def busy(self) -> bool:
        """Whether the child runs or is being started."""
        return self._process.state() is not QProcess.ProcessState.NotRunning

    @property
    def stopping(self) -> bool:
        """Whether the run was asked to stop and has not ended yet."""
        return self._stopping and self.busy

    def start(self, arguments: Sequence[str]) -> None:
        """Begin a run with the options of `train`; how it tells and how it is stopped are added."""
        if self.busy:
            raise RuntimeError("a training run is under way")
        self._forget()
        program, *fixed = self._command
        self._process.start(program, [*fixed, *arguments, "--events", "json", "--supervised"])

    def start_job(self, job: TrainingJob, *, resume: bool = False) -> None:
        """Begin a run, or go on with an interrupted one. The child reads the job from a file."""
        if self.busy:
            raise RuntimeError("a training run is under way")
        file = job.work_folder / JOB_FILE
        try:
            write_job(file, job)
        except OSError as error:
            self._forget()
            self.ended.emit(TrainingResult(TrainingEnd.NOT_STARTED, os_error_message(error)))
            return
        self.start(["--job", str(file), *(["--resume"] if resume else [])])

    def stop(self) -> None:
        """Ask the run to save its state and end; it may take as long as a step."""
        if self.busy and not self._stopping:
            self._stopping = True
            self._process.write(b"stop\n")
            self._process.closeWriteChannel()

    def kill(self) -> None:
        """End the run at once. It loses the steps since its last saved state."""
        if self.busy:
            self._stopping = True
            self._process.kill()

    def shutdown(self) -> None:
        """End the run before the program does: politely, then not. Nothing is emitted any more."""
        self.blockSignals(True)
        if self.busy:
            self.stop()
            if not self._process.waitForFinished(_STOP_MS):
                self._process.kill()
                self._process.waitForFinished(_KILL_MS)

    def _forget(self) -> None:
        self._output, self._errors = LineReader(), LineReader()
        self._tail: deque[str] = deque(maxlen=_KEPT_LINES)
        self._stopping = False
        self._saved_step = 0
        self._failure: Message | None = None
        self._path = ""

    @Slot()
    def _on_output(self) -> None:
        self._hear(self._output.feed(bytes(self._process.readAllStandardOutput().data())))

    @Slot()
    def _on_errors(self) -> None:
        self._complain(self._errors.feed(bytes(self._process.readAllStandardError().data())))

    def _complain(self, lines: list[str]) -> None:
        for text in lines:
            self._tail.append(text)
            self.output_line.emit(text)

    def _hear(self, lines: list[str]) -> None:
        for text in lines:
            try:
                event = from_json(text)
            except ValueError:
                self.output_line.emit(text)
            else:
                self._note(event)
                self.event_received.emit(event)

    def _note(self, event: TrainingEvent) -> None:
        match event:
            case StateSaved(step=step):
                self._saved_step = step
            case TrainingFailed(reason=reason):
                self._failure = reason
            case TrainingFinished(path=path):
                self._path = path

    @Slot(int, QProcess.ExitStatus)
    def _on_finished(self, code: int, status: QProcess.ExitStatus) -> None:
        self._on_output()
        self._on_errors()
        # What was left without an end of line, e.g. by a killed child.
        self._hear(self._output.feed(b"\n"))
        self._complain(self._errors.feed(b"\n"))
        self.ended.emit(self._result(self._end(code, status)))

    def _end(self, code: int, status: QProcess.ExitStatus) -> TrainingEnd:
        if self._path and code == 0:
            return TrainingEnd.FINISHED
        if status is QProcess.ExitStatus.NormalExit:
            return TrainingEnd.STOPPED if code == STOPPED_STATUS else TrainingEnd.FAILED
        if self._stopping:
            return TrainingEnd.STOPPED
        # On Unix the code of a crash is the number of its signal.
        killed = code == _KILL_SIGNAL and not sys.platform.startswith("win")
        return TrainingEnd.KILLED if killed else TrainingEnd.CRASHED

    def _result(self, end: TrainingEnd) -> TrainingResult:
        said = self._failure or (verbatim(self._tail[-1]) if self._tail else None)
        return TrainingResult(end, said, self._saved_step, self._path)

    @Slot(QProcess.ProcessError)
    def _on_error(self, error: QProcess.ProcessError) -> None:
        # Every other error is followed by `finished`.
        if error is QProcess.ProcessError.FailedToStart:
            reason = verbatim(self._process.errorString())
            self.ended.emit(TrainingResult(TrainingEnd.NOT_STARTED, reason))
