"""One program over one photo for each test that wants it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

sys.path.insert(0, str(Path(__file__).parent))

from inside_program import InsideProgram


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
