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
        self._was_enabled = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self, interval=_INTERVAL_MS)
        self._timer.timeout.connect(self.collect_due)
        self._timer.start()

    @Slot()
    def collect_due(self) -> None:
        """Collect the oldest generation that is due, as Python itself would."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > self._limits[generation]:
                gc.collect(generation)
                return

    @Slot()
    def spare_what_is_there(self) -> None:
        """Leave all present objects out of later collections: modules once loaded stay, and looking through
        those of torch takes longer than a frame."""
        gc.freeze()

    def stop(self) -> None:
        """Give collection back to Python, if it had it before."""
        self._timer.stop()
        if self._was_enabled:
            gc.enable()
