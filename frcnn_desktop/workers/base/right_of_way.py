"""Letting what a person waits for go before what is prepared for later, in the middle of the work."""

from __future__ import annotations

import threading
import time

from frcnn_desktop.core.cancellation import CancelToken

ATTENTION_S = 0.05
"""A hand that drags a box or a slider asks again within this time."""
TURN_S = 0.004
"""How long the background may begin new steps between two questions of a hand; the next one comes about
14 ms after an answer, and a step takes up to 10 ms on one core."""
REFIT_TURN_S = 0.006
"""The same for a refit: none of its parts takes as long as a step of what is made ahead."""
LONGEST_WAIT_S = 0.1
"""Whatever is forgotten or never rests, the background waits no longer than this for its next step."""


class RightOfWay:
    """While somebody holds it, background work waits at its next look at its token. Thread-safe.

    For a while after it was given back, background work gets one short turn and then waits again: whoever
    asked is likely to go on asking.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._taken = False
        self._given_back_at = float("-inf")
        self._refitting = False

    def set_refitting(self, refitting: bool) -> None:
        """While a hand asks, let a refit that is under way go before what is only made ahead.

        Beside a hand there is about one core left; two works that share it keep each other from giving way.
        """
        with self._changed:
            self._refitting = refitting
            self._changed.notify_all()

    @property
    def taken(self) -> bool:
        """Whether somebody holds it this moment; see `wanted` for a moment longer."""
        return self._taken

    @property
    def wanted(self) -> bool:
        """Somebody holds it, or did a moment ago."""
        return self._taken or time.monotonic() - self._given_back_at < ATTENTION_S

    def take(self) -> None:
        """Hold it from now on; taking it twice is taking it once."""
        self._taken = True

    def give_back(self, *, asks_again: bool = True) -> None:
        """Hold it no more and wake who waits; without holding it this only wakes them.

        Who is not likely to ask again lets the others go on at once.
        """
        with self._changed:
            if self._taken:
                self._taken = False
                self._given_back_at = time.monotonic() if asks_again else float("-inf")
            self._changed.notify_all()

    def wait(self, token: CancelToken, *, made_ahead: bool = False) -> None:
        """Return when the background may take its next step or has been cancelled; `made_ahead`: a refit goes
        before it.

        At the latest after `LONGEST_WAIT_S`.
        """
        if not self.wanted:
            return
        latest = time.monotonic() + LONGEST_WAIT_S
        with self._changed:
            while not token.cancelled:
                pause = min(self._pause(made_ahead=made_ahead), latest - time.monotonic())
                if pause <= 0:
                    return
                self._changed.wait(pause)

    def wake(self) -> None:
        """Let those who wait see that they have been cancelled."""
        with self._changed:
            self._changed.notify_all()

    def _pause(self, *, made_ahead: bool) -> float:
        """Return how many seconds to wait before looking again, 0 or less to go on."""
        if self._taken:
            return LONGEST_WAIT_S
        since = time.monotonic() - self._given_back_at
        turn = TURN_S
        if self._refitting:
            turn = 0.0 if made_ahead else REFIT_TURN_S
        return 0.0 if since < turn else ATTENTION_S - since


class GivingWayToken(CancelToken):
    """The token of work that goes on in pauses: looking at it lets others go first.

    The backbone looks between its blocks and the head between its chunks, so a box under the hand is not
    scored beside them but instead of them, and neither cores nor the interpreter are shared.
    """

    __slots__ = ("_right_of_way",)
    _made_ahead = False

    def __init__(self, right_of_way: RightOfWay) -> None:
        super().__init__()
        self._right_of_way = right_of_way

    @property
    def leave_a_core(self) -> bool:
        """Whether work on all cores should spare one, because somebody is asking."""
        return self._right_of_way.wanted

    def cancel(self) -> None:
        """Set it, and wake the work if it is letting others go first."""
        super().cancel()
        self._right_of_way.wake()

    def raise_if_cancelled(self) -> None:
        """Let others go first, then raise Cancelled if it was set, meanwhile or before."""
        self._right_of_way.wait(self, made_ahead=self._made_ahead)
        super().raise_if_cancelled()


class BackgroundToken(GivingWayToken):
    """The token of work that nobody waits for, and that lets others go first, refits too."""

    __slots__ = ()
    _made_ahead = True

    @property
    def somebody_waits(self) -> bool:
        """Nobody does."""
        return False


class RefitToken(BackgroundToken):
    """The token of a refit: nobody waits for it, but the images ahead will be suggested on with its head."""

    __slots__ = ()
    _made_ahead = False
