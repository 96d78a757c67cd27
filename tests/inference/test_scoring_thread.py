from __future__ import annotations

import threading

import pytest
import torch

from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.errors import Cancelled
from frcnn_desktop.inference.device import keep_thread_to_one_core, sharing_cores


def threads_seen_by_another_thread(first: bool) -> int:
    seen: list[int] = []

    def work() -> None:
        if first:
            keep_thread_to_one_core()
        seen.append(torch.get_num_threads())

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    return seen[0]


def test_that_one_thread_is_kept_to_one_core_and_no_other() -> None:
    before = torch.get_num_threads()
    assert threads_seen_by_another_thread(first=True) == 1
    assert torch.get_num_threads() == before
    assert threads_seen_by_another_thread(first=False) == before


class Crowded(CancelToken):
    __slots__ = ("wanted",)

    def __init__(self) -> None:
        super().__init__()
        self.wanted = False

    @property
    def leave_a_core(self) -> bool:
        return self.wanted


@pytest.mark.usefixtures("four_cores")
def test_that_long_work_leaves_a_core_from_one_step_to_the_next_and_takes_it_back() -> None:
    token = Crowded()
    with sharing_cores(token) as step:
        step()
        assert torch.get_num_threads() == 4
        token.wanted = True
        step()
        assert torch.get_num_threads() == 3
        assert threads_seen_by_another_thread(first=False) == 4
        token.wanted = False
        step()
        assert torch.get_num_threads() == 4


@pytest.mark.usefixtures("four_cores")
def test_that_a_core_is_taken_back_by_work_that_is_stopped() -> None:
    token = Crowded()
    token.wanted = True
    with sharing_cores(token) as step:
        step()
        token.cancel()
        with pytest.raises(Cancelled):
            step()
    assert torch.get_num_threads() == 4
