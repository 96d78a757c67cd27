"""The files of a release agree with the program and with each other."""

from __future__ import annotations

import ast
import importlib.util
import plistlib
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from configparser import RawConfigParser
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest
from PIL import Image

import frcnn_desktop
from frcnn_desktop.core.image_kinds import IMAGE_SUFFIXES

ROOT = Path(__file__).parents[2]
PACKAGING = ROOT / "packaging"
METAINFO = PACKAGING / "linux" / "org.frcnn_desktop.frcnn_desktop.metainfo.xml"
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]


def load(name: str) -> ModuleType:
    """Import a file of the packaging folder, which is no package."""
    path = PACKAGING / f"{name}.py"
    spec = importlib.util.spec_from_file_location(f"packaging_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def desktop_entry() -> RawConfigParser:
    entry = RawConfigParser(delimiters=("=",))
    entry.optionxform = str  # pyright: ignore[reportAttributeAccessIssue]
    entry.read(PACKAGING / "linux" / "frcnn-desktop.desktop", encoding="utf-8")
    return entry


def test_that_the_version_is_the_same_everywhere() -> None:
    releases = ElementTree.parse(METAINFO).findall("releases/release")
    assert frcnn_desktop.__version__ == VERSION
    assert releases[0].get("version") == VERSION
    changes = re.findall(r"^## (\S+)", (ROOT / "docs/CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert next(name for name in changes if name != "Unreleased") == VERSION


def test_that_every_system_is_offered_the_same_kinds_of_files(desktop_entry: RawConfigParser) -> None:
    types = load("file_types")
    assert desktop_entry["Desktop Entry"]["MimeType"].strip(";").split(";") == list(types.MIME_TYPES)
    assert set(types.SUFFIXES) <= IMAGE_SUFFIXES
    installer = (PACKAGING / "windows" / "frcnn-desktop.iss").read_text("utf-8")
    assert tuple(re.findall(r'SupportedTypes".*ValueName: "(\.\w+)"', installer)) == types.SUFFIXES
    assert (
        ElementTree.parse(METAINFO).findtext("id")
        == types.IDENTIFIER
        == METAINFO.name[: -len(".metainfo.xml")]
    )


def test_that_desktop_entry_and_metadata_name_the_same_program(desktop_entry: RawConfigParser) -> None:
    entry, root = desktop_entry["Desktop Entry"], ElementTree.parse(METAINFO).getroot()
    assert root.findtext("launchable") == "frcnn-desktop.desktop"
    assert entry["Exec"].split()[0] == root.findtext("provides/binary") == entry["Icon"]
    categories = [element.text for element in root.findall("categories/category")]
    assert entry["Categories"].strip(";").split(";") == categories


def test_that_icons_have_every_size_their_systems_ask_for(tmp_path: Path) -> None:
    icons = load("make_icons")
    # In a process of its own, as when building: another test may have set up Qt in its own way.
    subprocess.run([sys.executable, str(PACKAGING / "make_icons.py"), str(tmp_path)], check=True)
    with Image.open(tmp_path / "app.ico") as icon:
        assert {size for size, _ in icon.info["sizes"]} == set(icons.ICO_SIZES)
    with Image.open(tmp_path / "app.icns") as icon:
        assert (512, 512, 2) in icon.info["sizes"]
    with Image.open(tmp_path / "48x48.png") as picture:
        assert picture.getpixel((0, 0)) == (0, 0, 0, 0)
        assert picture.getchannel("A").getextrema() == (0, 255)


@pytest.mark.parametrize(("version", "numbers"), [("1.2.3", (1, 2, 3, 0)), ("2.0rc1", (2, 0, 0, 0))])
def test_that_windows_is_told_the_version_in_numbers(version: str, numbers: tuple[int, ...]) -> None:
    project = {"name": "a", "description": 'with "quotes"', "license": "x", "version": version}
    text = load("windows/version_resource").version_resource(project, "a-gui")
    ast.parse(text, mode="eval")
    assert f"filevers={numbers}" in text
    assert "'a-gui.exe'" in text


def test_that_what_is_left_out_keeps_what_torch_links() -> None:
    cut = load("left_out")
    kept = ["nvidia/cu13/lib/libcusolver.so.12", "nvidia/cudnn/lib/libcudnn_adv.so.9", "libglib-2.0.so.0"]
    gone = ["nvidia/cu13/lib/libcusolverMg.so.12", "torch\\include\\a.h", "libcairo.so.2"]
    entries = [(place, "source", "BINARY") for place in (*kept, *gone)]
    assert [place for place, _, _ in cut.kept(entries)] == kept
    platforms = "PySide6/Qt/plugins/platforms/lib"
    assert not any(cut.is_left_out(f"{platforms}{name}.so") for name in ("qxcb", "qwayland", "qoffscreen"))
    assert all(cut.is_left_out(f"{platforms}{name}.so") for name in ("qeglfs", "qlinuxfb", "qvnc"))


def test_that_sizes_are_told_by_part(tmp_path: Path) -> None:
    sizes = load("sizes")
    for name, count in (("_internal/torch/lib/a.so", 3_000_000), ("frcnn-desktop", 1_000_000)):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(bytes(count))
    (tmp_path / "link").symlink_to(tmp_path / "frcnn-desktop")
    found = sizes.sizes_by_part(tmp_path)
    assert found["torch"] == 3_000_000
    assert found.total() == 4_000_000
    assert "| torch | 3 MB |" in sizes.table(found)


def test_that_recipes_for_other_systems_can_be_parsed() -> None:
    rights = plistlib.loads((PACKAGING / "macos" / "entitlements.plist").read_bytes())
    assert all(rights.values())
    if bash := shutil.which("bash"):
        for script in (PACKAGING / "macos" / "build_dmg.sh", PACKAGING / "check_wheel.sh"):
            subprocess.run([bash, "-n", str(script)], check=True)


def test_that_hand_written_files_of_a_release_name_no_registry() -> None:
    for path in _texts():
        assert not re.search(r"pypi\.org|pythonhosted|npmjs|download\.pytorch", path.read_text("utf-8")), path


def _texts() -> Iterator[Path]:
    for folder in (PACKAGING, ROOT / ".github", ROOT / ".ci"):
        yield from (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
