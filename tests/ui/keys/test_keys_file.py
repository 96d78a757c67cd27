"""Keys as a file: what is written comes back, and what is no such file is refused in a sentence."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frcnn_desktop.ui.keys.exchange import FORMAT, KeysFileError, read_keys, write_keys

KNOWN = {"draw", "next", "save"}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda each: st.lists(each) | st.dictionaries(st.text(), each),
    max_leaves=8,
)


def _file(folder: Path, content: object) -> Path:
    path = folder / "keys.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def _rows(rows: object) -> dict[str, object]:
    return {"format": FORMAT, "version": 1, "keys": rows}


def test_that_keys_come_back_as_they_were_written(tmp_path: Path) -> None:
    keys = {"draw": ("W", "Ctrl+R"), "next": (), "save": ("Ctrl+S",)}
    write_keys(tmp_path / "keys.json", keys)
    read = read_keys(tmp_path / "keys.json", KNOWN)
    assert (read.keys, read.unknown) == (keys, ())


def test_that_commands_of_another_version_are_named(tmp_path: Path) -> None:
    read = read_keys(_file(tmp_path, _rows({"draw": ["w"], "fly": ["F"]})), KNOWN)
    assert (read.keys, read.unknown) == ({"draw": ("W",)}, ("fly",))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "keys.json is no file of keyboard shortcuts."),
        ("{", "keys.json is no file of keyboard shortcuts."),
        ("[" * 5000, "keys.json is no file of keyboard shortcuts."),
        ([1, 2], "keys.json is no file of keyboard shortcuts."),
        ({"format": "other"}, "keys.json is no file of keyboard shortcuts."),
        ({"format": FORMAT, "version": 2}, "keys.json was written by another version of this program."),
        (_rows([]), "keys.json is no file of keyboard shortcuts."),
        (_rows({"draw": "W"}), "keys.json is no file of keyboard shortcuts."),
        (_rows({"draw": ["F1"] * 9}), "keys.json is no file of keyboard shortcuts."),
        (_rows({str(n): [] for n in range(3000)}), "keys.json is no file of keyboard shortcuts."),
        (_rows({"draw": ["Tab"]}), "keys.json is refused: “Tab” is no key that a command can have."),
        (_rows({"draw": [7]}), "keys.json is refused: “7” is no key that a command can have."),
        (
            _rows({"draw": ["\x1b[2J\u202e"]}),
            "keys.json is refused: “\\u001b[2J\\u202e” is no key that a command can have.",
        ),
        (
            _rows({"draw": ["W"], "next": ["w"]}),
            "keys.json is refused: it gives W to two commands, draw and next.",
        ),
    ],
)  # fmt: skip
def test_that_another_file_is_refused_in_a_sentence(tmp_path: Path, content: object, said: str) -> None:
    with pytest.raises(KeysFileError) as refused:
        read_keys(_file(tmp_path, content), KNOWN)
    assert str(refused.value) == said


def test_that_what_is_no_file_or_too_large_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "gone.json", _file(tmp_path, " " * 2**19)):
        with pytest.raises(KeysFileError):
            read_keys(path, KNOWN)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.json")
        with pytest.raises(KeysFileError):
            read_keys(tmp_path / "pipe.json", KNOWN)


@given(JSON)
def test_that_no_rows_raise_anything_else(tmp_path_factory: pytest.TempPathFactory, rows: object) -> None:
    path = tmp_path_factory.mktemp("keys") / "keys.json"
    path.write_text(json.dumps(_rows(rows)), encoding="utf-8")
    try:
        read_keys(path, KNOWN)
    except KeysFileError:
        return
    assert isinstance(rows, dict)
