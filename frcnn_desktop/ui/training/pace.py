"""How long work will still take, judged by how fast it has been lately."""

from __future__ import annotations

from collections import deque

_WINDOW = 60.0
_LEAST = 2.0


class Pace:
    """Takes pairs of time (seconds) and amount done. A smaller amount begins anew."""

    def __init__(self) -> None:
        self._marks: deque[tuple[float, int]] = deque()

    def add(self, time: float, done: int) -> None:
        """Take how much is done at a time in seconds; only the last minute counts, but two marks at least."""
        if self._marks and done < self._marks[-1][1]:
            self._marks.clear()
        self._marks.append((time, done))
        while time - self._marks[0][0] > _WINDOW and len(self._marks) > 2:
            self._marks.popleft()

    def left(self, total: int) -> float | None:
        """Return the seconds until `total` is done; None while that cannot be told."""
        if len(self._marks) < 2:
            return None
        (begin, first), (now, done) = self._marks[0], self._marks[-1]
        if now - begin < _LEAST or done <= first:
            return None
        return max(0, total - done) * (now - begin) / (done - first)
