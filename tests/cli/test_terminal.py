"""Names from files never steer the terminal, and never break a command."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

import pytest

from frcnn_desktop.cli import run_command
from frcnn_desktop.cli.terminal import announce, say
from frcnn_desktop.core.printable import printable

STEERING = "\x1b]0;title\x07\x1b[2J\x9b31m\u202egnp.exe\r\nleft out: nothing\udcff"


def test_that_control_and_escape_sequences_are_written_out() -> None:
    assert printable(STEERING) == (
        "\\u001b]0;title\\u0007\\u001b[2J\\u009b31m\\u202egnp.exe\\u000d\\u000aleft out: nothing\\udcff"
    )
    assert printable("강아지 é 🐕\tü") == "강아지 é 🐕\tü"


def test_that_json_means_the_same_when_it_is_written_out() -> None:
    for value in (STEERING, "\\u001b", "a\\\x9b"):
        assert json.loads(printable(json.dumps({"name": value}, ensure_ascii=False))) == {"name": value}


def test_that_a_terminal_of_another_encoding_takes_every_name() -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    say("강아지.png", to=stream)
    assert stream.buffer.getvalue() == b"\\uac15\\uc544\\uc9c0.png\n"  # type: ignore[attr-defined]


@pytest.mark.skipif(sys.platform == "win32", reason="such names cannot be given there")
@pytest.mark.parametrize("name", [STEERING.replace("\udcff", ""), "\udcff"])
def test_that_commands_name_such_files_harmlessly(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    Path(os.fsdecode(os.fsencode(folder / f"{name}.png"))).write_bytes(b"no image")
    assert run_command(["export", str(folder), "--out", str(tmp_path / "out")]) == 1
    assert run_command(["evaluate", "--data", str(folder), "--model", f"{name}.safetensors"]) == 1
    with pytest.raises(SystemExit):
        run_command(["export", f"--{name}"])
    written = "".join(capsys.readouterr())
    assert not set(written) & set("\x1b\x07\x9b\r\u202e\udcff")


def test_that_what_takes_seconds_is_said_at_once_and_by_one_process(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    announce("loading")
    assert capsys.readouterr() == ("", "loading…\n")
    monkeypatch.setenv("RANK", "1")
    monkeypatch.setenv("WORLD_SIZE", "2")
    announce("loading")
    assert capsys.readouterr() == ("", "")


def test_that_compressing_says_at_once_that_it_is_loading(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = ["compress", "--model", str(tmp_path / "none"), "--out", str(tmp_path / "out"), "--ranks", "0"]
    assert run_command(line) == 1
    assert capsys.readouterr().err.startswith("loading…\n")
