"""How long the GUI thread does not answer: the gaps between the ticks of a fast timer."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Qt, QTimer, Slot

TICK_MS = 2
NOTICED_MS = 50.0


@dataclass
class Phase:
    """Gaps of one stretch of time, in milliseconds, tick interval included."""

    gaps: list[float] = field(default_factory=list)

    def summary(self) -> dict[str, float | int]:
        """Return the longest gap in milliseconds and how many were noticed."""
        return {
            "longest_ms": round(max(self.gaps, default=0.0), 1),
            f"over_{NOTICED_MS:.0f}_ms": sum(gap > NOTICED_MS for gap in self.gaps),
            "over_500_ms": sum(gap > 500 for gap in self.gaps),
        }


class StallMeter(QObject):
    """Lives in the GUI thread. `enter(name)` starts a phase; gaps are booked on the phase they end in."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.phases: dict[str, Phase] = {}
        self._phase = Phase()
        self._last = time.perf_counter()
        self._timer = QTimer(self, interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def enter(self, name: str) -> None:
        """Begin a phase, or go on with one of that name; the clock starts with the first."""
        self._phase = self.phases.setdefault(name, Phase())
        self._last = time.perf_counter()
        self._timer.start()

    def stop(self) -> None:
        """End the phase and measure no more."""
        self._timer.stop()

    @Slot()
    def _tick(self) -> None:
        now = time.perf_counter()
        self._phase.gaps.append((now - self._last) * 1000)
        self._last = now
