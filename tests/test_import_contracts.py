"""Every import contract refuses what it is there to refuse, each row of the white lists too."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from grimp import ImportGraph

import frcnn_desktop
from lint.white_list import WhiteListContract

PACKAGE = Path(frcnn_desktop.__file__).parent
PROJECT = PACKAGE.parent / "pyproject.toml"
FORBIDDEN = [
    # contract, who must not import, what
    ("layers", "core/boxes.py", "voc.files"),
    ("no-qt-below", "core/annotation.py", "PySide6"),
    ("no-qt-below", "explain/box_deltas.py", "PySide6"),
    ("no-qt-below", "search/query.py", "PySide6"),
    ("no-torch-in-values", "voc/files.py", "torch"),
    ("no-torch-in-values", "host/folders.py", "torch"),
    ("ui-floors", "ui/canvas/hit.py", "ui.browse.workspace"),
    # Most of these go down, so that no other contract would see them.
    ("packages", "core/boxes.py", "numba"),
    ("packages", "host/folders.py", "numpy"),
    ("packages", "distributed/ranks.py", "host.folders"),
    ("packages", "compiled/compiler.py", "distributed.ranks"),
    ("packages", "explain/box_deltas.py", "host.folders"),
    ("packages", "search/query.py", "voc.files"),
    ("packages", "voc/files.py", "host.folders"),
    ("formats-are-apart", "formats/known/labelme.py", "formats.known.coco"),
    ("packages", "formats/values.py", "host.folders"),
    ("packages", "curation/spelling.py", "formats.values"),
    ("packages", "proposals/cache.py", "distributed.ranks"),
    ("packages", "evaluation/matching.py", "host.folders"),
    ("packages", "detector/backbone.py", "voc.files"),
    ("packages", "inference/predictor.py", "voc.files"),
    ("packages", "training/events.py", "explain.box_deltas"),
    ("packages", "learning/session.py", "training.events"),
    ("packages", "workers/base/jobs.py", "evaluation.matching"),
    ("packages", "ui/kit/elide.py", "inference.predictor"),
    ("packages", "bench/detect.py", "search.query"),
    ("packages", "cli/numbers.py", "detector.backbone"),
    ("packages", "__main__.py", "core.boxes"),
]
"""For rooms of the window it is made, see `in_rooms`."""
FOR_TYPES = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import frcnn_desktop.core.annotation"
"""Planted in `core.boxes`, which `core.annotation` imports."""


def contracts() -> dict[str, dict[str, Any]]:
    read = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    return {contract["id"]: contract for contract in read}


ROOMS = contracts()["rooms"]
IN_REACH = (
    # What a room might import by mistake; most of these go down, so that no other contract would see them.
    "core.boxes", "voc.files", "workers.detect.engine", "ui.kit.elide", "ui.document.highlight",
    "ui.canvas.hit", "ui.browse.image_list", "ui.annotate.editing", "ui.detect.detecting",
)  # fmt: skip
PLAIN = "plain_for_a_test"
"""A room that stands in no list. It is planted."""


def rooms() -> dict[str, str]:
    """Return the rooms of the window, and a file in each."""
    found = {}
    for path in sorted((PACKAGE / "ui").iterdir()):
        if path.suffix == ".py" and path.stem != "__init__":
            found[path.stem] = f"ui/{path.name}"
        elif (path / "__init__.py").is_file():
            found[path.name] = f"ui/{path.name}/{min(each.name for each in path.glob('[a-z]*.py'))}"
    return found | {PLAIN: f"ui/{PLAIN}/outline.py"}


def in_rooms() -> list[tuple[str, str, str]]:
    """Return for each room something in reach that its row forbids."""
    made = []
    for room, path in rooms().items():
        row = [*ROOMS["may_import"].get(room, ROOMS["plain_row"]), f"ui.{room}"]
        allowed = tuple(f"{entry}." for entry in row)
        refused = next(each for each in IN_REACH if not f"{each}.".startswith(allowed))
        made.append(("rooms", path, refused))
    return [*made, ("rooms", f"ui/{PLAIN}/outline.py", "ui.browse.image_list")]


def full(name: str) -> str:
    """Return a module's name with the root, where it is one of ours."""
    return name if name in ("PySide6", "numba", "numpy", "torch") else f"frcnn_desktop.{name}"


