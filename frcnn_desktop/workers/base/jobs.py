"""One piece of work for another thread, and how it ends: frozen, like every message between threads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.messages import Message


@dataclass(frozen=True, slots=True, eq=False)
class Call:
    """What work is called with, in the worker thread. `report` sends a value to the GUI thread meanwhile."""

    request_id: int
    token: CancelToken
    report: Callable[[object], None]


Work: TypeAlias = Callable[[Call], object]


@dataclass(frozen=True, slots=True, eq=False)
class Job:
    """Call `work`. The GUI thread sets `token` to stop it; `doing` begins the sentence of a failure."""

    request_id: int
    work: Work
    doing: Message
    token: CancelToken


@dataclass(frozen=True, slots=True, eq=False)
class RequestReport:
    """What a request under way has to say."""

    request_id: int
    value: object


@dataclass(frozen=True, slots=True, eq=False)
class RequestSucceeded:
    """`result` is what the work returned."""

    request_id: int
    result: object


@dataclass(frozen=True, slots=True, eq=False)
class RequestFailed:
    """`message` is for the user."""

    request_id: int
    message: Message


@dataclass(frozen=True, slots=True, eq=False)
class RequestCancelled:
    """The work was given up before it had a result, by its token or because its thread has ended."""

    request_id: int


RequestEnd: TypeAlias = RequestSucceeded | RequestFailed | RequestCancelled
