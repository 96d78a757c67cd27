"""Panels as a picture, for views that are made of widgets and have no painter of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QRegion
from PySide6.QtWidgets import QWidget

from frcnn_desktop.ui.inside.pictures.shelf import PictureStyle
from frcnn_desktop.ui.kit.palettes import colours_of


class WidgetPicture:
    """Draws widgets below each other as they are on the screen, in the colours of the theme, with text and
    lines as such; hidden ones are left out.

    `name` is told to people; `has_content` says whether there is something worth a picture.
    """

    def __init__(
        self, name: str, widgets: Sequence[QWidget], has_content: Callable[[], bool] = lambda: True
    ) -> None:
        self.name = name
        self._widgets, self._has_content = widgets, has_content

    def size(self) -> QSizeF:
        """Return the size of the visible widgets in a column; empty while nothing is worth a picture."""
        shown = self._shown()
        if not shown or not self._has_content():
            return QSizeF()
        width = max(each.x() + each.width() for each in shown)
        return QSizeF(width, sum(_used_height(each) for each in shown))

    def paint(self, painter: QPainter, style: PictureStyle) -> None:  # noqa: ARG002
        """Draw the visible widgets below each other on the theme's ground."""
        # Text of a dark theme is pale: it needs the ground it was made for, whatever the paper.
        painter.fillRect(QRectF(QPoint(0, 0), self.size()), QColor(colours_of().window))
        painter.save()
        for widget in self._shown():
            height = _used_height(widget)
            used = QRegion(0, 0, widget.width(), height)
            widget.render(painter, QPoint(widget.x(), 0), used, QWidget.RenderFlag.DrawChildren)
            painter.translate(0, height)
        painter.restore()

    def _shown(self) -> list[QWidget]:
        return [widget for widget in self._widgets if widget.isVisible()]


def _used_height(widget: QWidget) -> int:
    """Return how much of a widget has something on it: one that takes what it is given may have more."""
    wanted = widget.height()
    if widget.hasHeightForWidth():
        wanted = widget.heightForWidth(widget.width())
    elif widget.sizePolicy().expandingDirections() & Qt.Orientation.Vertical:
        wanted = widget.sizeHint().height()
    return min(widget.height(), wanted) if wanted > 0 else widget.height()
