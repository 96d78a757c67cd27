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
    ("rooms", "ui/kit/elide.py", "core.detections"),
    ("rooms", "ui/document/highlight.py", "ui.kit.elide"),
    ("rooms", "ui/canvas/hit.py", "workers.detect.engine"),
    ("rooms", "ui/shell/jobs.py", "ui.document.highlight"),
    ("rooms", "ui/services.py", "core.boxes"),
    ("rooms", "ui/feature.py", "ui.kit.elide"),
    ("rooms", "ui/browse/saving.py", "ui.canvas.hit"),
    ("rooms", "ui/annotate/objects.py", "ui.browse.image_list"),
    ("rooms", "ui/detect/presenter.py", "voc.files"),
    ("rooms", "ui/models/model_files.py", "ui.browse.image_list"),
    ("rooms", "ui/view/zoom.py", "ui.browse.image_list"),
    ("rooms", "ui/live/picking.py", "ui.browse.image_list"),
    ("rooms", "ui/learn/suggested.py", "voc.files"),
    ("rooms", "ui/inside/marks.py", "ui.browse.image_list"),
    ("rooms", "ui/training/pace.py", "ui.annotate.editing"),
    ("rooms", "ui/export/exporting.py", "ui.models.model_control"),
    ("rooms", "ui/classes/draft.py", "ui.annotate.editing"),
    ("rooms", "ui/statistics/control.py", "ui.canvas.hit"),
    ("rooms", "ui/compare/versions_view.py", "ui.annotate.editing"),
    ("rooms", "ui/palette/entries.py", "ui.detect.detecting"),
    ("rooms", "ui/keys/schemes.py", "ui.browse.image_list"),
    ("rooms", "ui/help/about.py", "ui.document.highlight"),
    ("rooms", "ui/installation.py", "ui.kit.elide"),
    ("rooms", "ui/feature_list.py", "ui.kit.elide"),
    ("rooms", "ui/app.py", "core.boxes"),
    ("rooms", "ui/launch.py", "ui.browse.workspace"),
]
FOR_TYPES = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import frcnn_desktop.core.annotation"
"""Planted in `core.boxes`, which `core.annotation` imports."""


def contracts() -> dict[str, dict[str, Any]]:
    read = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    return {contract["id"]: contract for contract in read}


def full(name: str) -> str:
    """Return a module's name with the root, where it is one of ours."""
    return name if name in ("PySide6", "numba", "numpy", "torch") else f"frcnn_desktop.{name}"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the linter says of a copy of the package with every forbidden import in it."""
    root = tmp_path_factory.mktemp("copy")
    shutil.copytree(PACKAGE, root / "frcnn_desktop", ignore=shutil.ignore_patterns("__pycache__", "*.so"))
    planted = [(path, f"import {full(module)}") for _, path, module in FORBIDDEN]
    planted.append(("core/boxes.py", FOR_TYPES))
    for path, line in planted:
        target = root / "frcnn_desktop" / path
        target.write_text(target.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")
    tool = Path(sys.executable).parent / "lint-imports"
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(root), str(PROJECT.parent)])}
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
    assert set(contracts()) == {contract for contract, _, _ in FORBIDDEN} | {"no-circles"}


@pytest.mark.parametrize(("contract", "above"), [("packages", ""), ("rooms", "ui/")])
def test_that_every_row_of_a_white_list_is_tried(contract: str, above: str) -> None:
    tried = {path.removeprefix(above) for name, path, _ in FORBIDDEN if name == contract}
    rows = contracts()[contract]["may_import"]
    assert {path.split("/")[0].removesuffix(".py") for path in tried} == set(rows)


@pytest.mark.parametrize(("contract", "path", "module"), FORBIDDEN)
def test_that_a_forbidden_import_is_refused(report: str, contract: str, path: str, module: str) -> None:
    importer = full(path.removesuffix(".py").replace("/", "."))
    assert f"{importer} -> {full(module)}" in section(report, contract)


def test_that_a_circle_is_refused_where_it_is_for_types_alone(report: str) -> None:
    assert "No cycles are allowed in frcnn_desktop.core." in section(report, "no-circles")


def white_list(**rows: list[str]) -> list[str]:
    """Return the faults of a house where `a` imports `b.deep` and numpy."""
    graph = ImportGraph()
    for module in ("house", "house.a", "house.b", "house.b.deep"):
        graph.add_module(module)
    graph.add_module("numpy", is_squashed=True)
    graph.add_module("os", is_squashed=True)
    for module in ("house", "house.b.deep", "numpy", "os"):
        graph.add_import(importer="house.a", imported=module)
    contract = WhiteListContract("rows", {}, {"container": "house", "may_import": rows})
    return contract.check(graph, False).metadata["faults"]


def test_that_a_row_speaks_for_all_within_a_package_and_the_standard_library_is_free() -> None:
    assert white_list(a=["b", "numpy"], b=[]) == []
    assert white_list(a=["b"], b=[]) == ["house.a -> numpy"]
    assert white_list(a=["numpy"], b=[]) == ["house.a -> house.b.deep"]


def test_that_a_white_list_has_a_row_for_each_part_and_nothing_more() -> None:
    assert white_list(a=["b", "numpy"]) == ["house.b has no row"]
    assert white_list(a=["b", "numpy"], b=[], c=[]) == ['row "c": there is no such part']
    assert white_list(a=["b", "numpy"], b=["a"]) == ['row "house.b": nobody imports a']
