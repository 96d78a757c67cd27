"""A thread that works through jobs, one at a time, from its first job until the program closes."""

from __future__ import annotations

from PySide6.QtCore import QObject, QThread, Signal

from frcnn_desktop.workers.base import lifecycle
from frcnn_desktop.workers.base.guard import Guard
from frcnn_desktop.workers.base.jobs import Job


class _Thread(QThread):
    """A thread that gives way where Qt's own priority would do nothing."""

    def run(self) -> None:
        if self.priority() is QThread.Priority.LowPriority:
            lifecycle.give_way_to_gui()
        self.exec()


class WorkerThread(QObject):
    """Lives in the GUI thread; `guard` lives in the other one. Policies decide what is posted, and when.

    Work under way is stopped by its cancel token, never by `terminate`.
    """

    stopping = Signal()
    """Set the tokens of what need not be finished."""
    stopped = Signal()
    """Nothing is heard of the thread any more."""

    _posted = Signal(object)
    _leave_posted = Signal()

    def __init__(self, name: str, parent: QObject | None = None, *, gives_way: bool = False) -> None:
        """`gives_way`: the GUI thread and the others go first."""
        super().__init__(parent)
        self._priority = QThread.Priority.LowPriority if gives_way else QThread.Priority.InheritPriority
        self._started = self._ended = False
        self.qthread = _Thread(self)
        self.qthread.setObjectName(name)
        self.guard = Guard()
        self.guard.moveToThread(self.qthread)
        self.qthread.finished.connect(self.guard.deleteLater)
        self._posted.connect(self.guard.run)
        self._leave_posted.connect(self.guard.leave)
        lifecycle.register(self)

    @property
    def name(self) -> str:
        """What the thread is called in the log and in a debugger."""
        return self.qthread.objectName()

    @property
    def running(self) -> bool:
        """Whether the thread exists: not before its first job, and no more once it has ended."""
        return self.qthread.isRunning()

    def start(self) -> None:
        """Start the thread before its first job, which would start it too."""
        if not (self._started or self._ended):
            self._started = True
            self.qthread.start(self._priority)

    def post(self, job: Job) -> bool:
        """Line a job up. Returns False after `stop`: nothing is taken any more."""
        if self._ended:
            return False
        self.start()
        self._posted.emit(job)
        return True

    def cancel_work(self) -> None:
        """Let what is under way and waiting stop as soon as it can."""
        self.stopping.emit()

    def stop(self) -> bool:
        """Cancel the work, end the thread and wait. Safe to call twice.

        Returns False if the thread is still busy when `lifecycle` waits no longer; it is kept until the
        process ends.
        """
        if self._ended:
            return not self.running
        self._ended = True
        self.cancel_work()
        lifecycle.unregister(self)
        ended = True
        if self._started:
            # Not `quit`, which overtakes what is posted.
            self._leave_posted.emit()
            ended = self.qthread.wait(lifecycle.patience_ms())
            if not ended:
                lifecycle.abandon(self.qthread)
        self.stopped.emit()
        return ended
