"""The benches of the window drive it to their end and bring every figure, here with a known detector."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from support.composed import FakeEngine, make_image
from support.window import end

from frcnn_desktop.bench import live_session, memory_session
from frcnn_desktop.ui.app import Application
from frcnn_desktop.ui.shell.settings import Settings

PATIENCE_MS = 60_000


@pytest.fixture
def photos(tmp_path: Path) -> list[Path]:
    folder = tmp_path / "photos"
    folder.mkdir()
    return [make_image(folder / f"{number}.png", (400, 300)) for number in range(8)]


@pytest.fixture
def application(qtbot: QtBot, tmp_path: Path) -> Iterator[Application]:
    application = Application(Settings(tmp_path / "settings.ini"), lambda _path, _device: FakeEngine())
    yield application
    end(application)


def test_that_the_live_session_brings_every_figure(
    qtbot: QtBot, application: Application, photos: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("SLIDER_STEPS", 2), ("OVERTAKINGS", 2), ("NEXT_IMAGES", 2), ("LISTED", 5)):
        monkeypatch.setattr(live_session, name, value)
    session = live_session.Session(application, photos, 0.5)
    application.start(photos[:5])
    qtbot.waitUntil(lambda: not application.window.isVisible(), timeout=PATIENCE_MS)
    counts = {name: len(values) for name, values in session.times.items()}
    assert counts["slider"] == counts["overtake"] == counts["next_image"] == 2
    assert counts["score_one_box"] > 0
    assert session.stalls.phases["drag"].gaps


def test_that_the_memory_walk_measures_at_every_stage(
    qtbot: QtBot, application: Application, photos: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory_session, "FIRST", 3)
    walk = memory_session.Walk(application, 6)
    application.start(photos)
    qtbot.waitUntil(lambda: not application.window.isVisible(), timeout=PATIENCE_MS)
    assert list(walk.resident) == [3, 6]
