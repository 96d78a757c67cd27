"""The three kinds of figures: bars, boxes by width and height, and where boxes lie."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import numpy as np
import pyqtgraph as pg
from pyqtgraph.GraphicsScene.mouseEvents import MouseClickEvent
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGraphicsGridLayout, QWidget

from frcnn_desktop.search.statistics import BoxShape
from frcnn_desktop.ui.kit.palettes import colours_of
from frcnn_desktop.ui.statistics.bars import Bar

MOST_POINTS = 20_000
_ROW_PIXELS, _AXIS_PIXELS = 24, 64
_LONGEST_LABEL = 28
_ASPECTS = (0.5, 1.0, 2.0)
_TICKS = [
    (np.log10(pixels), str(pixels))
    for power in range(6)
    for pixels in (10**power, 2 * 10**power, 5 * 10**power)
]
_KEYS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class CountAxis(pg.AxisItem):
    """An axis of things that are counted: it has no marks between whole numbers."""

    def tickSpacing(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, float]]:  # noqa: N803
        """Return the distances of the marks, the widest first, each with where they begin."""
        whole = [each for each in super().tickSpacing(minVal, maxVal, size) if each[0] >= 1]
        return whole or [(1.0, 0.0)]


class Figure(pg.PlotWidget):
    """A quiet plot in the colours of the theme. `picked(int)` says which of its parts was clicked."""

    picked = Signal(int)

    def __init__(
        self, bottom: str, left: str, parent: QWidget | None = None, *, counts: bool = False
    ) -> None:
        """`counts`: the bottom axis counts things."""
        self._titles: dict[str, str] = {}
        super().__init__(parent, axisItems={"bottom": CountAxis("bottom")} if counts else None)
        self._titles = {"bottom": bottom, "left": left}
        self.setMenuEnabled(False)
        self.hideButtons()
        self.setMouseEnabled(x=False, y=False)
        plot = self.getPlotItem()
        assert plot is not None
        # pyqtgraph keeps its layout under the name of Qt's method.
        cast("QGraphicsGridLayout", plot.layout).setContentsMargins(4, 8, 20, 4)
        for side in self._titles:
            self.getAxis(side).enableAutoSIPrefix(False)

    def set_titles(self, bottom: str, left: str) -> None:
        """Say what the axes show, with its unit."""
        self._titles = {"bottom": bottom, "left": left}

    def dress(self) -> None:
        """Put on the colours of the theme."""
        colours = colours_of()
        self.setBackground(colours.base)
        for side, title in self._titles.items():
            axis = self.getAxis(side)
            axis.setPen(pg.mkPen(colours.border))
            axis.setTextPen(pg.mkPen(colours.text))
            if title:
                self.setLabel(side, title, color=colours.muted)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() is QEvent.Type.PaletteChange and self._titles:
            self.dress()
        super().changeEvent(event)

    def wheelEvent(self, ev: QEvent) -> None:
        """Leave it to the page, which scrolls."""
        ev.ignore()


class BarFigure(Figure):
    """Bars from left to right, one below the other. The arrow keys mark one, Return picks it."""

    def __init__(self, axis: str, parent: QWidget | None = None) -> None:
        super().__init__(axis, "", parent, counts=True)
        self._bars: Sequence[Bar] = ()
        self._items: pg.BarGraphItem | None = None
        self._texts: list[pg.TextItem] = []
        self._marked = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.getViewBox().invertY(True)
        scene = self.scene()
        assert isinstance(scene, pg.GraphicsScene)
        scene.sigMouseClicked.connect(self._on_clicked)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show these instead."""
        self._bars, self._marked = bars, -1
        self.clear()
        for text in self._texts:
            self.getViewBox().removeItem(text)
        self._items = pg.BarGraphItem(
            x0=0, y=list(range(len(bars))), height=0.7, width=[bar.value for bar in bars]
        )
        self.addItem(self._items)
        self._texts = [pg.TextItem(bar.text, anchor=(0, 0.5)) for bar in bars]
        for row, (bar, text) in enumerate(zip(bars, self._texts, strict=True)):
            text.setPos(bar.value, row)
            self.getViewBox().addItem(text, ignoreBounds=True)
        self.getAxis("left").setTicks([[(row, _short(bar.label)) for row, bar in enumerate(bars)]])
        self.setMinimumHeight(_ROW_PIXELS * len(bars) + _AXIS_PIXELS)
        self.setMaximumHeight(max(4, len(bars)) * 2 * _ROW_PIXELS + _AXIS_PIXELS)
        most = max((bar.value for bar in bars), default=1)
        self.getViewBox().setRange(xRange=(0, 1.25 * most), yRange=(-0.6, len(bars) - 0.4), padding=0)
        self.dress()

    def dress(self) -> None:
        """Put on the colours of the theme."""
        super().dress()
        if self._items is None:
            return
        colours = colours_of()
        brushes = [
            colours.accent_text if row == self._marked else colours.accent for row in range(len(self._bars))
        ]
        self._items.setOpts(brushes=brushes, pen=pg.mkPen(None))
        for text in self._texts:
            text.setColor(colours.muted)

    def keyPressEvent(self, ev: QKeyEvent) -> None:
        """Mark and pick bars."""
        key = Qt.Key(ev.key())
        if key in _KEYS and self._bars:
            self._marked = min(max(self._marked + _KEYS[key], 0), len(self._bars) - 1)
            self.dress()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._marked >= 0:
            self.picked.emit(self._marked)
        else:
            super().keyPressEvent(ev)

    def place_of(self, row: int) -> QPointF:
        """Return the middle of a bar, in pixels of the scene."""
        return self.getViewBox().mapViewToScene(QPointF(self._bars[row].value / 2, row))

    @Slot(object)
    def _on_clicked(self, event: MouseClickEvent) -> None:
        row = round(self.getViewBox().mapSceneToView(event.scenePos()).y())
        if event.button() == Qt.MouseButton.LeftButton and 0 <= row < len(self._bars):
            self.picked.emit(row)


