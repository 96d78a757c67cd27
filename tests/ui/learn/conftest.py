"""Programs that learn."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from support.labelling import Labelling, taught


@pytest.fixture
def labelling(qtbot: QtBot, tmp_path: Path) -> Iterator[Labelling]:
    composed = Labelling(qtbot, tmp_path)
    yield composed
    composed.close()


@pytest.fixture
def learning(labelling: Labelling) -> Labelling:
    return taught(labelling)
