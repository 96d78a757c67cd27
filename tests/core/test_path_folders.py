"""The folders of many paths."""

from __future__ import annotations

from pathlib import Path, PurePath

import pytest

from frcnn_desktop.core.path_folders import folders_of


@pytest.mark.parametrize(
    "names",
    [
        (),
        ("/a/1.jpg", "/a/2.jpg"),
        ("/a/1.jpg", "/b/1.jpg", "/a/b/1.jpg"),
        ("/1.jpg",),
        ("1.jpg", "a/1.jpg"),
    ],
)
def test_that_the_folders_of_paths_are_their_parents(names: tuple[str, ...]) -> None:
    paths = [Path(name) for name in names]
    assert folders_of(paths) == {path.parent for path in paths}


def test_that_one_path_of_each_folder_is_asked_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    parent = PurePath.parent.fget
    assert parent is not None
    monkeypatch.setattr(PurePath, "parent", property(lambda path: asked.append(str(path)) or parent(path)))
    folders_of([Path(f"/{folder}/{number}.jpg") for number in range(50) for folder in "ab"])
    assert len(asked) == 2
