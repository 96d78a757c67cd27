"""The bench of See inside drives the window to its end and brings every figure."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from support.composed import make_image
from support.inside_program import InsideEngine
from support.inspected import LookedInto
from support.window import end

from frcnn_desktop.bench import inside_session
from frcnn_desktop.ui.app import Application
from frcnn_desktop.ui.inside.walk.registry import STAGES
from frcnn_desktop.ui.shell.settings import Settings

PATIENCE_MS = 60_000


class OpenEngine(LookedInto, InsideEngine):
    """Can be looked into in every way."""

    abilities = LookedInto.abilities | InsideEngine.abilities


def test_that_the_inside_session_brings_every_figure(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inside_session, "ROUNDS", 1)
    engine = OpenEngine()
    application = Application(Settings(tmp_path / "settings.ini"), lambda _path, _device: engine)
    session = inside_session.InsideSession(application, 0.5)
    application.start([make_image(tmp_path / "photo.png", (400, 300))])
    qtbot.waitUntil(lambda: not application.window.isVisible(), timeout=PATIENCE_MS)
    end(application)
    assert session.times["inspector"]
    assert len(session.times["stage_change"]) == len(STAGES)
