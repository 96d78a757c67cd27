"""Another model is loaded: what the one before found says nothing any more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from support.composed import Composed, make_image
from support.fake_engine import FakeEngine

from frcnn_desktop.ui.browse.image_entry import ImageState
from frcnn_desktop.ui.shell.action_ids import ActionId


class TwoModels:
    """A folder of two images, both detected with the first model; `load` goes over to the other."""

    def __init__(self, qtbot: QtBot, tmp_path: Path) -> None:
        self.qtbot, self.first, self.other = qtbot, FakeEngine(), FakeEngine()
        self.other.info = replace(self.other.info, name="other")
        engines = iter((self.first, self.other))
        self.window = Composed(qtbot, tmp_path / "settings.json", lambda _path, _device: next(engines))
        self.paths = [make_image(tmp_path / name) for name in ("a.png", "b.png")]
        self.window.open(*self.paths)
        self.app = self.window.app
        qtbot.waitUntil(lambda: self.app.detection.run is not None)

    def state(self, number: int) -> ImageState:
        entry = self.app.workspace.catalogue.entry(self.paths[number])
        assert entry is not None
        return entry.state

    def load(self) -> None:
        with self.qtbot.waitSignal(self.app.inference.model_loaded):
            self.app.models.load(None)


@pytest.fixture
def models(qtbot: QtBot, tmp_path: Path) -> Iterator[TwoModels]:
    models = TwoModels(qtbot, tmp_path)
    yield models
    models.other.gate.set()
    models.window.close()


def test_that_the_list_forgets_what_another_model_has_detected(models: TwoModels, qtbot: QtBot) -> None:
    models.app.actions[ActionId.DETECT_FOLDER].trigger()
    qtbot.waitUntil(lambda: models.state(0) is models.state(1) is ImageState.DETECTED)
    models.other.gate.clear()
    models.load()
    assert models.state(0) is models.state(1) is ImageState.UNLABELLED


@pytest.mark.parametrize(("names", "shown"), [(("cat", "dog"), 0), (("bus", "cat"), 1)])
def test_that_what_was_accepted_hides_detections_of_the_same_classes_alone(
    models: TwoModels, qtbot: QtBot, names: tuple[str, ...], shown: int
) -> None:
    models.app.detection.accept_all()
    models.other.info = replace(models.other.info, class_names=names)
    models.load()
    qtbot.waitUntil(lambda: models.app.detection.run is not None)
    found = models.app.detection.shown
    assert found is not None
    assert len(found) == shown
