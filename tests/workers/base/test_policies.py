"""Each request ends in exactly one of succeeded, failed and cancelled, with its id, under every policy."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from threading import Event, get_ident

import pytest
from pytestqt.qtbot import QtBot

from frcnn_desktop.core.errors import FrcnnError
from frcnn_desktop.core.messages import verbatim
from frcnn_desktop.workers.base.jobs import Call, RequestEnd, RequestFailed, RequestReport, RequestSucceeded
from frcnn_desktop.workers.base.policies import Coalescing, Latest, OneAtATime, Policy, Queue
from frcnn_desktop.workers.base.worker_thread import WorkerThread

WORKING = verbatim("Working")


class Heard:
    """The ends of a policy's requests, in order, and the threads in which they were told."""

    def __init__(self, policy: Policy) -> None:
        self.ends: list[RequestEnd] = []
        self.threads: set[int] = set()
        for signal in (policy.succeeded, policy.failed, policy.cancelled):
            signal.connect(self._hear)

    def _hear(self, end: RequestEnd) -> None:
        self.ends.append(end)
        self.threads.add(get_ident())

    def told(self) -> list[tuple[int, str]]:
        """Ids, and the results of those that succeeded or else how they ended."""
        return [(end.request_id, _short(end)) for end in self.ends]


def _short(end: RequestEnd) -> str:
    if isinstance(end, RequestSucceeded):
        return str(end.result)
    return str(end.message) if isinstance(end, RequestFailed) else "cancelled"


class Gate:
    """Work that tells when it has begun and waits; it looks at its token only where `obeys` is set."""

    def __init__(self, result: str = "", *, obeys: bool = True) -> None:
        self.begun, self.open = Event(), Event()
        self._result, self._obeys = result, obeys

    def __call__(self, call: Call) -> str:
        self.begun.set()
        while not self.open.wait(0.005):
            if self._obeys:
                call.token.raise_if_cancelled()
        return self._result


@pytest.fixture
def thread(qtbot: QtBot) -> Iterator[WorkerThread]:
    thread = WorkerThread("policy")
    yield thread
    assert thread.stop()


def done(result: str) -> Callable[[Call], str]:
    return lambda _call: result


def failing(error: BaseException) -> Callable[[Call], str]:
    def work(_call: Call) -> str:
        raise error

    return work


@pytest.mark.parametrize("policy", [Latest, Coalescing, OneAtATime, Queue])
def test_that_a_request_runs_outside_the_gui_thread_and_ends_once_in_it_with_what_its_work_returned(
    qtbot: QtBot, thread: WorkerThread, policy: type[Latest | Coalescing | OneAtATime | Queue]
) -> None:
    requests = policy(thread)
    heard, ran_in = Heard(requests), list[int]()
    reports: list[RequestReport] = []
    requests.reported.connect(reports.append)

    def work(call: Call) -> str:
        ran_in.append(get_ident())
        call.report("half")
        return "whole"

    with qtbot.waitSignal(requests.succeeded):
        number = requests.submit(work, WORKING)
    assert heard.told() == [(number, "whole")]
    assert not requests.busy
    assert ran_in != [get_ident()]
    assert heard.threads == {get_ident()}
    assert [(report.request_id, report.value) for report in reports] == [(number, "half")]


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (FrcnnError(verbatim("The disk is full.")), "The disk is full."),
        (ValueError("odd"), "Working failed: ValueError: odd"),
        (SystemExit(3), "Working failed: SystemExit: 3"),
        (MemoryError(), "Working failed: MemoryError: "),
    ],
)
def test_that_whatever_is_raised_becomes_one_failure_and_the_thread_goes_on(
    qtbot: QtBot, thread: WorkerThread, error: BaseException, text: str
) -> None:
    requests = Queue(thread)
    heard = Heard(requests)
    first, second = requests.submit(failing(error), WORKING), requests.submit(done("next"), WORKING)
    qtbot.waitUntil(lambda: len(heard.ends) == 2)
    assert heard.told() == [(first, text), (second, "next")]


@pytest.mark.parametrize("obeys", [True, False])
def test_that_the_latest_wins_and_the_one_before_counts_as_cancelled_at_once(
    qtbot: QtBot, thread: WorkerThread, obeys: bool
) -> None:
    requests, gate = Latest(thread), Gate("old", obeys=obeys)
    heard = Heard(requests)
    old = requests.submit(gate, WORKING)
    assert gate.begun.wait(5)
    skipped = requests.submit(failing(AssertionError("nobody waits for this")), WORKING)
    new = requests.submit(done("new"), WORKING)
    assert heard.told() == [(old, "cancelled"), (skipped, "cancelled")]
    gate.open.set()
    qtbot.waitUntil(lambda: len(heard.ends) == 3)
    assert heard.told()[2:] == [(new, "new")]


