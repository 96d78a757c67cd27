"""Python's cyclic garbage collection, kept in the GUI thread.

Left to itself Python collects in whichever thread allocates next. Qt objects that only a cycle held would
then be destroyed in a worker thread, which can crash the program.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

_INTERVAL_MS = 250


class GarbageCollection(QObject):
    """Collects in short slices in the thread it lives in, from its making on, instead of anywhere."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._limits = gc.get_threshold()
        self._held = False
        self._was_enabled = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self, interval=_INTERVAL_MS)
        self._timer.timeout.connect(self.collect_due)
        self._timer.start()

    @Slot()
    def collect_due(self) -> None:
        """Collect what came since the last time, and everything as often as Python itself would.

        Python would keep what came for ten times and look through all of it at once: after torch has been
        loaded that is a stall.
        """
        new, _, collections = gc.get_count()
        if collections > self._limits[1] * self._limits[2] and not self._held:
            gc.collect()
        elif new > self._limits[0]:
            gc.collect(1)

    @Slot()
    def hold(self) -> None:
        """Much is being loaded: collect nothing but what is new, until `release` or `spare_what_is_there`."""
        self._held = True

    @Slot()
    def release(self) -> None:
        """Collect everything again when it is due."""
        self._held = False

    @Slot()
    def spare_what_is_there(self) -> None:
        """Leave all present objects out of later collections: modules once loaded stay, and looking through
        those of torch takes longer than a frame."""
        gc.freeze()
        self.release()

    def stop(self) -> None:
        """Give collection back to Python, if it had it before."""
        self._timer.stop()
        if self._was_enabled:
            gc.enable()
