"""Every import contract refuses what it is there to refuse."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import frcnn_desktop

PACKAGE = Path(frcnn_desktop.__file__).parent
PROJECT = PACKAGE.parent / "pyproject.toml"
FORBIDDEN = {
    # contract: who must not import, what
    "layers": ("core/boxes.py", "frcnn_desktop.voc.files"),
    "no-qt-below": ("core/annotation.py", "PySide6"),
    "no-torch-in-values": ("voc/files.py", "torch"),
    "detector-knows-no-files": ("detector/backbone.py", "frcnn_desktop.training.events"),
    "ui-asks-workers": ("ui/kit/elide.py", "frcnn_desktop.inference"),
    "ui-floors": ("ui/canvas/hit.py", "frcnn_desktop.ui.browse.workspace"),
    "shell-knows-no-feature": ("ui/shell/jobs.py", "frcnn_desktop.ui.inside.marks"),
    "kit-knows-no-domain": ("ui/kit/elide.py", "frcnn_desktop.core.detections"),
    "browse-is-known-by": ("ui/annotate/objects.py", "frcnn_desktop.ui.browse.image_list"),
    "annotate-is-known-by": ("ui/training/pace.py", "frcnn_desktop.ui.annotate.editing"),
    "detect-is-known-by": ("ui/training/pace.py", "frcnn_desktop.ui.detect.detecting"),
    "models-is-known-by": ("ui/export/exporting.py", "frcnn_desktop.ui.models.model_control"),
    "view-is-known-by": ("ui/help/about.py", "frcnn_desktop.ui.view.zoom"),
    "export-is-known-by": ("ui/help/about.py", "frcnn_desktop.ui.export.exporting"),
    "help-is-known-by": ("ui/browse/saving.py", "frcnn_desktop.ui.help.about"),
    "live-is-known-by": ("ui/detect/presenter.py", "frcnn_desktop.ui.live.live_control"),
    "learn-is-known-by": ("ui/live/picking.py", "frcnn_desktop.ui.learn.suggested"),
    "training-is-known-by": ("ui/models/model_files.py", "frcnn_desktop.ui.training.pace"),
    "inside-is-known-by": ("ui/live/picking.py", "frcnn_desktop.ui.inside.marks"),
}


def contract_names() -> dict[str, str]:
    contracts = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    return {contract["id"]: contract["name"] for contract in contracts}


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the linter says of a copy of the package with every forbidden import in it."""
    root = tmp_path_factory.mktemp("copy")
    shutil.copytree(PACKAGE, root / "frcnn_desktop", ignore=shutil.ignore_patterns("__pycache__", "*.so"))
    for path, module in FORBIDDEN.values():
        target = root / "frcnn_desktop" / path
        target.write_text(target.read_text(encoding="utf-8") + f"\nimport {module}\n", encoding="utf-8")
    tool = Path(sys.executable).parent / "lint-imports"
    environment = os.environ | {"PYTHONPATH": str(root)}
    result = subprocess.run(
        [str(tool), "--config", str(PROJECT), "--no-cache"],
        cwd=root, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert result.returncode == 1, result.stderr
    return result.stdout


def test_that_every_contract_is_tried() -> None:
    assert set(contract_names()) == set(FORBIDDEN)


@pytest.mark.parametrize("contract", FORBIDDEN)
def test_that_a_forbidden_import_is_refused(report: str, contract: str) -> None:
    path, module = FORBIDDEN[contract]
    importer = "frcnn_desktop." + path.removesuffix(".py").replace("/", ".")
    name = contract_names()[contract]
    assert f"{name} BROKEN" in report
    section = report.split(f"\n{name}\n---", 1)[1].split("\n---", 1)[0]
    assert f"{importer} -> {module}" in section