class ShapeFigure(Figure):
    """Each box as a point, both axes logarithmic; the lines are boxes twice as wide as high, square, and
    twice as high as wide."""

    def __init__(self, bottom: str, left: str, parent: QWidget | None = None) -> None:
        super().__init__(bottom, left, parent)
        self.setLogMode(x=True, y=True)
        for side in ("bottom", "left"):
            self.getAxis(side).setTicks([_TICKS])
        self._lines = [pg.InfiniteLine(QPointF(0, np.log10(aspect)), angle=45) for aspect in _ASPECTS]
        for line in self._lines:
            self.getViewBox().addItem(line, ignoreBounds=True)
        self._points = self.plot([], [], pen=None, symbol="o", symbolSize=6, pxMode=True)
        self._points.sigPointsClicked.connect(self._on_points)

    def show_boxes(self, boxes: Sequence[BoxShape]) -> None:
        """Show these instead; each has a width and a height above 0."""
        self._points.setData([each.width for each in boxes], [each.height for each in boxes])
        self.getViewBox().autoRange(padding=0.05)
        self.dress()

    def dress(self) -> None:
        """Put on the colours of the theme."""
        super().dress()
        colours = colours_of()
        colour = pg.mkColor(colours.accent_text)
        colour.setAlpha(110)
        self._points.setSymbolBrush(colour)
        self._points.setSymbolPen(None)
        for line in self._lines:
            line.setPen(pg.mkPen(colours.muted, style=Qt.PenStyle.DashLine))

    def place_of(self, row: int) -> QPointF:
        """Return the middle of a box's point, in pixels of the scene."""
        widths, heights = self._points.getData()
        assert widths is not None
        assert heights is not None
        return self.getViewBox().mapViewToScene(QPointF(widths[row], heights[row]))

    @Slot(object, object)
    def _on_points(self, _item: object, points: Sequence[pg.SpotItem]) -> None:
        if len(points):
            self.picked.emit(points[0].index())


class CentreFigure(Figure):
    """How many centres of boxes lie in each part of the image; yellow most, violet none."""

    def __init__(self, bottom: str, left: str, parent: QWidget | None = None) -> None:
        super().__init__(bottom, left, parent)
        self._image = pg.ImageItem(axisOrder="row-major")
        self._image.setColorMap("viridis")
        self.addItem(self._image)
        self.getViewBox().invertY(True)

    def show_counts(self, counts: Sequence[Sequence[int]]) -> None:
        """Show rows of counts from the upper left to the lower right."""
        array = np.array(counts, np.float32)
        self._image.setImage(array, levels=(0, max(1.0, float(array.max(initial=0)))))
        self._image.setRect(QRectF(0, 0, 100, 100))
        self.getViewBox().setRange(xRange=(0, 100), yRange=(0, 100), padding=0)
        self.dress()


def _short(label: str) -> str:
    return label if len(label) <= _LONGEST_LABEL else f"{label[: _LONGEST_LABEL - 1]}…"
