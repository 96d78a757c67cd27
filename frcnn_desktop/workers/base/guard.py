"""The body of every worker thread: it runs jobs and lets no error out."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, QThread, Signal, Slot

from frcnn_desktop.core.errors import Cancelled, FrcnnError
from frcnn_desktop.core.messages import Message
from frcnn_desktop.workers.base.jobs import (
    Call,
    Job,
    RequestCancelled,
    RequestEnd,
    RequestFailed,
    RequestReport,
    RequestSucceeded,
)

_log = logging.getLogger(__name__)


def failure(error: BaseException, doing: Message) -> Message:
    """Return what is shown for an error: our own errors as they are, others named and logged."""
    if isinstance(error, FrcnnError):
        return error.message
    _log.error("%s failed", doing, exc_info=error)
    return Message("failed.unforeseen", doing=doing, kind=type(error).__name__, reason=str(error))


class Guard(QObject):
    """Lives in a worker thread, whose event queue is the queue of jobs. Each ends in exactly one message."""

    reported = Signal(object)
    """RequestReport"""
    ended = Signal(object)
    """RequestEnd"""

    @Slot(object)
    def run(self, job: Job) -> None:
        """Work through one job, in the worker thread; whatever it raises becomes its end."""
        self.ended.emit(self._end_of(job))

    @Slot()
    def leave(self) -> None:
        """End the thread, after all that was posted before."""
        QThread.currentThread().quit()

    def _end_of(self, job: Job) -> RequestEnd:
        number = job.request_id

        def report(value: object) -> None:
            self.reported.emit(RequestReport(number, value))

        try:
            job.token.raise_if_cancelled()
            result = job.work(Call(number, job.token, report))
        except Cancelled:
            return RequestCancelled(number)
        except BaseException as error:  # whatever leaves a slot is lost, and the request with it
            return RequestFailed(number, failure(error, job.doing))
        return RequestSucceeded(number, result)
