"""A workspace, and a folder that it can open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot
from support.desk import Desk

from frcnn_desktop.ui.shell.settings import Settings


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(Settings(tmp_path / "settings.ini"))
    yield desk
    desk.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "사진 folder"
    folder.mkdir()
    for name in ("img1.png", "img2.png", "img10.png"):
        Image.new("RGB", (60, 40), "grey").save(folder / name)
    return folder
