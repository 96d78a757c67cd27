"""Figures that find their way into a model card."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from frcnn_desktop.cli import run_module
from frcnn_desktop.core.errors import DatasetError
from frcnn_desktop.evaluation.card import fill_card

CARD = """# Card

<!-- figures one -->
old
<!-- end figures -->
between
<!-- figures two -->
<!-- end figures -->
"""
LEAST: dict[str, Any] = {
    "images": 500,
    "map_11point": 0.6197,
    "map_area": 0.634,
    "ap": {"dog": 0.5, "cow": None},
    "ap_area": {"dog": 0.4, "cow": None},
    "recall": 0.9639,
}
KINDS = {"loose": 1, "similar": 2, "other": 3, "background": 4, "missed": 5}
FULL: dict[str, Any] = {
    **LEAST,
    "objects": {"dog": 1200, "cow": 0},
    "map_11point_interval": [0.6, 0.64],
    "ap_interval": {"dog": [0.41, 0.59], "cow": [None, None]},
    "coco": {"AP": 0.3, "AP50": 0.6, "AP75": 0.2, "AP_small": None, "AP_medium": 0.1, "AP_large": 0.4},
    "recall_70": 0.8,
    "mabo": 0.84,
    "errors": {"total": KINDS, "by_class": {"dog": KINDS, "cow": KINDS}, "missed_because": {"low score": 5}},
}


def test_that_a_block_is_replaced_and_the_rest_stays() -> None:
    card = fill_card(CARD, "two", FULL)
    assert card.startswith(CARD[: CARD.index("<!-- figures two")])
    assert card.endswith("\n<!-- end figures -->\n")
    for line in (
        "| **mAP, 11-point** | 62.0 (60.0 to 64.0) |",
        "| objects that are not difficult | 1,200 |",
        "| COCO AP, AP50, AP75, AP_small, AP_medium, AP_large | 30.0, 60.0, 20.0, –, 10.0, 40.0 |",
        "| false detections | 1 loose, 2 similar, 3 other, 4 background |",
        "| missed objects, and why | 5 low score |",
        "| dog | 1200 | 50.0 (41 to 59) | 40.0 | 1 | 2 | 3 | 4 | 5 |",
        "| cow | 0 | – | – | 1 | 2 | 3 | 4 | 5 |",
    ):
        assert line in card.splitlines()
    assert fill_card(card, "two", FULL) == card


def test_that_figures_which_were_not_computed_are_left_out() -> None:
    card = fill_card(CARD, "one", LEAST)
    assert "old" not in card
    assert "| dog | 50.0 | 40.0 |" in card.splitlines()
    assert "COCO" not in card


def test_that_an_unknown_block_and_a_strange_report_are_refused() -> None:
    with pytest.raises(DatasetError, match="three"):
        fill_card(CARD, "three", FULL)
    with pytest.raises(DatasetError, match="evaluate --json"):
        fill_card(CARD, "one", {"images": 3})


def test_that_the_command_fills_a_card_from_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    card, report = tmp_path / "card.md", tmp_path / "report.json"
    card.write_text(CARD, encoding="utf-8")
    report.write_text(json.dumps(FULL), encoding="utf-8")
    module = "frcnn_desktop.bench.model_card"
    assert run_module(module, "model-card", ["--card", str(card), f"one={report}", f"two={report}"]) == 0
    assert card.read_text(encoding="utf-8").count("| dog |") == 2
    assert run_module(module, "model-card", ["--card", str(card), "one=nowhere"]) == 1
    assert "cannot be filled" in capsys.readouterr().err
