"""One figure with what is said about it, and its table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from frcnn_desktop.search.statistics import BoxShape, SetStatistics
from frcnn_desktop.ui.kit.plain_text import wrap
from frcnn_desktop.ui.statistics.bars import MOST_BARS, Bar, BarPage
from frcnn_desktop.ui.statistics.plots import MOST_POINTS, BarFigure, CentreFigure, Figure, ShapeFigure

Table = list[Sequence[str | int | float]]


class Page(QWidget):
    """What all have in common: the figure, what is said below it, and what stands there without figures.

    Signals: `searched(str)` a query that lists what was clicked; `chosen(Path)` the image of it."""

    searched = Signal(str)
    chosen = Signal(object)

    def __init__(self, name: str, title: str, figure: Figure, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self.title, self.figure = name, title, figure
        figure.setAccessibleName(title)
        self._caption, self._nothing = QLabel(self), QLabel(self)
        for label in (self._caption, self._nothing):
            label.setProperty("role", "muted")
            wrap(label)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._scroll, self._stack = QScrollArea(self), QStackedWidget(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setAccessibleName(self.tr("Figure"))
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setWidget(figure)
        self._stack.addWidget(self._scroll)
        self._stack.addWidget(self._nothing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self._caption)

    @property
    def empty(self) -> bool:
        """There is nothing to show."""
        return self._stack.currentWidget() is self._nothing

    def _show(self, caption: str, *, nothing: bool, found: SetStatistics) -> None:
        self._caption.setText("" if nothing else caption)
        self._nothing.setText(self._why_nothing(found))
        self._stack.setCurrentWidget(self._nothing if nothing else self._scroll)

    def _why_nothing(self, found: SetStatistics) -> str:
        if not found.images:
            return self.tr("No image is listed. Open a folder, or search for something else.")
        if found.unread:
            return self.tr("The annotations are still being read.")
        return self.tr("There is nothing to count here yet. Draw a box, or accept detections, and save.")


class BarsPage(Page):
    """Bars of one kind."""

    def __init__(self, page: BarPage, parent: QWidget | None = None) -> None:
        self._bar_figure = BarFigure(page.axis)
        super().__init__(page.name, page.title, self._bar_figure, parent)
        self._page = page
        self._bars: list[Bar] = []
        self._bar_figure.picked.connect(self._on_picked)

    def show_statistics(self, found: SetStatistics) -> None:
        """Show the bars of these."""
        self._bars = self._page.bars(found)
        self._bar_figure.show_bars(self._bars[:MOST_BARS])
        caption, more = self._page.caption, len(self._bars) - MOST_BARS
        if more > 0:
            caption += " " + self.tr("{count} more are in the CSV file.").format(count=more)
        self._show(caption, nothing=not self._bars, found=found)

    def table(self) -> Table:
        """Return a row for each bar."""
        return [self._page.header, *(bar.cells for bar in self._bars)]

    @Slot(int)
    def _on_picked(self, row: int) -> None:
        self.searched.emit(self._bars[row].query)


class ShapesPage(Page):
    """Widths and heights of boxes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._shapes = ShapeFigure("", "")
        super().__init__("box-sizes", "", self._shapes, parent)
        self.title = self.tr("Box sizes")
        self._shapes.setAccessibleName(self.title)
        self._shapes.set_titles(self.tr("Width, px"), self.tr("Height, px"))
        self._boxes: list[BoxShape] = []
        self._drawn: list[BoxShape] = []
        self._shapes.picked.connect(self._on_picked)

    def show_statistics(self, found: SetStatistics) -> None:
        """Show the boxes of these."""
        self._boxes = list(found.boxes)
        with_area = [each for each in self._boxes if each.width > 0 and each.height > 0]
        step = -(-len(with_area) // MOST_POINTS) or 1
        self._drawn = with_area[::step]
        self._shapes.show_boxes(self._drawn)
        caption = [self.tr("A click opens the image. Dashed: 1 : 2, square, 2 : 1.")]
        if step > 1:
            text = self.tr("{drawn} of {count} boxes are drawn.")
            caption.append(text.format(drawn=len(self._drawn), count=len(with_area)))
        if flat := len(self._boxes) - len(with_area):
            caption.append(self.tr("Without area, and not drawn: {count}.").format(count=flat))
        self._show(" ".join(caption), nothing=not self._drawn, found=found)

    def table(self) -> Table:
        """Return a row for each box."""
        head = ("width", "height", "class", "image")
        return [head, *((each.width, each.height, each.name, each.path.name) for each in self._boxes)]

    @Slot(int)
    def _on_picked(self, row: int) -> None:
        path: Path = self._drawn[row].path
        self.chosen.emit(path)


class CentresPage(Page):
    """Where the boxes lie."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._centres = CentreFigure("", "")
        super().__init__("centres", "", self._centres, parent)
        self.title = self.tr("Where boxes lie")
        self._centres.setAccessibleName(self.title)
        self._centres.set_titles(self.tr("% of the width"), self.tr("% of the height"))
        self._counts: tuple[tuple[int, ...], ...] = ()

    def show_statistics(self, found: SetStatistics) -> None:
        """Show the centres of these."""
        self._counts = found.centres
        placed = sum(map(sum, found.centres))
        self._centres.show_counts(found.centres or ((0,),))
        most = max((max(row) for row in found.centres), default=0)
        caption = self.tr("Centres of boxes: violet none, yellow {most} in one part of the image.")
        caption = caption.format(most=most)
        if found.objects > placed:
            text = self.tr("In images of unknown size: {count}.")
            caption += " " + text.format(count=found.objects - placed)
        self._show(caption, nothing=not placed, found=found)

    def table(self) -> Table:
        """Return a row for each part of the image."""
        cells = (
            (row, column, count)
            for row, counts in enumerate(self._counts)
            for column, count in enumerate(counts)
        )
        return [("row", "column", "objects"), *cells]


AnyPage: TypeAlias = BarsPage | ShapesPage | CentresPage
