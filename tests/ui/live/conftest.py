"""A program with planted proposals, for what is asked about single places."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from support.planted import PlantedProgram


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path) -> Iterator[PlantedProgram]:
    program = PlantedProgram(qtbot, tmp_path)
    yield program
    program.close()
