"""What `evaluate` shows: a table, and pictures."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

from frcnn_desktop.cli.columns import columns_of, filled
from frcnn_desktop.cli.terminal import warn
from frcnn_desktop.core.counted import counted
from frcnn_desktop.evaluation.annotated_images import Split
from frcnn_desktop.evaluation.bootstrap import Interval
from frcnn_desktop.evaluation.report import EvaluationReport


def table(report: EvaluationReport) -> list[str]:
    """Return the figures as lines for people."""
    width = max(map(columns_of, report.ap))
    intervals = report.intervals
    lines = [
        f"{filled(name, width)}  {_percent(value):>5}{_told(intervals.ap[name] if intervals else None, 1)}"
        for name, value in report.ap.items()
    ]
    told = _told(intervals.map_11point if intervals else None, 2)
    lines += [
        "",
        f"mAP, 11-point  {_percent(report.map_11point, 2)}{told}",
        f"mAP, area      {_percent(report.map_area, 2)}",
    ]
    if report.coco is not None:
        figures = ", ".join(f"{name} {_percent(value)}" for name, value in report.coco.items())
        lines.append(f"COCO           {figures}")
    return [*lines, *_proposal_lines(report), "", *_error_lines(report)]


def draw(report: EvaluationReport, split: Split, folder: Path, pictures: int) -> None:
    """Draw curves into `folder` and the worst mistakes into its subfolder errors. Raises DatasetError."""
    # Not everybody has matplotlib.
    from frcnn_desktop.evaluation import curve_plots, error_pictures

    curve_plots.draw_curves(report, folder)
    places = [(each.image_id, each.path) for each in split.images]
    error_pictures.draw_mistakes(
        report.mistakes, places, split.class_names, folder / "errors", limit=pictures
    )
    warn(f"drawn into {folder}")


def left_out_lines(split: Split) -> list[str]:
    """Say which images and objects take no part, and what else is odd about the data."""
    lines = [f"left out: {each.reason}" for each in split.skipped]
    lines += [f"left out: {each.message}" for each in split.left_out]
    return lines + [f"note: {note}" for note in split.notes]


def left_out_values(split: Split) -> dict[str, Any]:
    """Return the same for `--json`."""
    return {
        "images_left_out": {each.image_id: str(each.reason) for each in split.skipped},
        "objects_left_out": [each.to_dict() for each in split.left_out],
        "notes": [str(note) for note in split.notes],
    }


def _proposal_lines(report: EvaluationReport) -> list[str]:
    return [
        f"proposals      recall {_percent(report.recall)} at IoU .5, {_percent(report.recall_70)} at .7, "
        f"MABO {_percent(report.mabo)}",
        counted(report.images, "{count} image", "{count} images")
        + f", {1000 * report.seconds_per_image:.0f} ms each",
    ]


def _error_lines(report: EvaluationReport) -> list[str]:
    errors = report.error_table()
    false = ", ".join(f"{count} {kind}" for kind, count in errors["total"].items() if kind != "missed")
    reasons = ", ".join(f"{count} {reason}" for reason, count in errors["missed_because"].items())
    return [
        f"each class's best N detections, N its number of objects ({sum(report.objects.values())} in all):",
        f"  false   {false}",
        f"  missed  {errors['total']['missed']}: {reasons}",
    ]


def _told(interval: Interval | None, digits: int) -> str:
    if interval is None or math.isnan(interval[0]):
        return ""
    low, high = (f"{100 * each:.{digits}f}" for each in interval)
    return f"  [{low}, {high}]"


def _percent(value: float, digits: int = 1) -> str:
    return "–" if math.isnan(value) else f"{100 * value:.{digits}f}"
