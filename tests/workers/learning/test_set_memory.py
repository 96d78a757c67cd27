"""What was decided about a set, in its file."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from frcnn_desktop.workers.learning import set_memory
from frcnn_desktop.workers.learning.memory_service import MemoryService
from frcnn_desktop.workers.learning.set_memory import (
    MarkedBox,
    SetMemory,
    memory_path,
    read_memory,
    write_memory,
)

BOX = MarkedBox("fox", (0.5, 1.0, 20.25, 30.0))
FOLDERS = frozenset({Path("/photos"), Path("/more")})


def test_that_what_is_kept_is_read_again(tmp_path: Path) -> None:
    memory = SetMemory().excluding(frozenset({"cat", "개"})).with_threshold("fox", 0.25)
    memory = memory.with_rejected("key", BOX).with_rejected("key", MarkedBox("owl", BOX.box))
    memory = memory.with_kept("key", MarkedBox("fox", BOX.box, "loose"))
    path = memory_path(FOLDERS, tmp_path)
    write_memory(path, memory, FOLDERS)
    assert read_memory(path) == memory
    assert memory.with_threshold("fox", None).thresholds == {}
    assert memory.without_rejected("key").rejected == {}
    assert memory.without_kept() == replace(memory, kept={})
    assert memory_path({Path("/photos")}, tmp_path) != path


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{",
        b"\xff",
        json.dumps({"version": 2, "excluded": ["fox"]}).encode(),
        json.dumps({"version": 1, "excluded": {"fox": 1}, "thresholds": {"fox": 7, "owl": "x"}}).encode(),
        json.dumps({"version": 1, "rejected": {"key": [{"name": "fox", "box": [1, 2, 3]}, 5]}}).encode(),
        json.dumps({"version": 1, "rejected": {"key": [{"name": 1, "box": [1, 2, 3, "4"]}]}}).encode(),
    ],
)
def test_that_what_is_no_such_file_remembers_nothing(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "set.json"
    path.write_bytes(content)
    assert read_memory(path) == SetMemory()
    assert read_memory(tmp_path / "none.json") == SetMemory()


def test_that_the_images_answered_longest_ago_are_forgotten_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(set_memory, "MOST_BOXES", 3)
    memory = SetMemory()
    for key in ("a", "b", "c", "a", "d"):
        memory = memory.with_rejected(key, MarkedBox(f"{len(memory.rejected)}", BOX.box))
    assert list(memory.rejected) == ["a", "d"]


def test_that_two_windows_keep_their_decisions_beside_each_other(qtbot: QtBot) -> None:
    one, other = MemoryService(), MemoryService()
    one.change(FOLDERS, lambda memory: memory.with_rejected("a", BOX))
    one.shutdown()
    other.change(FOLDERS, lambda memory: memory.with_threshold("fox", 0.5))
    with qtbot.waitSignal(other.opened) as opened:
        other.open(FOLDERS)
    assert opened.args[0].memory == SetMemory().with_rejected("a", BOX).with_threshold("fox", 0.5)
    other.shutdown()


def test_that_how_a_set_is_worked_with_is_read_again(tmp_path: Path) -> None:
    memory = SetMemory().searching("class:fox").learning(False).with_model("/models/fox.safetensors")
    path = memory_path(FOLDERS, tmp_path)
    write_memory(path, memory, FOLDERS)
    assert read_memory(path) == memory
    write_memory(path, SetMemory().with_model(""), FOLDERS)
    assert read_memory(path) == SetMemory(model="")


@pytest.mark.parametrize("value", [7, None, ["x"], "a\0b", "x" * 10_000])
def test_that_what_is_no_habit_is_none(tmp_path: Path, value: object) -> None:
    path = tmp_path / "memory.json"
    path.write_text(json.dumps({"version": 1, "search": value, "learns": value, "model": value}))
    assert read_memory(path) == SetMemory()
