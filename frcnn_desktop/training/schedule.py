"""The learning rate as a pure function of the step, so that a resumed run needs no scheduler state."""

from __future__ import annotations

import math

_START_DIVISOR = 25.0
_END_DIVISOR = 1000.0


def one_cycle(step: int, steps: int, peak: float, warm_up: float) -> float:
    """Return the learning rate of `step` in 0..steps-1: a cosine rise to `peak`, then a cosine fall."""
    rising = max(1, round(steps * warm_up))
    if step < rising:
        return _cosine(peak / _START_DIVISOR, peak, step / rising)
    return _cosine(peak, peak / _END_DIVISOR, (step - rising) / max(1, steps - rising))


def _cosine(start: float, end: float, progress: float) -> float:
    return end + (start - end) * (1 + math.cos(math.pi * progress)) / 2
