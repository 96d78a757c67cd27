"""Lists of images for jobs that are divided: what they may hold, and where results go."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from frcnn_desktop.cli.image_jobs import listed_jobs, shard
from frcnn_desktop.cli.manifest import read_manifest
from frcnn_desktop.core.errors import DatasetError
from frcnn_desktop.distributed.ranks import Ranks


def outs(folder: Path, *lines: str | dict[str, object]) -> list[str]:
    path = folder / "list.txt"
    text = "".join((each if isinstance(each, str) else json.dumps(each)) + "\n" for each in lines)
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    return [str(entry.out) for entry in read_manifest(path).entries]


def test_that_results_are_named_after_paths_and_addresses(tmp_path: Path) -> None:
    assert outs(
        tmp_path,
        "a/b.jpg",
        "./a/../사진.png",
        "/mnt/photos/b.jpg",
        "https://Host.example:8443/photos/b%20c.jpg?X-Signature=1234#part",
        "https://user:secret@host.example/v1.2",
        "s3://bucket/a/b.JPG",
        "gs://bucket/../%2e%2e/etc\\x/con.png",
        {"image": "a/c.jpg", "id": 17, "out": "seventeen"},
        {"image": "a/c.jpg", "id": "18", "out": "x/18.xml", "split": ["test"]},
    ) == [
        "a/b.xml",
        "사진.xml",
        "mnt/photos/b.xml",
        "host.example/photos/b_c.xml",
        "host.example/v1.2.xml",
        "bucket/a/b.xml",
        "bucket/etc/x/_con.xml",
        "seventeen.xml",
        "x/18.xml",
    ]


def test_that_paths_are_relative_to_the_list_and_names_hold_no_secrets(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("a.jpg\nhttps://user:secret@host/b.jpg?key=secret\n")
    local, remote = listed_jobs([], tmp_path / "list.txt", Path("out"))
    assert (local.image, local.name, local.remote) == (str(tmp_path / "a.jpg"), "a.jpg", False)
    assert (remote.name, remote.remote) == ("https://host/b.jpg", True)
    assert "secret" in remote.image


@pytest.mark.parametrize(
    "lines",
    [
        ["a.jpg", "a.png"],
        ["a.jpg", "A.JPG"],
        ["caf\u00e9.jpg", "cafe\u0301.jpg"],
        ["https://host/a.jpg?id=1", "https://host/a.jpg?id=2"],
        ["s3://bucket/a.jpg", "gs://bucket/a.jpg"],
        ["x.jpg", {"image": "y.jpg", "out": "x"}],
        ["a.jpg", "a.xml/b.jpg"],
        ["a.xml/b.jpg", "a.jpg"],
        [{"image": "a.jpg", "id": 1}, {"image": "b.jpg", "id": 1}],
    ],
)
def test_that_results_which_would_meet_are_refused_with_both_lines(
    tmp_path: Path, lines: list[str | dict[str, object]]
) -> None:
    with pytest.raises(DatasetError, match="lines 2 and 3 would have the same name"):
        outs(tmp_path, "first.jpg", *lines)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "no JSON|is none"),
        ('{"id": 1}', "names an image"),
        ('{"image": 5}', "names an image"),
        ('{"image": "a.jpg", "out": ["b"]}', "texts"),
        ('{"image": "a.jpg", "out": "../b"}', "below the folder"),
        ('{"image": "a.jpg", "out": "/b"}', "below the folder"),
        ('{"image": "a.jpg", "out": "c:\\\\b"}', "below the folder"),
        ("http://host/a.jpg", "no address"),
        ("file:///etc/passwd", "no address"),
        ("https://", "no address"),
        ("s3://bucket", "no address"),
        ("x" * 70_000, "longer than"),
        (".", "names an image"),
    ],
)
def test_that_a_line_which_cannot_be_used_is_told(tmp_path: Path, line: str, reason: str) -> None:
    with pytest.raises(DatasetError, match=reason):
        outs(tmp_path, "a.jpg", line)


def test_that_lines_which_say_the_same_count_once_and_bytes_that_are_no_text_are_kept(tmp_path: Path) -> None:
    assert outs(tmp_path, "a.jpg", "", "b.jpg", "./a.jpg".removeprefix("./"), "\udcff.jpg") == [
        "a.xml",
        "b.xml",
        "\udcff.xml",
    ]
    assert read_manifest(tmp_path / "list.txt").repeated == 1


def test_that_shards_have_each_image_once_and_differ_by_one_at_most() -> None:
    items = list(range(23))
    parts = [shard(f"{number}/5").share(items) for number in range(5)]
    assert sorted(item for part in parts for item in part) == items
    assert {len(part) for part in parts} == {4, 5}
    # What torchrun starts within a shard divides that shard.
    inside = [Ranks(rank, 2).share(parts[0]) for rank in range(2)]
    assert sorted([*inside[0], *inside[1]]) == parts[0]


def test_that_a_command_takes_paths_or_a_manifest(tmp_path: Path) -> None:
    for paths, manifest in ([], None), ([tmp_path], tmp_path / "list.txt"):
        with pytest.raises(DatasetError, match="one of both"):
            listed_jobs(paths, manifest, tmp_path)
