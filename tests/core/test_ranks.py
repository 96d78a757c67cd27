from __future__ import annotations

import pytest

from frcnn_desktop.distributed.ranks import Ranks


def test_that_a_process_started_on_its_own_does_everything() -> None:
    ranks = Ranks.from_environment({})
    assert ranks.first
    assert ranks.alone
    assert ranks.share("abc") == "abc"


def test_that_all_processes_together_do_each_thing_once() -> None:
    every = [
        Ranks.from_environment({"RANK": str(rank), "WORLD_SIZE": "3", "LOCAL_RANK": "0"}) for rank in range(3)
    ]
    assert [each.first for each in every] == [True, False, False]
    assert not any(each.alone for each in every)
    assert sorted(item for each in every for item in each.share(range(10))) == list(range(10))


@pytest.mark.parametrize("odd", [{"RANK": "x", "WORLD_SIZE": ""}, {"RANK": "3", "WORLD_SIZE": "2"}])
def test_that_an_odd_environment_is_no_reason_to_leave_work_out(odd: dict[str, str]) -> None:
    assert Ranks.from_environment(odd) == Ranks()
