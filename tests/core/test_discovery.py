"""Files that are found in a folder stand in an order of their own, and a broken one is no secret."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from frcnn_desktop.core.discovery import discovered, modules_in

PACKAGE = "found_for_a_test"
Write = Callable[[str, str], None]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Write]:
    folder = tmp_path / PACKAGE
    folder.mkdir()
    (folder / "__init__.py").touch()
    monkeypatch.syspath_prepend(str(tmp_path))

    def written(name: str, text: str) -> None:
        (folder / f"{name}.py").write_text(text, encoding="utf-8")

    yield written
    for name in [name for name in sys.modules if name.split(".")[0] == PACKAGE]:
        del sys.modules[name]


def found() -> tuple[int, ...]:
    return discovered(modules_in(PACKAGE), "ITEM", int, lambda item: item % 100)


def test_that_what_is_found_stands_in_the_order_it_states(write: Write) -> None:
    for name, item in (("a", 130), ("b", 310), ("c", 220)):
        write(name, f"ITEM = {item}")
    assert found() == (310, 220, 130)


def test_that_an_order_which_is_taken_is_refused(write: Write) -> None:
    write("a", "ITEM = 110")
    write("b", "ITEM = 210")
    with pytest.raises(ValueError, match=rf"order 10 of {PACKAGE}\.b is taken by {PACKAGE}\.a"):
        found()


def test_that_a_file_which_brings_nothing_of_the_kind_is_refused(write: Write) -> None:
    write("a", "ITEM = '110'")
    with pytest.raises(TypeError, match=rf"{PACKAGE}\.a has no ITEM that is a int"):
        found()


def test_that_a_broken_file_fails_as_it_would_by_itself(write: Write) -> None:
    write("a", "1 / 0")
    with pytest.raises(ZeroDivisionError):
        found()
