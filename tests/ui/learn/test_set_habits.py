"""A data set remembers its own search, model and learn switch."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from support.composed import Composed, make_image
from support.fake_engine import FakeEngine

from frcnn_desktop.ui.browse.feature import BrowseFeature
from frcnn_desktop.ui.learn.feature import LearnFeature
from frcnn_desktop.ui.shell.action_ids import ActionId

A = ActionId
Opener = Callable[[Path], Composed]


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    made = tmp_path / "foxes", tmp_path / "owls"
    for folder in made:
        folder.mkdir()
        for number in range(2):
            make_image(folder / f"{number}.png")
    return made


@pytest.fixture
def model(tmp_path: Path) -> Path:
    path = tmp_path / "mine.safetensors"
    path.touch()
    return path


@pytest.fixture
def loads() -> list[Path | None]:
    """The checkpoints that were loaded, one after another."""
    return []


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path, loads: list[Path | None]) -> Iterator[Opener]:
    """Start a program with a folder, after the one before has ended."""
    running: list[Composed] = []

    def load(path: Path | None, _device: str) -> FakeEngine:
        loads.append(path)
        return FakeEngine()

    def start(folder: Path) -> Composed:
        while running:
            running.pop().close()
        running.append(Composed(qtbot, tmp_path / "settings.json", load))
        running[0].open(folder)
        known(running[0])
        qtbot.waitUntil(lambda: running[0].app.inference.model_key != "")
        return running[0]

    yield start
    while running:
        running.pop().close()


def known(program: Composed) -> None:
    """Wait until it is known what was decided about the open set."""
    decisions = program.app.feature(LearnFeature).decisions
    program.qtbot.waitUntil(lambda: decisions.value is not None)


def go(program: Composed, folder: Path) -> None:
    """Open another folder in the same window."""
    with program.qtbot.waitSignal(program.app.feature(LearnFeature).decisions.opened, timeout=30_000):
        program.app.workspace.open_paths([folder])


def listed(program: Composed) -> str:
    return str(program.app.feature(BrowseFeature).images.catalogue.filter)


def test_that_each_set_has_its_own_search_also_after_a_restart(
    program: Opener, folders: tuple[Path, Path], qtbot: QtBot
) -> None:
    foxes, owls = folders
    window = program(foxes)
    window.app.feature(BrowseFeature).images.search("name:1")
    decisions = window.app.feature(LearnFeature).decisions
    qtbot.waitUntil(lambda: decisions.value is not None and decisions.value.search == "name:1")
    go(window, owls)
    qtbot.waitUntil(lambda: listed(window) == "")
    go(window, foxes)
    qtbot.waitUntil(lambda: listed(window) == "name:1")
    again = program(foxes)
    qtbot.waitUntil(lambda: listed(again) == "name:1")


def test_that_each_set_has_its_own_learn_switch(program: Opener, folders: tuple[Path, Path]) -> None:
    foxes, owls = folders
    window = program(foxes)
    switch = window.app.actions[A.LEARN]
    switch.setChecked(True)
    go(window, owls)
    assert switch.isChecked()
    switch.setChecked(False)
    go(window, foxes)
    assert switch.isChecked()
    go(window, owls)
    assert not switch.isChecked()


def test_that_each_set_has_its_own_model(
    program: Opener, folders: tuple[Path, Path], model: Path, loads: list[Path | None], qtbot: QtBot
) -> None:
    foxes, owls = folders
    window = program(foxes)
    models = window.app.models
    with qtbot.waitSignal(models.chosen):
        models.load(model)
    go(window, owls)
    assert models.wanted == model
    with qtbot.waitSignal(models.chosen):
        models.load(None)
    go(window, foxes)
    qtbot.waitUntil(lambda: loads == [None, model, None, model])
    again = program(owls)
    qtbot.waitUntil(lambda: loads[-1] is None and again.app.models.wanted is None)


@pytest.mark.parametrize("bundled", [True, False])
def test_that_a_set_that_is_known_before_the_window_was_seen_has_its_model(
    qtbot: QtBot, tmp_path: Path, folders: tuple[Path, Path], model: Path, bundled: bool
) -> None:
    loads: list[Path | None] = []

    def load(path: Path | None, _device: str) -> FakeEngine:
        loads.append(path)
        return FakeEngine()

    window = Composed(qtbot, tmp_path / "settings.json", load)
    window.app.settings.model = model if bundled else None
    own = None if bundled else model
    window.app.models.use(own)
    window.open(folders[0])
    qtbot.waitUntil(lambda: window.app.inference.model_key != "")
    assert loads == [own]
    assert window.app.models.wanted == own
    window.close()


def test_that_a_model_that_was_asked_for_at_the_start_stays(
    qtbot: QtBot, tmp_path: Path, folders: tuple[Path, Path], model: Path, program: Opener
) -> None:
    window = program(folders[0])
    with qtbot.waitSignal(window.app.models.chosen):
        window.app.models.load(None)
    window.app.shutdown()
    asked = Composed(qtbot, tmp_path / "settings.json", lambda _path, _device: FakeEngine())
    try:
        with qtbot.waitSignal(asked.app.feature(LearnFeature).decisions.opened):
            asked.app.start([folders[0]], model=model)
        assert asked.app.models.wanted == model
    finally:
        asked.close()
