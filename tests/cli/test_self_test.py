"""The self-test: every check is tried, whatever the others met."""

from __future__ import annotations

import sys

import pytest

from frcnn_desktop.cli import run_command, self_test

LIGHT = ("resources", "VOC XML")


def test_that_a_check_which_cannot_be_imported_fails_alone(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    checks = {name: self_test.CHECKS[name] for name in LIGHT}
    monkeypatch.setattr(self_test, "CHECKS", checks)
    assert run_command(["self-test"]) == 0
    assert "self-test passed" in capsys.readouterr().out
    monkeypatch.setitem(sys.modules, checks["resources"], None)
    assert run_command(["self-test"]) == 1
    told = capsys.readouterr().out
    assert "resources  FAILED: ModuleNotFoundError" in told
    assert "written, read and written again unchanged" in told
    assert "1 of 2 checks failed" in told
