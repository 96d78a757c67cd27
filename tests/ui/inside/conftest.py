"""One program over one photo for each test that wants it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from support.inside_program import InsideProgram, four_segments


@pytest.fixture(autouse=True)
def _nothing_gives_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a busy machine a thread that gives way to all others may not run for minutes."""
    monkeypatch.setattr("frcnn_desktop.workers.base.lifecycle.give_way_to_gui", lambda: None)
    # The search's own segments are tested with the worker; here its kernels would have to be loaded.
    monkeypatch.setattr("frcnn_desktop.workers.inside.stages.segment_image", four_segments)


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path) -> Iterator[InsideProgram]:
    program = InsideProgram(qtbot, tmp_path)
    yield program
    program.close()


@pytest.fixture
def empty_program(qtbot: QtBot, tmp_path: Path) -> Iterator[InsideProgram]:
    program = InsideProgram(qtbot, tmp_path, photo=False)
    yield program
    program.close()
