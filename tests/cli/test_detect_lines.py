"""The JSON lines of `detect`, written by several processes and after interruptions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from frcnn_desktop.cli.detect_lines import LinesFile
from frcnn_desktop.core.errors import DatasetError
from frcnn_desktop.distributed.ranks import Ranks
from frcnn_desktop.distributed.shard import Shard

SETTINGS: dict[str, Any] = {"model": "abc", "score": 0.5, "nms": 0.3}


def write(folder: Path, images: list[str], ranks: Ranks, settings: dict[str, Any] = SETTINGS) -> LinesFile:
    lines = LinesFile(folder, settings, ranks)
    with lines.appending() as add:
        for image in images:
            add({"image": image, "by": ranks.rank})
    return lines


def merged(folder: Path) -> list[tuple[str, int]]:
    records = map(json.loads, (folder / "detections.jsonl").read_text(encoding="utf-8").splitlines())
    return [(each["image"], each["by"]) for each in records]


def test_that_the_parts_of_all_processes_become_one_file_in_the_order_of_the_images(tmp_path: Path) -> None:
    first = write(tmp_path / "out", ["a.jpg", "사진.jpg"], Ranks(0, 2))
    write(tmp_path / "out", ["b.jpg"], Ranks(1, 2))
    assert first.merge(["a.jpg", "b.jpg", "broken.jpg", "사진.jpg"]) == 1
    assert merged(tmp_path / "out") == [("a.jpg", 0), ("b.jpg", 1), ("사진.jpg", 0)]
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["detections.jsonl"]


def test_that_what_an_interrupted_run_has_finished_is_kept_but_not_half_a_line(tmp_path: Path) -> None:
    write(tmp_path, ["a.jpg", "b.jpg"], Ranks())
    [part] = tmp_path.iterdir()
    part.write_bytes(part.read_bytes()[:-5])
    again = LinesFile(tmp_path, SETTINGS, Ranks())
    assert set(again.finished()) == {"a.jpg"}
    with again.appending() as add:
        add({"image": "b.jpg", "by": 7})
    assert again.merge(["a.jpg", "b.jpg"]) == 0
    assert merged(tmp_path) == [("a.jpg", 0), ("b.jpg", 7)]


def test_that_parts_of_more_processes_than_now_are_kept_too(tmp_path: Path) -> None:
    write(tmp_path, ["c.jpg"], Ranks(2, 3))
    now = write(tmp_path, ["a.jpg"], Ranks())
    assert set(now.finished()) == {"a.jpg", "c.jpg"}
    assert now.merge(["a.jpg", "c.jpg"]) == 0


def test_that_parts_of_another_model_or_other_settings_are_made_again(tmp_path: Path) -> None:
    write(tmp_path, ["a.jpg"], Ranks(), {**SETTINGS, "score": 0.1})
    write(tmp_path, ["b.jpg"], Ranks(1, 2), {**SETTINGS, "model": "other"})
    (tmp_path / "detections.jsonl.part-2").write_bytes(b"\xff[1]\n[1]\n")
    lines = LinesFile(tmp_path, SETTINGS, Ranks())
    assert not lines.finished()
    with lines.appending() as add:
        add({"image": "a.jpg", "by": 5})
    assert lines.merge(["a.jpg", "b.jpg"]) == 1
    assert merged(tmp_path) == [("a.jpg", 5)]


def test_that_names_which_are_no_utf8_are_written_and_found_again(tmp_path: Path) -> None:
    name = "a\udcff.jpg"
    assert set(write(tmp_path, [name], Ranks()).finished()) == {name}
    assert write(tmp_path, [], Ranks()).merge([name]) == 0
    assert merged(tmp_path) == [(name, 0)]


def test_that_each_shard_has_a_file_of_its_own_and_a_second_run_finds_it(tmp_path: Path) -> None:
    for number in range(2):
        lines = LinesFile(tmp_path, SETTINGS, Ranks(), Shard(number, 2))
        with lines.appending() as add:
            add({"image": f"{number}.jpg", "by": number, "content": "key"})
        assert lines.merge([f"{number}.jpg"]) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "detections-00000-of-00002.jsonl",
        "detections-00001-of-00002.jsonl",
    ]
    again = LinesFile(tmp_path, SETTINGS, Ranks(), Shard(1, 2))
    assert again.finished() == {"1.jpg": "key"}
    assert again.merge(["1.jpg"]) == 0
    assert LinesFile(tmp_path, {**SETTINGS, "score": 0.1}, Ranks(), Shard(1, 2)).finished() == {}


def test_that_a_job_divided_in_another_way_is_refused(tmp_path: Path) -> None:
    with LinesFile(tmp_path, SETTINGS, Ranks(), Shard(0, 2)).appending():
        pass
    with pytest.raises(DatasetError, match="of-00002"):
        LinesFile(tmp_path, SETTINGS, Ranks(), Shard(0, 3))
    LinesFile(tmp_path, SETTINGS, Ranks(), Shard(1, 2))


def test_that_images_are_found_by_the_ids_of_their_manifest(tmp_path: Path) -> None:
    lines = LinesFile(tmp_path, SETTINGS, Ranks())
    with lines.appending() as add:
        add({"image": "a.jpg", "id": "7", "by": 0})
        add({"image": "a.jpg", "id": "8", "by": 0})
    assert lines.merge(["8", "7"]) == 0
    assert set(LinesFile(tmp_path, SETTINGS, Ranks()).finished()) == {"7", "8"}
