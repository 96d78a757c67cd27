from __future__ import annotations

import threading

import torch

from frcnn_desktop.inference.device import keep_thread_to_one_core


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
