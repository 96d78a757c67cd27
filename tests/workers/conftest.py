"""What tests of workers share."""

from __future__ import annotations

from support.leaks import no_timer_left  # noqa: F401 - for every test here
