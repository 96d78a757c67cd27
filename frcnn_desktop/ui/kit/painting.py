"""Small pieces that the delegates and panels draw alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from frcnn_desktop.ui.kit.icons import icon_pixmap
from frcnn_desktop.ui.kit.palettes import Colours, colours_of

LEAST_LIST = 48
"""Least height of a list, so that four panels fit below one another on a laptop."""

ClassColours: TypeAlias = Callable[[str], QColor]
"""Gives the colour of a class name, the same one everywhere."""


def no_colours(name: str) -> QColor:  # noqa: ARG001 - stands in for a ClassColours
    """Return grey for every class, until the window is told the real colours."""
    return QColor("#8a9099")


def swatch(colour: QColor, size: int, ratio: float, gap: int = 0) -> QPixmap:
    """Return a small rounded square of one colour, with a gap at its right."""
    pixmap = QPixmap(round((size + gap) * ratio), round(size * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    draw_swatch(painter, QRect(0, 0, size, size), colour)
    painter.end()
    return pixmap


def draw_swatch(painter: QPainter, rect: QRect, colour: QColor) -> None:
    """Fill a rounded square with the colour of a class; the painter is left as it was."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(QRectF(rect), 3, 3)
    painter.restore()


def draw_icon(painter: QPainter, rect: QRect, name: str, colour: str) -> None:
    """Draw an icon in the middle of a rectangle, as large as its shorter side."""
    size = min(rect.width(), rect.height())
    pixmap = icon_pixmap(name, size, colour, painter.device().devicePixelRatioF())
    painter.drawPixmap(rect.center().x() - size // 2 + 1, rect.center().y() - size // 2 + 1, pixmap)


def row_height(metrics: QFontMetrics) -> int:
    """Return the height of a one-line row for a font: air above and below, also with large letters."""
    return max(26, metrics.height() + 8)


def draw_key(painter: QPainter, rect: QRect, text: str, colours: Colours) -> None:
    """Draw a key cap in the middle of a rectangle's height."""
    height = max(16, painter.fontMetrics().height())
    cap = QRect(rect.left(), rect.top() + (rect.height() - height) // 2, rect.width(), height)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(colours.border))
    painter.drawRoundedRect(QRectF(cap).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    painter.setPen(QColor(colours.muted))
    painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def draw_text(
    painter: QPainter,
    rect: QRect,
    text: str,
    colour: str | QColor,
    alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    elide: Qt.TextElideMode = Qt.TextElideMode.ElideMiddle,
) -> None:
    """Draw one line, shortened where it does not fit."""
    painter.setPen(QColor(colour))
    shown = painter.fontMetrics().elidedText(text, elide, rect.width())
    painter.drawText(rect, alignment | Qt.AlignmentFlag.AlignVCenter, shown)


def draw_bar(painter: QPainter, rect: QRect, fraction: float, colour: QColor, colours: Colours) -> None:
    """Draw a fraction 0..1 as a thin bar on its track."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.border))
    painter.drawRoundedRect(QRectF(rect), 2, 2)
    painter.setBrush(colour)
    filled = QRectF(rect)
    filled.setWidth(max(rect.height(), rect.width() * min(max(fraction, 0.0), 1.0)))
    painter.drawRoundedRect(filled, 2, 2)
    painter.restore()


def draw_row_background(painter: QPainter, option: QStyleOptionViewItem, widget: QWidget | None) -> Colours:
    """Draw hover and selection of a list row as the style sheet says; return the theme's colours."""
    style = widget.style() if widget is not None else None
    if style is not None:
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, widget)
    # Not the option's palette: a style sheet makes its background transparent, which looks black.
    return colours_of()
