"""Giving freed memory back to the system."""

from __future__ import annotations

import sys

import pytest

from frcnn_desktop.host.memory import give_memory_back


def test_that_memory_is_given_back_where_the_system_has_a_way_and_else_nothing_fails(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert give_memory_back() in ((True, False) if sys.platform == "linux" else (False,))
    monkeypatch.setattr(sys, "platform", "win32")
    assert give_memory_back() is False
