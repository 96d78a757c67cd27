"""Paint first, then the rest: what a new picture does not need waits until it has been seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from PySide6.QtCore import QObject, QTimer, Signal, Slot

Work: TypeAlias = Callable[[], object]
Later: TypeAlias = Callable[[Work], None]
"""Does work at once, or after a paint that is due"""

COMING_MS = 30
"""A picture that has to be read for longer keeps lists and labels waiting no more."""
FIRST_MS = 250
"""The first picture of all keeps them for so long: nothing else is seen that they have to keep up with."""
LONGEST_MS = 2000
"""Whatever becomes of a picture that was asked for, nothing stands still for its sake any longer."""


def at_once(work: Work) -> None:
    """Do it now: a `Later` for what stands alone, without a picture."""
    work()


class PaintFirst(QObject):
    """Holds work back from the moment a picture is asked for until it has been painted.

    `hold` begins, `let_go` ends it: then what was held is done there and then, each piece once, in the order
    in which it was first asked for. So nobody finds the window half done between two events.
    Signal: `awaited(bool)` a picture is, or has been painted or given up.
    """

    awaited = Signal(bool)
    _next = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._works: dict[Work, None] = {}
        self._awaited = self._held = False
        self._holding = QTimer(self, singleShot=True)
        self._holding.timeout.connect(self._hold_no_more)
        self._waiting = QTimer(self, singleShot=True, interval=LONGEST_MS)
        self._waiting.timeout.connect(self.let_go)
        self._next.connect(self._do_next)

    @property
    def held(self) -> bool:
        """Whether work waits for a paint."""
        return self._held

    def then(self, work: Work) -> None:
        """Do this after the paint that is waited for; at once without one. Equal work is done once."""
        if self._held or self._works:
            self._works[work] = None
        else:
            work()

    def hold(self, coming_ms: int = COMING_MS) -> None:
        """A picture has been asked for, or is there and about to be painted; work waits so long for it."""
        self._held = True
        self._holding.start(coming_ms)
        self._waiting.start()
        if not self._awaited:
            self._awaited = True
            self.awaited.emit(True)

    @Slot()
    def let_go(self) -> None:
        """It has been painted, or none comes: do all that has waited."""
        self._waiting.stop()
        if self._awaited:
            self._awaited = False
            self.awaited.emit(False)
        self._hold_no_more()

    @Slot()
    def _hold_no_more(self) -> None:
        self._holding.stop()
        self._held = False
        while self._works and not self._held:
            # By a signal: an error in one piece does not keep the others from being done.
            self._next.emit()

    @Slot()
    def _do_next(self) -> None:
        work = next(iter(self._works))
        del self._works[work]
        work()
