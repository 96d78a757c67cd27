"""What a person sees when the graphics card fails."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot
from support.composed import Composed

from frcnn_desktop.core.messages import Message, verbatim


def test_that_a_device_that_fails_is_told_once_and_offered_again(qtbot: QtBot, tmp_path: Path) -> None:
    composed = Composed(qtbot, tmp_path / "settings.json")
    inference = composed.app.services.inference
    try:
        with qtbot.waitSignal(inference.model_loaded):
            composed.app.start(())
        why = Message("device.ran_out_of_memory", device=verbatim("A card (cuda)"))
        composed.engine.tell_device(why)
        qtbot.waitUntil(lambda: composed.message == str(why))
        assert composed.buttons == ["Try the device again"]
        with qtbot.waitSignal(inference.model_loaded):
            composed.click("Try the device again")
        assert composed.message == ""
    finally:
        composed.close()
