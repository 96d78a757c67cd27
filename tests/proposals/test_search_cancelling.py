"""Stopping a search from another thread."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.errors import Cancelled
from frcnn_desktop.proposals import MODE_NAMES, compiled_search, kernels, opencv, selective_search
from frcnn_desktop.proposals.thread_team import StopFlag


@pytest.fixture
def token() -> CancelToken:
    return CancelToken()


@pytest.mark.parametrize("mode", MODE_NAMES)
def test_that_a_token_that_is_set_before_stops_the_search(
    scene: NDArray[np.uint8], mode: str, token: CancelToken
) -> None:
    token.cancel()
    with pytest.raises(Cancelled):
        selective_search(scene, mode=mode, token=token)


def test_that_a_search_of_seconds_is_left_at_once(token: CancelToken) -> None:
    """Generous against a busy machine: the search alone would take many times as long."""
    noise = np.random.default_rng(4).integers(0, 256, (1200, 1600, 3)).astype(np.uint8)
    cancelled: list[float] = []

    def cancel() -> None:
        cancelled.append(time.perf_counter())
        token.cancel()

    timer = threading.Timer(0.1, cancel)
    timer.start()
    with pytest.raises(Cancelled):
        selective_search(noise, mode="exact", token=token)
    assert time.perf_counter() - cancelled[0] < 0.5
    timer.join()


def test_that_the_threads_of_a_cancelled_search_end_by_themselves(token: CancelToken) -> None:
    noise = np.random.default_rng(5).integers(0, 256, (600, 800, 3)).astype(np.uint8)
    before = set(threading.enumerate())
    timer = threading.Timer(0.05, token.cancel)
    timer.start()
    with pytest.raises(Cancelled):
        selective_search(noise, mode="exact", token=token)
    for thread in set(threading.enumerate()) - before:
        thread.join(20)
        assert not thread.is_alive()


def test_that_opencv_is_left_behind(
    scene: NDArray[np.uint8], token: CancelToken, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_go = threading.Event()

    def never_ready(_rgb: NDArray[np.uint8]) -> NDArray[np.int32]:
        token.cancel()
        let_go.wait(20)
        return np.array([[0, 0, 1, 1]], np.int32)

    monkeypatch.setattr(opencv, "opencv_boxes", never_ready)
    try:
        with pytest.raises(Cancelled):
            selective_search(scene, mode="opencv", token=token)
    finally:
        let_go.set()


def test_that_a_failing_colour_space_stops_the_others(
    scene: NDArray[np.uint8], monkeypatch: pytest.MonkeyPatch
) -> None:
    began, stopped = threading.Event(), threading.Event()

    def fail_or_wait(_rgb: object, name: str, _settings: object, stop: StopFlag) -> NDArray[np.int32]:
        if name == "hsv":
            assert began.wait(20)
            raise MemoryError
        began.set()
        _until(lambda: bool(stop.byte[0]))
        stopped.set()
        stop.check()
        raise AssertionError

    kernels.preparation.settle()
    monkeypatch.setattr(compiled_search, "search_colour_space", fail_or_wait)
    with pytest.raises(MemoryError):
        selective_search(scene, threads=2)
    assert stopped.wait(20)


def _until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not holds() and time.monotonic() < deadline:
        threading.Event().wait(0.001)
