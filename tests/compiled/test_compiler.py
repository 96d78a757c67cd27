"""How kernels are compiled."""

from __future__ import annotations

import sys

import pytest
from numba.core import errors

from frcnn_desktop.compiled import compiler


def test_that_messages_of_the_compiler_leave_the_streams_of_other_threads_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pytest.importorskip("colorama")
    assert compiler.kernel(lambda: 7)() == 7
    exchanged: list[object] = []
    monkeypatch.setattr(errors, "reinit", lambda: exchanged.append(sys.stdout))
    assert "no such type" in errors.termcolor().errmsg("no such type")
    assert exchanged == []
