"""Tiny pictures that say how each layer is drawn on the canvas."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

from frcnn_desktop.ui.kit.palettes import Colours

CUE_SIZE = QSize(20, 14)
_RANK = ("#fde725", "#35b779", "#31688e")
_BOX = "#e15759"


def layer_cue(layer: str, colours: Colours, ratio: float) -> QIcon:
    """Return the cue of a layer: "proposals", "roi_projections", "detections" or "objects"."""
    pixmap = QPixmap(CUE_SIZE * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    _PAINTERS[layer](painter, colours)
    painter.end()
    return QIcon(pixmap)


def _hairlines(painter: QPainter, colours: Colours) -> None:
    for step, name in enumerate(reversed(_RANK)):
        colour = QColor(name) if colours.dark else QColor(name).darker(115)
        painter.setPen(QPen(colour, 1))
        painter.drawRect(QRectF(0.5 + 3 * (2 - step), 0.5 + 2 * (2 - step), 12, 8))


def _cells(painter: QPainter, colours: Colours) -> None:
    accent = QColor(colours.accent)
    accent.setAlpha(150)
    for column in range(4):
        for row in range(3):
            if column in (1, 2) and row > 0:
                painter.fillRect(QRectF(column * 5, row * 5, 4, 4), accent)
            else:
                painter.fillRect(QRectF(column * 5, row * 5, 4, 4), QColor(colours.border))


def _chip_box(painter: QPainter, colours: Colours) -> None:
    painter.setPen(
        QPen(QColor(_BOX), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap, Qt.PenJoinStyle.MiterJoin)
    )
    painter.drawRect(QRectF(2, 4, 15, 9))
    painter.fillRect(QRectF(1, 0, 12, 5), QColor("#101214") if not colours.dark else QColor("#f2f3f5"))


def _handle_box(painter: QPainter, colours: Colours) -> None:
    colour = QColor(colours.text)
    painter.setPen(
        QPen(colour, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap, Qt.PenJoinStyle.MiterJoin)
    )
    painter.drawRect(QRectF(3, 3, 13, 8))
    for x, y in ((1, 1), (14, 1), (1, 9), (14, 9)):
        painter.fillRect(QRectF(x, y, 4, 4), colour)


_PAINTERS = {
    "proposals": _hairlines,
    "roi_projections": _cells,
    "detections": _chip_box,
    "objects": _handle_box,
}
