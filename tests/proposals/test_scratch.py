"""Memory that is kept between searches."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from frcnn_desktop.core.errors import Cancelled
from frcnn_desktop.proposals import scratch, selective_search


def test_that_memory_is_used_again() -> None:
    with scratch.borrowed_scratch() as first:
        array = first.array("numbers", (30, 2), np.int32)
    with scratch.borrowed_scratch() as second:
        assert np.shares_memory(array, second.array("numbers", (4,), np.float32))


@pytest.mark.parametrize("mode", ["fast", "exact"])
def test_that_a_search_keeps_no_memory_that_only_large_images_need(
    scene: NDArray[np.uint8], mode: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scratch, "_MOST_BYTES", 1000)
    selective_search(scene, mode=mode)
    assert not [each.size for each in scratch._idle if each.size > 1000]


def test_that_a_cancelled_step_keeps_no_memory_that_only_large_images_need(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(scratch, "_MOST_BYTES", 1000)
    lent: list[scratch.Scratch] = []

    def step() -> None:
        with scratch.borrowed_scratch() as mine:
            lent.append(mine)
            mine.array("numbers", (2000,), np.uint8)
            raise Cancelled

    with pytest.raises(Cancelled):
        step()
    assert lent[0] not in scratch._idle
