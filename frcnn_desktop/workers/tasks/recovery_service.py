"""Keeping unsaved edits where they survive a crash, and finding those that did, off the GUI thread."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from frcnn_desktop.core.errors import FrcnnError, reason_of
from frcnn_desktop.core.messages import Message, verbatim
from frcnn_desktop.voc.edits_comparison import Comparison, compare_edits
from frcnn_desktop.voc.unsaved_edits import UnsavedEdits
from frcnn_desktop.workers.base.jobs import Call, RequestCancelled, RequestFailed, RequestSucceeded, Work
from frcnn_desktop.workers.base.lifecycle import patience
from frcnn_desktop.workers.base.policies import Coalescing, Latest, Queue
from frcnn_desktop.workers.base.worker_thread import WorkerThread
from frcnn_desktop.workers.tasks.journal import FoundEdits, Journal, JournalContent

LONGEST_END_S = 5.0


class _NotKeptError(FrcnnError):
    """Edits could not be kept; the message is the reason alone."""


@dataclass(frozen=True, slots=True, eq=False)
class _Kept:
    """`edits` are in the journal; None: it is empty."""

    edits: UnsavedEdits | None


@dataclass(frozen=True, slots=True, eq=False)
class EditsCompared:
    """How found edits and their file stand to each other now."""

    found: FoundEdits
    comparison: Comparison


class RecoveryService(QObject):
    """Lives in the GUI thread. The newest edits win: on a slow disk those in between are never written."""

    found = Signal(object)
    """JournalContent, once after the start"""
    compared = Signal(object)
    """EditsCompared"""
    kept = Signal(object)
    """The UnsavedEdits that are on the disk now, or None when nothing is to be kept"""
    failed = Signal(object)
    """Why edits are not kept, or could not be: Message"""

    def __init__(self, parent: QObject | None = None, root: Path | None = None) -> None:
        """`root` None: in the user's state folder."""
        super().__init__(parent)
        self._journal = Journal(root)
        self._asked: dict[int, float] = {}
        self._overtaken = math.inf
        self._thread = WorkerThread("recovery", self, gives_way=True)
        self._looks = Queue(self._thread)
        self._looks.succeeded.connect(self._on_found)
        self._comparisons = Latest(self._thread)
        self._comparisons.succeeded.connect(self._on_compared)
        self._states = Coalescing(self._thread)
        self._removals, self._last = Queue(self._thread, finishes=True), Queue(self._thread, finishes=True)
        for policy in (self._states, self._last):
            policy.succeeded.connect(self._on_kept)
            policy.failed.connect(self._on_failed)
            policy.cancelled.connect(self._on_overtaken)

    @property
    def delay(self) -> float:
        """The seconds for which something has waited for the disk."""
        return time.monotonic() - min(self._asked.values()) if self._asked else 0.0

    def start(self) -> None:
        """Look for edits of programs that are gone, and whether edits can be kept."""
        self._looks.submit(self._look, Message("doing.looking_for_edits"))
        self.check()

    def keep(self, edits: UnsavedEdits) -> None:
        """Keep these edits in the place of those kept before."""
        self._ask(_keeping(self._journal, edits))

    def drop(self) -> None:
        """What was kept has been saved or given up."""
        self._ask(_keeping(self._journal, None))

    def check(self) -> None:
        """Try whether edits can be kept; `kept(None)` or `failed` tells."""
        self._ask(_guarded(self._journal.check, None))

    def compare(self, found: FoundEdits, shown_size: tuple[int, int]) -> None:
        """Compare found edits with their file as it is now, beside an image of this width and height.

        The newest question is answered.
        """
        edits = replace(found.edits, shown_size=shown_size)
        self._comparisons.submit(
            lambda _call: EditsCompared(found, compare_edits(edits)),
            Message("doing.looking_for_edits"),
        )

    def forget(self, folder: Path) -> None:
        """Remove found edits for good."""
        self._removals.submit(lambda _call: self._journal.forget(folder), Message("doing.removing_edits"))

    def finish(self, edits: UnsavedEdits | None) -> None:
        """Keep these edits, or none, in any case before the thread ends."""
        self._last.submit(_keeping(self._journal, edits), Message("doing.keeping_edits"))

    def shutdown(self) -> None:
        """End the thread after all that was asked for has been done; what is kept stays."""
        self._last.submit(lambda _call: self._journal.close(), Message("doing.removing_edits"))
        with patience(LONGEST_END_S):
            self._thread.stop()

    def _look(self, _call: Call) -> JournalContent:
        return self._journal.look()

    def _ask(self, work: Work) -> None:
        number = self._states.submit(work, Message("doing.keeping_edits"))
        # What overtakes another request holds its edits, too, which have waited for longer.
        self._asked[number] = min(time.monotonic(), self._overtaken)
        self._overtaken = math.inf

    @Slot(object)
    def _on_found(self, message: RequestSucceeded) -> None:
        self.found.emit(message.result)

    @Slot(object)
    def _on_compared(self, message: RequestSucceeded) -> None:
        self.compared.emit(message.result)

    @Slot(object)
    def _on_kept(self, message: RequestSucceeded) -> None:
        self._asked.pop(message.request_id, None)
        if isinstance(message.result, _Kept):
            self.kept.emit(message.result.edits)

    @Slot(object)
    def _on_failed(self, message: RequestFailed) -> None:
        self._asked.pop(message.request_id, None)
        self.failed.emit(message.message)

    @Slot(object)
    def _on_overtaken(self, message: RequestCancelled) -> None:
        self._overtaken = min(self._overtaken, self._asked.pop(message.request_id, math.inf))


def _keeping(journal: Journal, edits: UnsavedEdits | None) -> Work:
    if edits is None:
        return _guarded(journal.drop, None)
    return _guarded(lambda: journal.keep(edits), edits)


def _guarded(work: Callable[[], None], edits: UnsavedEdits | None) -> Work:
    def run(_call: Call) -> _Kept:
        try:
            work()
        except OSError as error:
            raise _NotKeptError(reason_of(error)) from error
        except ValueError as error:
            raise _NotKeptError(verbatim(str(error))) from error
        return _Kept(edits)

    return run
