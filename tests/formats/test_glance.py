"""What formats look at to find out whose a data set is."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path

import pytest

from frcnn_desktop.formats import glance, registry
from frcnn_desktop.formats.glance import Glance
from frcnn_desktop.formats.known import coco


def test_that_a_folder_is_read_once_however_many_formats_look_into_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.jpg", "b.jpg", "notes.txt", "sub/c.jpg", "annotations/d.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    read: Counter[Path] = Counter()
    scandir = os.scandir

    def counted(folder: Path) -> object:
        read[Path(folder)] += 1
        return scandir(folder)

    def refused(*_: object) -> None:
        raise AssertionError("a format reads a folder by itself")

    monkeypatch.setattr(glance.os, "scandir", counted)
    for name in ("glob", "rglob", "iterdir"):
        monkeypatch.setattr(Path, name, refused)
    assert registry.recognise(tmp_path) == ()
    assert read[tmp_path] == read[tmp_path / "sub"] == read[tmp_path / "annotations"] == 1


def test_that_files_are_found_by_their_suffix_in_any_case_and_in_order(tmp_path: Path) -> None:
    for name in ("b.JSON", "a.json", "c.txt", "d.jpg", "json", "e.new"):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "folder").mkdir()
    seen = Glance()
    assert [each.name for each in seen.files(tmp_path, ".json")] == ["a.json", "b.JSON"]
    assert [each.name for each in seen.files(tmp_path, ".json", ".txt")] == ["a.json", "b.JSON", "c.txt"]
    # Of whatever kind a format has; the program has no list of them.
    assert [each.name for each in seen.files(tmp_path, ".new")] == ["e.new"]
    assert seen.files(tmp_path, ".jpg") == []
    assert seen.folders(tmp_path) == [tmp_path / "folder"]
    assert seen.files(tmp_path / "nowhere", ".json") == seen.folders(tmp_path / "a.json") == []


def test_that_of_many_json_files_only_some_are_read_to_tell_coco(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(200):
        (tmp_path / f"{number:03}.json").write_text("{}")
    (tmp_path / "instances_train.json").write_text(
        json.dumps({"images": [], "annotations": [], "categories": []})
    )
    read: list[Path] = []
    head_and_tail = coco.head_and_tail

    def noted(path: Path) -> bytes:
        read.append(path)
        return head_and_tail(path)

    monkeypatch.setattr(coco, "head_and_tail", noted)
    assert coco.FORMAT.recognises(tmp_path, Glance())
    assert read == [tmp_path / "instances_train.json"]
    (tmp_path / "instances_train.json").unlink()
    read.clear()
    assert not coco.FORMAT.recognises(tmp_path, Glance())
    assert len(read) < 100
