"""Which of several requests are worked on, and which of them count as cancelled.

A policy numbers requests, posts them to its thread and is the one place where their ends arrive. Several
policies may share a thread. All of them live in the GUI thread.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Hashable, Iterable

from PySide6.QtCore import QObject, Signal, Slot

from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.messages import Message
from frcnn_desktop.workers.base.jobs import (
    Job,
    RequestCancelled,
    RequestEnd,
    RequestFailed,
    RequestReport,
    RequestSucceeded,
    Work,
)
from frcnn_desktop.workers.base.worker_thread import WorkerThread

_ids = itertools.count(1)
"""One numbering for the whole program, so that an id names a request in its log."""


class Policy(QObject):
    """Each request ends in exactly one of `succeeded`, `failed` and `cancelled`, with its id.

    A request that was given up counts as cancelled at once, whatever its thread still does. When the thread
    ends, what is open counts as cancelled; with `finishes`, what was asked for is done before.
    """

    reported = Signal(object)
    """RequestReport"""
    succeeded = Signal(object)
    """RequestSucceeded"""
    failed = Signal(object)
    """RequestFailed"""
    cancelled = Signal(object)
    """RequestCancelled"""

    def __init__(self, thread: WorkerThread, *, finishes: bool = False) -> None:
        super().__init__(thread)
        self._thread, self._finishes = thread, finishes
        self._open: dict[int, Job] = {}
        thread.guard.reported.connect(self._on_reported)
        thread.guard.ended.connect(self._on_ended)
        thread.stopping.connect(self._on_stopping)
        thread.stopped.connect(self._on_stopped)

    @property
    def busy(self) -> bool:
        """Whether a request is open: one that was given up is none, whatever its thread still does."""
        return bool(self._open)

    def cancel(self) -> None:
        """Give up everything that was asked for."""
        for job in tuple(self._open.values()):
            self._give_up(job)

    def _begin(self, work: Work, doing: Message, token: CancelToken | None = None) -> Job:
        job = Job(next(_ids), work, doing, token or CancelToken())
        self._open[job.request_id] = job
        return job

    def _post(self, job: Job) -> None:
        if not self._thread.post(job):
            self._take_end(RequestCancelled(job.request_id))

    def _give_up(self, job: Job) -> None:
        # Set directly: a queued cancel would arrive after the work that it should stop.
        job.token.cancel()
        self._end(RequestCancelled(job.request_id))

    def _end(self, message: RequestEnd) -> None:
        if self._open.pop(message.request_id, None) is None:
            return
        if isinstance(message, RequestSucceeded):
            self.succeeded.emit(message)
        elif isinstance(message, RequestFailed):
            self.failed.emit(message)
        else:
            self.cancelled.emit(message)

    @Slot(object)
    def _on_reported(self, message: RequestReport) -> None:
        if message.request_id in self._open:
            self.reported.emit(message)

    def _take_end(self, message: RequestEnd) -> None:
        """The thread is free again. For a policy to extend: a slot that overrides another is none for
        PySide, and would run in the thread that emits.
        """
        self._end(message)

    def _leave(self) -> None:
        """The thread has ended, or is heard of no more."""
        self.cancel()

    @Slot(object)
    def _on_ended(self, message: RequestEnd) -> None:
        self._take_end(message)

    @Slot()
    def _on_stopping(self) -> None:
        if not self._finishes:
            for job in self._open.values():
                job.token.cancel()

    @Slot()
    def _on_stopped(self) -> None:
        self._leave()


class Latest(Policy):
    """The newest request wins; the one before is cancelled."""

    def submit(self, work: Work, doing: Message, token: CancelToken | None = None) -> int:
        """Ask for work, with a token of one's own if it is to be more than a switch. Returns the id."""
        self.cancel()
        job = self._begin(work, doing, token)
        self._post(job)
        return job.request_id


class Coalescing(Policy):
    """What a hand asks for as it moves: one request is finished, and of those after it the newest waits.

    Cancelling the one under way, as `Latest` does, would leave a hand that never rests without any answer.
    Requests of different kinds wait beside each other.
    """

    working_changed = Signal(bool)

    def __init__(self, thread: WorkerThread) -> None:
        super().__init__(thread)
        self._working = 0
        self._waiting: dict[Hashable, Job] = {}

    def submit(
        self, work: Work, doing: Message, kind: Hashable = None, token: CancelToken | None = None
    ) -> int:
        """Ask for work in the place of what waits of this kind. Returns the id."""
        before = self._waiting.pop(kind, None)
        job = self._begin(work, doing, token)
        self._waiting[kind] = job
        if before is not None:
            self._give_up(before)
        self._post_next()
        return job.request_id

    def cancel(self) -> None:
        """Give up what is under way and all that waits, of every kind."""
        self._waiting.clear()
        super().cancel()

    def _leave(self) -> None:
        self._working = 0
        super()._leave()

    def _post_next(self) -> None:
        if not self._working and self._waiting:
            job = self._waiting.pop(next(iter(self._waiting)))
            self._working = job.request_id
            self.working_changed.emit(True)
            self._post(job)

    def _take_end(self, message: RequestEnd) -> None:
        if message.request_id != self._working:
            return
        self._working = 0
        self.working_changed.emit(False)
        self._end(message)
        self._post_next()


class OneAtATime(Policy):
    """One request, which is asked politely to stop and says itself how it ended."""

    def submit(self, work: Work, doing: Message, token: CancelToken | None = None) -> int:
        """Ask for work. Returns the id; raises RuntimeError while something is under way."""
        if self.busy:
            raise RuntimeError("a request is under way")
        job = self._begin(work, doing, token)
        self._post(job)
        return job.request_id

    def ask_to_stop(self) -> None:
        """Let the request stop when it has tidied up; its end comes then."""
        for job in self._open.values():
            job.token.cancel()


class Queue(Policy):
    """Every request is worked on, in order."""

    def submit(self, work: Work, doing: Message, token: CancelToken | None = None) -> int:
        """Line up work, with a token of one's own if it is to be more than a switch. Returns the id."""
        job = self._begin(work, doing, token)
        self._post(job)
        return job.request_id

    def replace(
        self, works: Iterable[Work], doing: Message, token: Callable[[], CancelToken] = CancelToken
    ) -> None:
        """Line up all this, each with a `token` made for it, in the place of what was asked for before."""
        self.cancel()
        for work in works:
            self.submit(work, doing, token())
