"""The threads that share out one search."""

from __future__ import annotations

import threading

import pytest

from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.errors import Cancelled
from frcnn_desktop.proposals.thread_team import Parts, ThreadTeam


@pytest.mark.parametrize("size", [1, 2, 5])
def test_that_results_come_in_the_order_of_the_calls_with_parts_in_their_place(size: int) -> None:
    slow = threading.Event()

    def first() -> str:
        assert size == 1 or slow.wait(20)
        return "first"

    def later() -> Parts:
        slow.set()
        return Parts([lambda: 1, lambda: Parts([lambda: 2, lambda: 3])])

    with ThreadTeam(size, None) as team:
        assert team.run([first, later, lambda: 4]) == ["first", [1, [2, 3]], 4]
        assert team.run([]) == []
        assert team.run([lambda: 5]) == [5]


def test_that_calls_are_made_at_the_same_time() -> None:
    meeting = threading.Barrier(2, timeout=20)
    with ThreadTeam(2, None) as team:
        assert sorted(team.run([meeting.wait, meeting.wait])) == [0, 1]


def test_that_a_failure_is_raised_and_what_has_not_begun_never_begins() -> None:
    began: list[str] = []
    team = ThreadTeam(1, CancelToken())
    ended = threading.Event()

    def fail() -> None:
        raise MemoryError

    def outlast_it() -> None:
        began.append("second")
        while not team.stop.byte[0]:
            ended.wait(0.001)
        ended.set()

    before = set(threading.enumerate())
    with team:
        threads = set(threading.enumerate()) - before
        with pytest.raises(MemoryError):
            team.run([fail, outlast_it, lambda: began.append("third")])
        team.stop.set()
    for thread in threads:
        thread.join(20)
        assert not thread.is_alive()
    assert began in ([], ["second"])


def test_that_a_set_token_leaves_a_call_behind_at_once() -> None:
    let_go, token = threading.Event(), CancelToken()

    def never_ready() -> None:
        token.cancel()
        let_go.wait(20)

    try:
        with pytest.raises(Cancelled), ThreadTeam(1, token) as team:
            team.run([never_ready])
    finally:
        let_go.set()
