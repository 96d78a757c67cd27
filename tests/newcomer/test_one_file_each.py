"""What CONTRIBUTING.md promises: a stage, a format, a panel are a file or a folder, and no other is touched.

Those beside this file are known to no list of the program.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a window of its own says in which they are."""
    home = str(tmp_path_factory.mktemp("home"))
    folders = dict.fromkeys(("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"), home)
    environment = {**os.environ, **folders, "QT_QPA_PLATFORM": "offscreen"}
    result = subprocess.run(
        [sys.executable, str(HERE / "window.py"), home],
        capture_output=True, text=True, check=False, env=environment,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def test_that_nothing_of_them_is_loaded_with_the_window(told: dict[str, Any]) -> None:
    assert told["early"] == []


def test_that_a_stage_is_one_file(told: dict[str, Any]) -> None:
    assert told["stage"] == [True, "edges", ["Input", "Edges", "Segments"]]
    assert told["menus"]["I&nside"][:3] == ["&Input", "Ed&ges", "&Segments"]
    assert told["keys"]["stage_edges"] == "Ctrl+F9"
    assert "Edges" in told["palette"]


def test_that_a_format_is_one_file(told: dict[str, Any]) -> None:
    assert told["formats"] == ["voc", "coco", "yolo", "table", "labelme"]
    assert told["tip"].endswith("COCO, YOLO, Table, labelme")
    assert told["said"] == "Table: two corners, in pixels, counted from 0"


def test_that_a_panel_is_one_folder(told: dict[str, Any]) -> None:
    assert told["note"] == [True, True]
    assert told["keys"]["note"] == "F12"
    assert {"Note", "Clear note"} <= set(told["palette"])
    assert "Note" in told["menus"]["Pa&nels"]
