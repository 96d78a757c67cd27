"""Starts the window with files that stand in no list of the program, and says what has become of them."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPlainTextEdit

import frcnn_desktop.formats.known
import frcnn_desktop.ui.inside.walk.stages

HERE = Path(__file__).parent
frcnn_desktop.ui.__path__.append(str(HERE / "ui"))
frcnn_desktop.ui.inside.walk.stages.__path__.append(str(HERE / "stages"))
frcnn_desktop.formats.known.__path__.append(str(HERE / "known"))
THEIRS = ("ui.note.feature", "ui.inside.walk.stages.edges", "formats.known.table")


def main() -> None:
    """Press their keys in a window that is not complete yet. Prints JSON."""
    from frcnn_desktop.ui.app import Application, make_qt_application
    from frcnn_desktop.ui.shell.settings import Settings

    make_qt_application()
    program = Application(Settings(Path(sys.argv[1]) / "settings"))
    early = [name for name in THEIRS if f"frcnn_desktop.{name}" in sys.modules]
    program.window.show()
    program.window.activateWindow()
    assert QTest.qWaitForWindowActive(program.window)
    program.installation.begin()
    QTest.keyClick(program.window, Qt.Key.Key_F9, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(program.window, Qt.Key.Key_F12)
    sys.stdout.write(json.dumps({"early": early, **seen(program), **format_seen(program)}))
    sys.stdout.flush()
    # No thread has been started.
    os._exit(0)


def seen(program: Any) -> dict[str, object]:
    """Tell of the stage and the panel."""
    from frcnn_desktop.ui.inside.feature import InsideFeature
    from frcnn_desktop.ui.palette.feature import PaletteFeature

    palette = program.feature(PaletteFeature)
    palette.open()
    walk = program.feature(InsideFeature).seeing.walk
    dock = program.frame.layout.docks["note"]
    return {
        "stage": (walk.active, walk.stage.name, walk.bar.slider.shown_names()[:3]),
        "note": (dock.isVisible(), isinstance(dock.panel, QPlainTextEdit)),
        "palette": [entry.text for entry in palette.palette.entries],
        "keys": {name: program.actions.key_text(name) for name in ("stage_edges", "note")},
        "menus": {menu.title(): texts(menu) for menu in program.window.findChildren(QMenu)},
    }


def texts(menu: QMenu) -> list[str]:
    """Return what a menu shows."""
    return [action.text() for action in menu.actions()]


def format_seen(program: Any) -> dict[str, object]:
    """Tell of the format."""
    from frcnn_desktop.formats.registry import FORMATS, format_named
    from frcnn_desktop.ui.shell.action_ids import ActionId

    return {
        "formats": [each.name for each in FORMATS],
        "tip": program.actions[ActionId.IMPORT].toolTip(),
        "said": str(format_named("table").box_message),
    }


if __name__ == "__main__":
    main()