EVERY = [*FORBIDDEN, *in_rooms()]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the linter says of a copy of the package with every forbidden import in it."""
    root = tmp_path_factory.mktemp("copy")
    shutil.copytree(PACKAGE, root / "frcnn_desktop", ignore=shutil.ignore_patterns("__pycache__", "*.so"))
    plain = root / "frcnn_desktop" / "ui" / PLAIN
    plain.mkdir()
    (plain / "__init__.py").touch()
    (plain / "outline.py").write_text("import frcnn_desktop.ui.kit.elide\n", encoding="utf-8")
    planted = [(path, f"import {full(module)}") for _, path, module in EVERY]
    planted.append(("core/boxes.py", FOR_TYPES))
    for path, line in planted:
        target = root / "frcnn_desktop" / path
        target.write_text(target.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")
    tool = Path(sys.executable).parent / "lint-imports"
    places = os.pathsep.join([str(root), str(PROJECT.parent)])
    # A line that is broken to fit a terminal would not be found.
    environment = os.environ | {"PYTHONPATH": places, "COLUMNS": "300"}
    result = subprocess.run(
        [str(tool), "--config", str(PROJECT), "--no-cache"],
        cwd=root, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert result.returncode == 1, result.stderr
    return result.stdout


def section(report: str, contract: str) -> str:
    name = contracts()[contract]["name"]
    assert f"{name} BROKEN" in report
    return report.split(f"\n{name}\n---", 1)[1].split("\n---", 1)[0]


def test_that_every_contract_is_tried() -> None:
    assert set(contracts()) == {contract for contract, _, _ in EVERY} | {"no-circles"}


def test_that_every_row_of_the_packages_is_tried() -> None:
    tried = {path.split("/")[0].removesuffix(".py") for name, path, _ in FORBIDDEN if name == "packages"}
    assert tried == set(contracts()["packages"]["may_import"])


def test_that_every_room_with_a_row_has_a_floor() -> None:
    floors = {room.strip() for floor in contracts()["ui-floors"]["layers"] for room in floor.split("|")}
    assert floors == set(ROOMS["may_import"])


def test_that_a_room_without_a_row_may_do_what_a_plain_panel_needs(report: str) -> None:
    said = section(report, "rooms")
    assert f"ui.{PLAIN} has no row" not in said
    assert f"{PLAIN}.outline -> frcnn_desktop.ui.kit.elide" not in said
    assert f'row "frcnn_desktop.ui.{PLAIN}"' not in said


@pytest.mark.parametrize(("contract", "path", "module"), EVERY)
def test_that_a_forbidden_import_is_refused(report: str, contract: str, path: str, module: str) -> None:
    importer = full(path.removesuffix(".py").replace("/", "."))
    assert f"{importer} -> {full(module)}" in section(report, contract)


def test_that_a_circle_is_refused_where_it_is_for_types_alone(report: str) -> None:
    assert "No cycles are allowed in frcnn_desktop.core." in section(report, "no-circles")


def white_list(plain: str = "", plain_row: tuple[str, ...] = (), **rows: list[str]) -> list[str]:
    """Return the faults of a house where `a` imports `b.deep` and numpy."""
    graph = ImportGraph()
    for module in ("house", "house.a", "house.b", "house.b.deep"):
        graph.add_module(module)
    graph.add_module("numpy", is_squashed=True)
    graph.add_module("os", is_squashed=True)
    for module in ("house", "house.b.deep", "numpy", "os"):
        graph.add_import(importer="house.a", imported=module)
    options = {"container": "house", "may_import": rows, "plain": plain, "plain_row": list(plain_row)}
    contract = WhiteListContract("rows", {}, options)
    return contract.check(graph, False).metadata["faults"]


def test_that_a_row_speaks_for_all_within_a_package_and_the_standard_library_is_free() -> None:
    assert white_list(a=["b", "numpy"], b=[]) == []
    assert white_list(a=["b"], b=[]) == ["house.a -> numpy"]
    assert white_list(a=["numpy"], b=[]) == ["house.a -> house.b.deep"]


def test_that_a_white_list_has_a_row_for_each_part_and_nothing_more() -> None:
    assert white_list(a=["b", "numpy"]) == ["house.b has no row"]
    assert white_list(a=["b", "numpy"], b=[], c=[]) == ['row "c": there is no such part']
    assert white_list(a=["b", "numpy"], b=["a"]) == ['row "house.b": nobody imports a']


def test_that_a_part_with_a_certain_module_may_do_without_a_row() -> None:
    assert white_list(plain="deep", a=["b", "numpy"]) == []
    assert white_list(plain="deep", plain_row=("a",), a=["b", "numpy"]) == []
    assert white_list(plain="shallow", a=["b", "numpy"]) == ["house.b has no row"]
