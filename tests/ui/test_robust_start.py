"""The window opens whatever the machine around it looks like."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot
from support.composed import CAT, Composed, make_image

from frcnn_desktop.host import folders
from frcnn_desktop.host.environment import drop_opencv_qt_paths
from frcnn_desktop.host.folders import cache_folder
from frcnn_desktop.proposals import ProposalCache

OTHER_OPENCV = """
import os
here = os.path.dirname(os.path.abspath(__file__))
os.environ["QT_QPA_PLATFORM_PLUGIN_PATH"] = os.path.join(here, "qt", "plugins")
os.environ["QT_QPA_FONTDIR"] = os.path.join(here, "qt", "fonts")
"""


def test_that_broken_settings_are_set_aside_and_the_window_says_so(qtbot: QtBot, tmp_path: Path) -> None:
    settings = tmp_path / "settings.ini"
    settings.write_bytes(b"no section here\n[[[\x00\x01\xff")
    window = Composed(qtbot, settings)
    window.open(make_image(tmp_path / "a.png"))
    assert "set aside as settings.broken.ini" in window.message
    window.close()


def test_that_a_home_which_cannot_be_written_costs_memory_of_settings_only(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A file in the folder's place cannot be written to even by root.
    blocked = tmp_path / "blocked"
    blocked.touch()
    for variable in ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "LOCALAPPDATA", "APPDATA"):
        monkeypatch.setenv(variable, str(blocked / "home"))
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(blocked / "home"))
    photo = make_image(tmp_path / "a.png")
    window = Composed(qtbot, blocked / "home" / "settings.ini")
    window.open(photo)
    qtbot.waitUntil(lambda: window.app.detection.run is not None)
    window.app.session.add_objects([CAT])
    window.app.window.close()
    qtbot.waitUntil(window.app.window.isHidden)
    assert photo.with_suffix(".xml").exists()
    window.close()


def test_that_the_cache_goes_to_the_temporary_folder_when_it_must(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "blocked"
    blocked.touch()
    monkeypatch.setattr(folders.platformdirs, "user_cache_path", lambda _name: blocked)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    found = cache_folder("x")
    assert found.parent.parent == tmp_path
    assert found.parent.name.startswith(folders.APPLICATION)
    assert found.is_dir()


def test_that_no_place_to_write_at_all_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "blocked"
    blocked.touch()

    def no_temporary_folder() -> str:
        raise FileNotFoundError("No usable temporary directory found")

    monkeypatch.setattr(folders.platformdirs, "user_cache_path", lambda _name: blocked)
    monkeypatch.setattr(tempfile, "gettempdir", no_temporary_folder)
    assert ProposalCache().get("key", "fast") is None


def test_that_what_another_opencv_sets_is_taken_back_and_what_the_user_sets_is_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM_PLUGIN_PATH", "/venv/site-packages/cv2/qt/plugins")
    monkeypatch.setenv("QT_QPA_FONTDIR", "/home/me/my cv2 fonts")
    drop_opencv_qt_paths()
    assert "QT_QPA_PLATFORM_PLUGIN_PATH" not in os.environ
    assert os.environ["QT_QPA_FONTDIR"] == "/home/me/my cv2 fonts"


@pytest.mark.parametrize("first", ["import cv2", "pass"])
def test_that_an_opencv_with_its_own_qt_does_not_break_the_window(tmp_path: Path, first: str) -> None:
    """Whether it is imported before the window opens or by a worker afterwards."""
    package = tmp_path / "cv2"
    package.mkdir()
    (package / "__init__.py").write_text(OTHER_OPENCV)
    code = (
        f"{first}\n"
        "import os\n"
        "from frcnn_desktop.ui.app import window_opens\n"
        "print(window_opens())\n"
        "import frcnn_desktop.proposals.quiet_opencv as quiet\n"
        f"assert quiet.cv2.__file__.startswith({str(tmp_path)!r})\n"
        "assert not {'QT_QPA_PLATFORM_PLUGIN_PATH', 'QT_QPA_FONTDIR'} & set(os.environ)"
    )
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", code], check=False, capture_output=True, text=True, env=environment
    )
    assert done.returncode == 0, done.stderr
    assert "on offscreen" in done.stdout
