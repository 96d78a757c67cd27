"""The licences of all parts are found, with their texts."""

from __future__ import annotations

import re
from importlib.metadata import requires
from pathlib import Path

import pytest

from frcnn_desktop.cli import run_command
from frcnn_desktop.host.licences import Part, installed_parts, licences_text


@pytest.fixture(scope="module")
def parts() -> dict[str, Part]:
    return {part.name.lower(): part for part in installed_parts()}


@pytest.mark.parametrize("name", ["frcnn-desktop", "torch", "numpy", "numba", "pyside6_essentials", "python"])
def test_that_a_part_is_named_with_its_licence_and_its_text(parts: dict[str, Part], name: str) -> None:
    assert parts[name].licence
    assert len(parts[name].text()) > 500


def test_that_everything_the_program_requires_is_there(parts: dict[str, Part]) -> None:
    required = [text for text in requires("frcnn-desktop") or [] if "extra ==" not in text]
    names = {re.split(r"[^\w-]", text)[0].lower().replace("-", "_") for text in required}
    assert names <= {name.replace("-", "_") for name in parts}


def test_that_qt_comes_with_both_texts_of_its_licence(parts: dict[str, Part]) -> None:
    text = parts["pyside6_essentials"].text()
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in text
    assert "GNU GENERAL PUBLIC LICENSE" in text


def test_that_a_part_without_a_text_says_so() -> None:
    assert Part("a", "1", "MIT", "", ()).text() == "It came without a licence text."


def test_that_the_command_writes_all_of_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "licences.txt"
    assert run_command(["licences", "--out", str(target)]) == 0
    assert target.read_text("utf-8") == licences_text()
    assert run_command(["licences"]) == 0
    assert "numpy" in capsys.readouterr().out
    assert run_command(["licences", "--out", str(tmp_path / "no" / "folder")]) == 1
