"""Folder detection on real threads, and photos for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot
from support.fake_engine import FakeEngine
from support.folder_bench import FolderBench

from frcnn_desktop.workers.detect.run_store import RunStore


@pytest.fixture
def bench(qtbot: QtBot, tmp_path: Path) -> Iterator[FolderBench]:
    bench = FolderBench(FakeEngine(), RunStore(tmp_path / "runs"))
    with qtbot.waitSignal(bench.inference.model_loaded):
        bench.inference.load_model(None)
    yield bench
    bench.close()


@pytest.fixture
def photos(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / f"{number}.png" for number in range(5)]
    for number, path in enumerate(paths):
        Image.new("RGB", (64, 48), (40 * number, 90, 120)).save(path)
    return paths
