"""The window is a list of features, and their order does not count."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Sequence
from dataclasses import is_dataclass, replace
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from support.fake_engine import FakeEngine
from support.window import end

import frcnn_desktop.ui
from frcnn_desktop.ui.app import FEATURES, Application
from frcnn_desktop.ui.feature import Outline
from frcnn_desktop.ui.inside.walk.registry import stage_commands
from frcnn_desktop.ui.shell.actions import Actions
from frcnn_desktop.ui.shell.dock_spec import DockPlace, DockSide, DockSpec
from frcnn_desktop.ui.shell.docks import PanelDock
from frcnn_desktop.ui.shell.settings import Settings

MOST_ARGUMENTS = 7


@pytest.fixture(params=[FEATURES, FEATURES[::-1]], ids=["in order", "reversed"])
def program(request: pytest.FixtureRequest, qtbot: QtBot, tmp_path: Path) -> Iterator[Application]:
    made = Application(Settings(tmp_path / "settings"), lambda *_: FakeEngine(), request.param)
    yield made
    end(made)


def test_that_menus_and_panels_stand_where_they_do_whichever_feature_came_first(
    qtbot: QtBot, tmp_path: Path
) -> None:
    def places(features: Sequence[Outline]) -> tuple[object, list[str]]:
        program = Application(Settings(tmp_path / "settings"), lambda *_: FakeEngine(), features)
        program.installation.finish()
        docks = [dock.objectName() for dock in program.frame.layout.in_order]
        assert len(program.window.findChildren(PanelDock)) == len(docks) > 5
        menus = [(menu.title, [row and row.id for row in menu.rows]) for menu in program.actions.menus]
        end(program)
        return menus, docks

    assert places(FEATURES) == places(FEATURES[::-1])


def test_that_no_command_has_two_rows(program: Application) -> None:
    blocks = program.installation.blocks()
    again = replace(blocks[0], place=99)
    with pytest.raises(ValueError, match="two rows"):
        Actions([*blocks, again])


def test_that_no_place_is_given_twice(program: Application) -> None:
    blocks = program.installation.blocks()
    with pytest.raises(ValueError, match="is taken"):
        Actions([*blocks, replace(blocks[0], rows=())])
    program.installation.finish()
    with pytest.raises(ValueError, match="is taken"):
        program.actions.add([stage_commands()])
    with pytest.raises(ValueError, match="is taken"):
        program.frame.add_status_item(QLabel(), 30)
    with pytest.raises(ValueError, match="is taken"):
        program.frame.add_dock(DockSpec("other", "Other", QLabel(), DockPlace(DockSide.LEFT, 10)))


def test_that_no_constructor_of_the_window_takes_more_than_seven_arguments() -> None:
    too_many: list[str] = []
    for found in walk_packages(frcnn_desktop.ui.__path__, "frcnn_desktop.ui."):
        module = import_module(found.name)
        for name, kind in vars(module).items():
            # The fields of a frozen value are no arguments that somebody wires.
            if not inspect.isclass(kind) or kind.__module__ != module.__name__ or is_dataclass(kind):
                continue
            if "__init__" in vars(kind):
                taken = len(inspect.signature(kind.__init__).parameters) - 1
                if taken > MOST_ARGUMENTS:
                    too_many.append(f"{module.__name__}.{name}: {taken}")
    assert too_many == []
