from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
from pathlib import Path

import PySide6
import pytest

from frcnn_desktop import __version__
from frcnn_desktop.__main__ import main
from frcnn_desktop.cli import COMMANDS, display

QT_PARTS = ("Core", "Gui", "Widgets", "DBus", "XcbQpa")
# With libegl1, libgl1, libxkbcommon-x11-0, libxcb-cursor0 and libfontconfig1, says Debian.
BROUGHT_ALONG = {
    "libX11.so.6",
    "libX11-xcb.so.1",
    "libfreetype.so.6",
    "libgthread-2.0.so.0",
    *(f"libxcb{part}.so.0" for part in ("-image", "-randr", "-render", "-render-util", "-shm", "-xfixes")),
    *(f"libxcb{part}.so.1" for part in ("", "-sync", "-util", "-xkb")),
}
# No Debian is without them.
SYSTEM = {"libc.so.6", "libgcc_s.so.1", "libm.so.6", "libstdc++.so.6", "libz.so.1", "libzstd.so.1"}


def test_that_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    shown = capsys.readouterr().out
    assert all(f"  {name} " in shown for name in COMMANDS)


def test_that_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert __version__ in capsys.readouterr().out


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_that_every_command_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main([name, "--help"])
    assert stop.value.code == 0
    assert f"usage: frcnn-desktop {name}" in capsys.readouterr().out


def test_that_an_error_of_ours_is_one_sentence_and_status_1(
    capsys: pytest.CaptureFixture[str], tmp_path: object
) -> None:
    missing = f"{tmp_path}/none.safetensors"
    assert main(["detect", "resources/samples", "--out", f"{tmp_path}/out", "--model", missing]) == 1
    error = capsys.readouterr().err
    assert "none.safetensors" in error
    assert "Traceback" not in error


def test_that_what_the_system_refuses_is_one_sentence_and_status_1(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_arguments: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device", "/data/out.npz")

    monkeypatch.setattr("frcnn_desktop.cli.licences.run", refuse)
    assert main(["licences"]) == 1
    assert capsys.readouterr().err == "frcnn-desktop licences: No space left on device: /data/out.npz.\n"


@pytest.mark.parametrize("how", ["bar", "json"])
def test_that_training_tells_what_the_system_refuses(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, how: str
) -> None:
    (tmp_path / "taken").touch()
    monkeypatch.setattr(
        "frcnn_desktop.cli.train_run._data", lambda *_arguments: (_ for _ in ()).throw(OSError(28, "full"))
    )
    command = ["train", "--data", "x", "--out", str(tmp_path / "m.safetensors"), "--events", how]
    assert main(command) == 1
    told = capsys.readouterr()
    assert "frcnn-desktop train: No space left on device." in told.err
    assert ('"id": "system.disk_full"' in told.out) == (how == "json")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux can lack a screen")
def test_that_without_a_screen_the_program_says_so_instead_of_aborting() -> None:
    screenless = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {name: value for name, value in os.environ.items() if name not in screenless}
    result = subprocess.run(
        [sys.executable, "-m", "frcnn_desktop"], env=environment, capture_output=True, text=True, check=False
    )
    assert result.returncode == 1
    assert "There is no screen here" in result.stderr
    assert "detect IMAGE" in result.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the libraries are Linux's")
def test_that_a_missing_qt_library_is_named_with_the_package_that_brings_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    monkeypatch.setattr(display, "_loads", lambda library: library != "libxcb-cursor.so.0")
    sentence = display.missing_for_window()
    assert sentence is not None
    assert sentence.endswith("sudo apt install libxcb-cursor0")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the libraries are Linux's")
def test_that_every_library_qt_needs_is_looked_for() -> None:
    folder = Path(PySide6.__file__).parent / "Qt"
    name = re.compile(rb"\0(lib[A-Za-z0-9_+-]+(?:\.[0-9]+)*\.so\.[0-9]+)(?=\0)")
    needed = {
        found.decode()
        for file in ("plugins/platforms/libqxcb.so", *(f"lib/libQt6{part}.so.6" for part in QT_PARTS))
        for found in name.findall((folder / file).read_bytes())
    }
    shipped = {path.name for path in (folder / "lib").iterdir()}
    looked_for = {*display._PACKAGES, *display._X11_PACKAGES}
    assert looked_for <= needed
    assert needed - shipped - looked_for <= BROUGHT_ALONG | SYSTEM
