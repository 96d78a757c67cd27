"""Precision-recall curves as pictures: one for each class, one of all."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from frcnn_desktop.core.counted import counted
from frcnn_desktop.evaluation.figures import ACCENT, GRID, INK, MUTED, saved_figure
from frcnn_desktop.evaluation.report import EvaluationReport
from frcnn_desktop.evaluation.voc_ap import PrecisionRecall
from frcnn_desktop.voc.portable_names import PortableNames

OVERVIEW = "precision-recall.png"
CLASS_FOLDER = "classes"
_COLUMNS = 5
_CELL = 250
# Scores at which a curve is marked: what a person would set the slider to.
_MARKED_SCORES = (0.8, 0.5, 0.2)


def draw_curves(report: EvaluationReport, folder: Path) -> None:
    """Write precision-recall.png, classes by falling AP, and classes/NAME.png for each with objects.

    Raises DatasetError when the folder cannot be written.
    """
    known = [name for name, value in report.ap.items() if not math.isnan(value)]
    _draw_overview(report, sorted(known, key=lambda name: -report.ap[name]), folder / OVERVIEW)
    names = PortableNames()
    for name in known:
        _draw_class(report, name, folder / CLASS_FOLDER / f"{names.take(name)}.png")


def _draw_overview(report: EvaluationReport, names: list[str], path: Path) -> None:
    columns = min(_COLUMNS, max(len(names), 1))
    rows = max(1, math.ceil(len(names) / columns))
    with saved_figure(path, columns * _CELL, rows * _CELL + 60) as figure:
        title = f"mAP {_percent(report.map_11point)} (11-point), {_percent(report.map_area)} (area)"
        images = counted(report.images, "{count} image", "{count} images")
        figure.suptitle(f"{title}, {images}", color=INK, fontsize=13)
        every = figure.subplots(rows, columns, squeeze=False, sharex=True, sharey=True).flat
        for axes, name in zip(every, names, strict=False):
            _frame(axes)
            _curve(axes, report.curves[name])
            axes.set_title(f"{name}  {_percent(report.ap[name])}", loc="left", fontsize=10)
        for axes in list(every)[len(names) :]:
            axes.set_visible(False)
        figure.supxlabel("recall", color=MUTED, fontsize=10)
        figure.supylabel("precision", color=MUTED, fontsize=10)
        _fit_when_drawn(figure)


def _draw_class(report: EvaluationReport, name: str, path: Path) -> None:
    curve = report.curves[name]
    with saved_figure(path, 640, 480) as figure:
        axes = figure.subplots()
        _frame(axes)
        _curve(axes, curve)
        for score in _MARKED_SCORES:
            count = int(np.sum(curve.scores >= score))
            if count:
                x, y = curve.recall[count - 1], curve.precision[count - 1]
                axes.plot(x, y, "o", color=ACCENT, markersize=5, clip_on=False)
                axes.annotate(
                    f"score {score}", (x, y), (6, 6), textcoords="offset points", color=MUTED, fontsize=9
                )
        figures = f"AP {_percent(report.ap[name])} (11-point), {_percent(report.ap_area[name])} (area)"
        if report.intervals is not None:
            low, high = report.intervals.ap[name]
            figures += f", 95% interval {_percent(low)} to {_percent(high)}"
        objects = counted(curve.object_count, "{count} object", "{count} objects")
        axes.set_title(f"{name}: {figures}\n{objects}", loc="left")
        axes.set_xlabel("recall")
        axes.set_ylabel("precision")
        _fit_when_drawn(figure)


def _fit_when_drawn(figure: Figure) -> None:
    """Make room for the texts once they have their fonts: matplotlib's own warns of letters that it lacks."""
    figure.set_layout_engine("tight")


def _frame(axes: Axes) -> None:
    axes.set(xlim=(0, 1), ylim=(0, 1.02))
    axes.set_xticks([0, 0.5, 1])
    axes.set_yticks([0, 0.5, 1])
    axes.grid(linewidth=0.8)
    axes.set_axisbelow(True)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    axes.spines["left"].set_color(GRID)


def _curve(axes: Axes, curve: PrecisionRecall) -> None:
    """Draw the measured curve thin and its envelope, which AP is made of, bold."""
    if len(curve.recall) == 0:
        return
    envelope = np.maximum.accumulate(curve.precision[::-1])[::-1]
    recall = np.concatenate([[0.0], curve.recall])
    axes.plot(curve.recall, curve.precision, color=ACCENT, linewidth=0.8, alpha=0.45)
    axes.step(recall, np.concatenate([envelope[:1], envelope]), where="pre", color=ACCENT, linewidth=1.8)
    axes.fill_between(
        recall, np.concatenate([envelope[:1], envelope]), step="pre", color=ACCENT, alpha=0.08, linewidth=0
    )


def _percent(value: float) -> str:
    return "–" if math.isnan(value) else f"{100 * value:.1f}"
