"""The RoI inspector as a picture: its views where all has room to be written out, without what is chosen."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSizeF
from PySide6.QtGui import QColor, QImage, QPaintEngine, QPainter, QRegion
from PySide6.QtWidgets import QGraphicsView, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from frcnn_desktop.ui.inside.inspector.box_facts import BoxFacts
from frcnn_desktop.ui.inside.inspector.panel import InspectorPanel
from frcnn_desktop.ui.inside.inspector.pooled_grid import ColourBar, PooledGrid
from frcnn_desktop.ui.inside.inspector.roi_crop import RoiCrop
from frcnn_desktop.ui.inside.inspector.score_bars import ScoreBars
from frcnn_desktop.ui.inside.pictures.shelf import PictureStyle
from frcnn_desktop.ui.kit.palettes import colours_of

WIDTH, HEIGHT = 1200, 430
"""So wide that every caption has room, and no wider: on a slide the text must be read."""

SHARPNESS = 3
"""Pixels of an image in an SVG file for each of its own."""


class InspectorPicture:
    """Draws what the panel shows in views of its own, in the colours of the theme."""

    def __init__(self, name: str, panel: InspectorPanel) -> None:
        self.name = name
        self._panel = panel
        self._sheet: QWidget | None = None

    def size(self) -> QSizeF:
        """Return the one fixed size; empty while the panel is hidden or shows no RoI."""
        shown = self._panel.isVisible() and self._panel.inspection is not None
        return QSizeF(WIDTH, HEIGHT) if shown else QSizeF()

    def paint(self, painter: QPainter, style: PictureStyle) -> None:  # noqa: ARG002
        """Draw the panel's views on the theme's ground: as lines in an SVG, but for photo and map."""
        # Text of a dark theme is pale: it needs the ground it was made for, whatever the paper.
        painter.fillRect(QRectF(0, 0, WIDTH, HEIGHT), QColor(colours_of().window))
        sheet = self._made_sheet()
        if painter.paintEngine().type() != QPaintEngine.Type.SVG:
            sheet.render(painter, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
            return
        # First: it gives everything its place.
        drawn = _drawn(sheet)
        for widget in sheet.findChildren(QWidget):
            place = widget.mapTo(sheet, QPoint(0, 0))
            if isinstance(widget, RoiCrop | QGraphicsView):
                # An SVG file knows no clipping, and these, the heat map among them, draw more than is seen.
                part = QRect(place * SHARPNESS, widget.size() * SHARPNESS)
                painter.drawImage(QRectF(QPointF(place), QSizeF(widget.size())), drawn.copy(part))
            elif isinstance(widget, QLabel | PooledGrid | ColourBar | ScoreBars | BoxFacts):
                widget.render(painter, place, QRegion(), QWidget.RenderFlag.DrawChildren)

    def _made_sheet(self) -> QWidget:
        """Return the views with what the panel shows now; never on the screen themselves."""
        if self._sheet is not None:
            self._sheet.deleteLater()
        self._sheet = sheet = QWidget(self._panel)
        sheet.hide()
        title, legend = QLabel(self._panel.heading, sheet), QLabel(self._panel.header.legend, sheet)
        title.setProperty("role", "title")
        top = QHBoxLayout()
        top.setContentsMargins(12, 8, 12, 0)
        top.addWidget(title)
        top.addStretch(1)
        top.addWidget(legend)
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(top)
        column.addWidget(self._panel.more_tiles(sheet), 1)
        sheet.setGeometry(0, 0, WIDTH, HEIGHT)
        return sheet


def _drawn(sheet: QWidget) -> QImage:
    image = QImage(sheet.size() * SHARPNESS, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor(colours_of().window))
    painter = QPainter(image)
    painter.scale(SHARPNESS, SHARPNESS)
    sheet.render(painter, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
    painter.end()
    return image
