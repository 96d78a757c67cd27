"""Other models from the Model menu: downloaded, or copied with decomposed layers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot
from support.composed import Composed, make_image

from frcnn_desktop.core.errors import CheckpointError, DownloadError
from frcnn_desktop.core.messages import verbatim
from frcnn_desktop.host import download as host_download
from frcnn_desktop.host.published_models import PUBLISHED_MODELS
from frcnn_desktop.ui.models import model_files
from frcnn_desktop.ui.models.feature import ModelFeature


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Composed]:
    window = Composed(qtbot, tmp_path / "settings.ini")
    with qtbot.waitSignal(window.app.inference.model_loaded, timeout=30_000):
        window.app.start([make_image(tmp_path / "a.png")])
    yield window
    window.close()


def action(window: Composed, text: str) -> QAction:
    found = window.app.models.menu.findChildren(QAction)
    return next(each for each in found if text in each.text())


def test_that_a_chosen_model_is_downloaded_and_put_to_work(
    window: Composed, monkeypatch: pytest.MonkeyPatch
) -> None:
    def download(_url: str, target: Path, _prefix: str, progress: Any, _token: Any) -> None:
        progress(1000, 1000)
        target.write_bytes(b"weights")

    monkeypatch.setattr(host_download, "download", download)
    with window.qtbot.waitSignal(window.app.inference.model_loaded, timeout=30_000):
        action(window, "MobileNetV3 FPN, 74 MB").trigger()
        assert window.app.frame.status_bar.busy.isVisible()
    assert window.app.settings.model == PUBLISHED_MODELS[2].path
    assert not window.app.feature(ModelFeature).tasks.busy


def test_that_no_network_is_said_and_the_model_before_stays(
    window: Composed, monkeypatch: pytest.MonkeyPatch
) -> None:
    def download(*_: Any) -> None:
        raise DownloadError(verbatim("It cannot be downloaded. Check the network."))

    monkeypatch.setattr(host_download, "download", download)
    with window.qtbot.waitSignal(window.app.feature(ModelFeature).tasks.failed, timeout=30_000):
        action(window, "ResNet-50 FPN v2").trigger()
    assert "Check the network" in window.message
    assert window.app.settings.model is None


def test_that_a_copy_with_decomposed_layers_is_written_and_put_to_work(
    window: Composed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []

    def decompose(*arguments: Any) -> Path:
        asked.extend(arguments[:3])
        return arguments[1]

    monkeypatch.setattr(model_files, "decompose", decompose)
    thin = tmp_path / "thin.safetensors"
    monkeypatch.setattr(window.app.shell.prompts, "energy", lambda: 80)
    monkeypatch.setattr(window.app.shell.prompts, "model_to_save", lambda _start: thin)
    with window.qtbot.waitSignal(window.app.inference.model_loaded, timeout=30_000):
        action(window, "Decompose").trigger()
    assert asked == [None, thin, 0.8]
    assert window.app.settings.model == thin


def test_that_a_copy_that_wins_nothing_says_so(
    window: Composed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def decompose(*_: Any) -> Path:
        raise CheckpointError(verbatim("No layer would become cheaper this way."))

    monkeypatch.setattr(model_files, "decompose", decompose)
    thin = tmp_path / "thin.safetensors"
    monkeypatch.setattr(window.app.shell.prompts, "energy", lambda: 99)
    monkeypatch.setattr(window.app.shell.prompts, "model_to_save", lambda _start: thin)
    with window.qtbot.waitSignal(window.app.feature(ModelFeature).tasks.failed, timeout=30_000):
        action(window, "Decompose").trigger()
    assert "No layer would become cheaper" in window.message
    assert not (thin).exists()
