"""A figure as a file: as it is seen, as a drawing, or as its table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QGraphicsView

SCALE = 2
"""Pixels of a picture for each on the screen."""


def as_png(figure: QGraphicsView) -> QByteArray:
    """Return a picture with twice the pixels of the screen."""
    size = figure.viewport().size()
    image = QImage(size * SCALE, QImage.Format.Format_RGB32)
    image.fill(figure.backgroundBrush().color())
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _draw(figure, painter, QRectF(image.rect()))
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"png").write(image)
    buffer.close()
    return data


def as_svg(figure: QGraphicsView) -> QByteArray:
    """Return a drawing of the size on the screen."""
    area = figure.viewport().rect()
    data = QByteArray()
    buffer = QBuffer(data)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(area.size())
    generator.setViewBox(area)
    painter = QPainter(generator)
    painter.fillRect(area, figure.backgroundBrush())
    _draw(figure, painter, QRectF(area))
    painter.end()
    return data


def _draw(figure: QGraphicsView, painter: QPainter, area: QRectF) -> None:
    figure.render(painter, area, figure.viewport().rect(), Qt.AspectRatioMode.IgnoreAspectRatio)


def as_csv(rows: Iterable[Sequence[object]]) -> bytes:
    """Return a table with a byte-order mark, without which spreadsheets take it for another encoding."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode("utf-8-sig", "replace")
