"""A panel as a picture, for views that are made of widgets and have no painter of their own."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRectF, QSizeF
from PySide6.QtGui import QColor, QPainter, QRegion
from PySide6.QtWidgets import QWidget

from frcnn_desktop.ui.inside.pictures import PictureStyle
from frcnn_desktop.ui.palettes import colours_of


class WidgetPicture:
    """Draws a widget as it is on the screen, in the colours of the theme, with text and lines as such.

    `name_now` gives its name; `has_content` says whether it shows something worth a picture.
    """

    def __init__(
        self, widget: QWidget, name_now: Callable[[], str], has_content: Callable[[], bool] = lambda: True
    ) -> None:
        self._widget, self._name_now, self._has_content = widget, name_now, has_content

    @property
    def name(self) -> str:
        return self._name_now()

    def size(self) -> QSizeF:
        shown = self._widget.isVisible() and self._has_content()
        return QSizeF(self._widget.size()) if shown else QSizeF()

    def paint(self, painter: QPainter, style: PictureStyle) -> None:  # noqa: ARG002
        # Text of a dark theme is pale: it needs the ground it was made for, whatever the paper.
        painter.fillRect(QRectF(QPoint(0, 0), QSizeF(self._widget.size())), QColor(colours_of().window))
        self._widget.render(painter, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
