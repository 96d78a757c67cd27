"""What the detector thinks of the box under the hand."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal


class ClassScores(QObject):
    """Scores 0..1 by class name of the box that was scored last, background left out; empty: none was.

    Signals: `changed()`.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._latest: Mapping[str, float] = {}
        self._preferred: Mapping[str, float] = {}

    @property
    def latest(self) -> Mapping[str, float]:
        """The scores that count now: what was preferred, else what was set last."""
        return self._preferred or self._latest

    def set(self, scores: Mapping[str, float]) -> None:
        """Take the scores of the box that was scored last; `changed` comes even if they are the same."""
        self._latest = scores
        self.changed.emit()

    def prefer(self, scores: Mapping[str, float]) -> None:
        """Let another opinion of the same box go before what is `set`; empty takes it back."""
        before, self._preferred = self._preferred, scores
        if scores or before:
            self.changed.emit()

    def forget(self) -> None:
        """The box is gone. Emits nothing: nobody waits for that."""
        self._latest = self._preferred = {}
