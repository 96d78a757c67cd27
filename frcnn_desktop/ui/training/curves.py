"""Losses and mAP against the step, drawn while a run goes on."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import cast

import pyqtgraph as pg
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QGraphicsGridLayout, QSizePolicy, QWidget

from frcnn_desktop.ui.kit.palettes import colours_of
from frcnn_desktop.ui.training.run_record import RunRecord

_CLASS_COLOURS = ("#2563d9", "#82b0ff")
_BOX_COLOURS = ("#a34a00", "#f0a04b")
"""In the light and in the dark theme"""
_LEAST_WEIGHT = 0.02
_FAINT = 70
_ROOM = 0.06
"""Of the range of mAP, above and below it: a dot at 100 % is a whole one."""


class Smoothing:
    """A running mean that follows quickly at first and slowly later; only new values cost time."""

    def __init__(self) -> None:
        self.values: list[float] = []

    def follow(self, raw: Sequence[float]) -> list[float]:
        """Return the mean up to each value of `raw`, which is what it was the last time, and more."""
        if len(raw) < len(self.values):
            self.values = []
        for value in raw[len(self.values) :]:
            before = self.values[-1] if self.values else value
            weight = max(_LEAST_WEIGHT, 1 / (len(self.values) + 1))
            self.values.append(before + weight * (value - before))
        return self.values


class Plot(pg.PlotWidget):
    """A quiet plot in the colours of the theme, with the step along its lower side."""

    def __init__(self, parent: QWidget | None = None) -> None:
        # pyqtgraph changes its palette while it is being made.
        self.legend: pg.LegendItem | None = None
        super().__init__(parent)
        self.setMenuEnabled(False)
        self.hideButtons()
        self.setMouseEnabled(x=False, y=False)
        self.setMinimumSize(200, 150)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.showGrid(x=False, y=True, alpha=0.15)
        for side in ("left", "bottom"):
            self.getAxis(side).enableAutoSIPrefix(False)
        # The last label, which tells how long the run is, is wider than what is left of the axis.
        self.getAxis("bottom").setStyle(hideOverlappingLabels=False)
        plot = self.getPlotItem()
        assert plot is not None
        # pyqtgraph keeps its layout under the name of Qt's method.
        cast("QGraphicsGridLayout", plot.layout).setContentsMargins(4, 8, 20, 4)
        self.legend = self.addLegend(offset=(-8, 4))
        self.setAccessibleName(self.title())

    def title(self) -> str:
        """Return what the vertical axis shows, with its unit."""
        return ""

    def dress(self) -> None:
        """Put on the colours of the theme."""
        if self.legend is None:
            return
        colours = colours_of()
        self.setBackground(colours.base)
        for side, text in (("left", self.title()), ("bottom", self.tr("Step"))):
            axis = self.getAxis(side)
            axis.setPen(pg.mkPen(colours.border))
            axis.setTextPen(pg.mkPen(colours.muted))
            self.setLabel(side, text, color=colours.muted)
        self.legend.setLabelTextColor(colours.text)
        for _sample, label in self.legend.items:
            label.setText(label.text, color=colours.text)

    def show_steps(self, steps: int) -> None:
        """Leave room for the whole run."""
        self.getViewBox().setXRange(0, max(1, steps), padding=0.02)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.PaletteChange:
            self.dress()
        super().changeEvent(event)

    def wheelEvent(self, ev: QEvent) -> None:
        # Nothing here scrolls; what surrounds the plot may.
        ev.ignore()


class LossPlot(Plot):
    """Both losses: each step faintly, their running mean clearly."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._raw: list[pg.PlotDataItem] = []
        self._mean: list[pg.PlotDataItem] = []
        self._smoothing = (Smoothing(), Smoothing())
        super().__init__(parent)
        for name in (self.tr("class"), self.tr("box")):
            self._raw.append(self.plot())
            self._mean.append(self.plot(name=name))
        for item in (*self._raw, *self._mean):
            item.setDownsampling(auto=True, method="mean")
            item.setClipToView(True)
        self.dress()

    def title(self) -> str:
        """Return the name of the axis; losses have no unit."""
        return self.tr("Loss")

    def show_record(self, record: RunRecord) -> None:
        """Draw all losses of a run so far; those of a run that has just begun replace the old ones."""
        losses = (record.class_losses, record.box_losses)
        for raw, mean, smoothing, values in zip(self._raw, self._mean, self._smoothing, losses, strict=True):
            raw.setData(record.steps, values)
            mean.setData(record.steps, smoothing.follow(values))
        self.show_steps(record.total_steps)

    def dress(self) -> None:
        """Put on the colours of the theme; class and box loss keep a hue each."""
        super().dress()
        dark = colours_of().dark
        for raw, mean, names in zip(self._raw, self._mean, (_CLASS_COLOURS, _BOX_COLOURS), strict=False):
            colour = pg.mkColor(names[dark])
            mean.setPen(pg.mkPen(colour, width=2))
            faint = pg.mkColor(names[dark])
            faint.setAlpha(_FAINT)
            raw.setPen(pg.mkPen(faint, width=1))


class MapPlot(Plot):
    """mAP on the validation images, and where it began as a dashed line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._line: pg.PlotDataItem | None = None
        self._start: pg.InfiniteLine | None = None
        super().__init__(parent)
        self._line = self.plot(symbol="o", symbolSize=7)
        self._start = pg.InfiniteLine(angle=0)
        self.getViewBox().addItem(self._start, ignoreBounds=True)
        self.dress()

    def title(self) -> str:
        """Return the name of the axis, in percent."""
        return self.tr("mAP, 11-point (%)")

    def show_record(self, record: RunRecord) -> None:
        """Draw all validations of a run so far, leaving out those without a figure."""
        points = [(each.step, 100 * each.map_11point) for each in record.validations]
        points = [(step, value) for step, value in points if not math.isnan(value)]
        if self._line is None or self._start is None:
            return
        self._line.setData([step for step, _ in points], [value for _, value in points])
        before = record.before
        known = before is not None and not math.isnan(before.map_11point)
        self._start.setVisible(known)
        if before is not None and known:
            self._start.setValue(100 * before.map_11point)
        self.show_steps(record.total_steps)
        if points:
            values = [value for _, value in points]
            low, high = max(0.0, min(values) - 5), min(100.0, max(values) + 5)
            self.getViewBox().setYRange(low, high, padding=_ROOM)

    def dress(self) -> None:
        """Put on the colours of the theme; does nothing while the plot is being made."""
        super().dress()
        if self._line is None or self._start is None:
            return
        colours = colours_of()
        colour = pg.mkColor(_CLASS_COLOURS[colours.dark])
        self._line.setPen(pg.mkPen(colour, width=2))
        self._line.setSymbolBrush(colour)
        self._line.setSymbolPen(pg.mkPen(colours.base))
        self._start.setPen(pg.mkPen(colours.muted, style=Qt.PenStyle.DashLine))
