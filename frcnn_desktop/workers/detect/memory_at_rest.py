"""Giving back what detections have used of memory, once none has run for a while.

A detection needs some hundred megabytes for a moment. The C library keeps them for the next one: a hundred of
them stood idle for as long as a person looked at one image. Loading a model leaves as much behind: libraries
that were read to be linked, 400 MB of them.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from frcnn_desktop.core.messages import Message
from frcnn_desktop.host.memory import give_memory_back, let_go_of_libraries
from frcnn_desktop.workers.base.jobs import Call, RequestEnd
from frcnn_desktop.workers.base.policies import Latest
from frcnn_desktop.workers.base.worker_thread import WorkerThread

REST_MS = 1500
"""Who walks from image to image has the next detection before this: it would have to ask for all again."""


class MemoryAtRest(QObject):
    """Lives in the GUI thread; works in the thread that it watches, so that it never delays another."""

    given_back = Signal()
    """What that thread had used of memory is the system's again, where it could be"""

    def __init__(self, thread: WorkerThread, parent: QObject) -> None:
        super().__init__(parent)
        self._thread, self._requests = thread, Latest(thread)
        self._own = -1
        self._loaded = False
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._on_rest)
        thread.guard.ended.connect(self._on_ended)
        thread.stopped.connect(self._rest.stop)

    @Slot()
    def on_loaded(self) -> None:
        """A model has been loaded: libraries are let go of at the next rest, once, since what detections need
        of them comes back with the first of these."""
        self._loaded = True

    @Slot(object)
    def _on_ended(self, message: RequestEnd) -> None:
        if message.request_id == self._own:
            self.given_back.emit()
        elif self._thread.running:
            self._rest.start()

    @Slot()
    def _on_rest(self) -> None:
        work = _give_libraries_back if self._loaded else _give_back
        self._loaded = False
        self._own = self._requests.submit(work, Message("doing.tidying_up"))


def _give_back(_call: Call) -> bool:
    return give_memory_back()


def _give_libraries_back(call: Call) -> bool:
    let_go_of_libraries()
    return _give_back(call)
