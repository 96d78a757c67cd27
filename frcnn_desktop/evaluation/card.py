"""The figures of a model card, written by `evaluate --json` and not by hand.

A card marks where they go: `<!-- figures NAME -->` and `<!-- end figures -->`, each on a line of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from frcnn_desktop.core.errors import DatasetError
from frcnn_desktop.core.messages import Message

_END = "<!-- end figures -->"
_COCO = ("AP", "AP50", "AP75", "AP_small", "AP_medium", "AP_large")
_FALSE = ("loose", "similar", "other", "background")


def fill_card(card: str, name: str, report: Mapping[str, Any]) -> str:
    """Return the card with its block `name` replaced by the figures of a report.

    `report` is what `evaluate --json` printed; what is null in it, or missing, is left out. Raises
    DatasetError when the card has no such block or the report is none.
    """
    block = re.compile(rf"(<!-- figures {re.escape(name)} -->\n).*?({re.escape(_END)})", re.DOTALL)
    if not block.search(card):
        raise DatasetError(Message("evaluation.card_block", name=repr(name)))
    try:
        text = "\n".join(["", *_summary(report), "", *_classes(report), ""])
    except (KeyError, TypeError, AttributeError) as error:
        raise DatasetError(Message("evaluation.card_report")) from error
    return block.sub(lambda found: f"{found[1]}{text}\n{found[2]}", card)


def _summary(report: Mapping[str, Any]) -> list[str]:
    rows = [("images", str(report["images"]))]
    if report.get("objects"):
        rows.append(("objects that are not difficult", f"{sum(report['objects'].values()):,}"))
    rows.append(
        ("**mAP, 11-point**", _with_interval(report["map_11point"], report.get("map_11point_interval")))
    )
    rows.append(("mAP, area", _percent(report["map_area"])))
    if coco := report.get("coco"):
        rows.append(("COCO " + ", ".join(_COCO), ", ".join(_percent(coco[each]) for each in _COCO)))
    rows.append(("proposals: recall at IoU .5", _percent(report["recall"])))
    if report.get("mabo") is not None:
        rows.append(
            (
                "proposals: recall at IoU .7, MABO",
                f"{_percent(report['recall_70'])}, {_percent(report['mabo'])}",
            )
        )
    if errors := report.get("errors"):
        rows.append(("false detections", _counts({kind: errors["total"][kind] for kind in _FALSE})))
        rows.append(("missed objects, and why", _counts(errors["missed_because"])))
    return ["| | |", "|---|---|", *(f"| {what} | {value} |" for what, value in rows)]


def _classes(report: Mapping[str, Any]) -> list[str]:
    intervals, objects = report.get("ap_interval") or {}, report.get("objects") or {}
    kinds = (report.get("errors") or {}).get("by_class", {})
    heads = ["class", *(["objects"] if objects else []), "AP", "AP, area"]
    heads += [*_FALSE, "missed"] if kinds else []
    lines = [f"| {' | '.join(heads)} |", f"|---{'|---:' * (len(heads) - 1)}|"]
    for name, value in report["ap"].items():
        cells = [name, *([str(objects[name])] if objects else [])]
        cells += [_with_interval(value, intervals.get(name), 0), _percent(report["ap_area"][name])]
        cells += [str(kinds[name][kind]) for kind in (*_FALSE, "missed")] if kinds else []
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {kind}" for kind, count in counts.items())


def _with_interval(value: float | None, interval: list[float | None] | None, digits: int = 1) -> str:
    if not interval or interval[0] is None or interval[1] is None:
        return _percent(value)
    return f"{_percent(value)} ({100 * interval[0]:.{digits}f} to {100 * interval[1]:.{digits}f})"


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.1f}"