def test_that_a_hand_which_never_rests_is_answered(qtbot: QtBot, thread: WorkerThread) -> None:
    requests, gate = Coalescing(thread), Gate("first")
    heard, working = Heard(requests), []
    requests.working_changed.connect(working.append)
    first = requests.submit(gate, WORKING, "score")
    assert gate.begun.wait(5)
    ids = [requests.submit(done(f"score {number}"), WORKING, "score") for number in range(3)]
    other = requests.submit(done("filter"), WORKING, "filter")
    gate.open.set()
    qtbot.waitUntil(lambda: len(heard.ends) == 5)
    assert heard.told() == [
        (ids[0], "cancelled"), (ids[1], "cancelled"),
        (first, "first"), (ids[2], "score 2"), (other, "filter"),
    ]  # fmt: skip
    assert working == [True, False] * 3


def test_that_what_a_hand_asked_for_can_be_forgotten(qtbot: QtBot, thread: WorkerThread) -> None:
    requests, gate = Coalescing(thread), Gate(obeys=False)
    heard = Heard(requests)
    first, waiting = requests.submit(gate, WORKING), requests.submit(done("waiting"), WORKING)
    assert gate.begun.wait(5)
    requests.cancel()
    assert sorted(heard.told()) == [(first, "cancelled"), (waiting, "cancelled")]
    after = requests.submit(done("after"), WORKING)
    gate.open.set()
    qtbot.waitUntil(lambda: len(heard.ends) == 3)
    assert heard.told()[2] == (after, "after")


def test_that_one_at_a_time_refuses_a_second_and_says_itself_how_it_stopped(
    qtbot: QtBot, thread: WorkerThread
) -> None:
    requests, gate = OneAtATime(thread), Gate()
    heard = Heard(requests)
    number = requests.submit(gate, WORKING)
    with pytest.raises(RuntimeError, match="under way"):
        requests.submit(done("second"), WORKING)
    assert gate.begun.wait(5)
    requests.ask_to_stop()
    assert heard.ends == []
    qtbot.waitUntil(lambda: not requests.busy)
    assert heard.told() == [(number, "cancelled")]


def test_that_a_queue_answers_all_in_order_unless_they_are_replaced(
    qtbot: QtBot, thread: WorkerThread
) -> None:
    requests, gate = Queue(thread), Gate("first")
    heard = Heard(requests)
    first = requests.submit(gate, WORKING)
    second = requests.submit(done("second"), WORKING)
    assert gate.begun.wait(5)
    requests.replace([done("third"), done("fourth")], WORKING)
    assert heard.told() == [(first, "cancelled"), (second, "cancelled")]
    gate.open.set()
    qtbot.waitUntil(lambda: not requests.busy)
    assert [told for _, told in heard.told()[2:]] == ["third", "fourth"]


def test_that_policies_of_one_thread_hear_of_their_own_requests_only(
    qtbot: QtBot, thread: WorkerThread
) -> None:
    first, second = Latest(thread), Queue(thread)
    heard_first, heard_second = Heard(first), Heard(second)
    a, b = first.submit(done("a"), WORKING), second.submit(done("b"), WORKING)
    qtbot.waitUntil(lambda: not first.busy and not second.busy)
    assert (heard_first.told(), heard_second.told()) == ([(a, "a")], [(b, "b")])


@pytest.mark.parametrize("policy", [Latest, Coalescing, OneAtATime, Queue])
def test_that_what_is_open_when_its_thread_ends_and_what_comes_later_counts_as_cancelled(
    qtbot: QtBot, policy: type[Latest | Coalescing | OneAtATime | Queue]
) -> None:
    thread = WorkerThread("policy")
    requests, gate = policy(thread), Gate()
    heard = Heard(requests)
    number = requests.submit(gate, WORKING)
    assert gate.begun.wait(5)
    assert thread.stop()
    late = [requests.submit(done("late"), WORKING) for _ in range(2)]
    assert heard.told() == [(each, "cancelled") for each in (number, *late)]
    assert not requests.busy


def test_that_no_thread_runs_before_its_first_job(qtbot: QtBot) -> None:
    thread = WorkerThread("policy")
    assert not thread.running
    assert thread.stop()
