"""Files and folders dragged onto a widget."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFont,
    QPainter,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QWidget

_INSET, _RADIUS, _LINE, _PADDING = 10.0, 10.0, 2.0, 14.0


def local_paths(mime: QMimeData) -> list[Path]:
    """Return the local files and folders of a drag, in its order and without doubles."""
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile() and url.toLocalFile()]
    return list(dict.fromkeys(paths))


class DropTarget(QObject):
    """Lets a widget take local files and folders, whatever the widget itself does with its events.

    Signals: `paths_dropped(list)` of Path; `hover_changed(bool)` while such a drag is over the widget.
    """

    paths_dropped = Signal(list)
    hover_changed = Signal(bool)

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._hovered = False
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    @property
    def hovered(self) -> bool:
        return self._hovered

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragLeaveEvent):
            self._set_hovered(False)
            return True
        # QDragEnterEvent and QDragMoveEvent are QDropEvents too.
        if not isinstance(event, QDropEvent):
            return False
        paths = local_paths(event.mimeData())
        if not paths:
            event.ignore()
            return True
        # Always a copy: with "move", a file manager may delete what was dragged.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        over = isinstance(event, QDragEnterEvent | QDragMoveEvent)
        self._set_hovered(over)
        if not over:
            self.paths_dropped.emit(paths)
        return True

    def _set_hovered(self, hovered: bool) -> None:
        if hovered != self._hovered:
            self._hovered = hovered
            self.hover_changed.emit(hovered)


def draw_drop_highlight(painter: QPainter, area: QRectF, palette: QPalette, text: str) -> None:
    """Show that a drop is welcome: an accent frame around `area` and one sentence. Logical pixels."""
    accent = palette.color(QPalette.ColorRole.Highlight)
    tint = QColor(accent)
    tint.setAlpha(40)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(accent, _LINE))
    painter.setBrush(tint)
    painter.drawRoundedRect(area.adjusted(_INSET, _INSET, -_INSET, -_INSET), _RADIUS, _RADIUS)
    font = QFont(painter.font())
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    label = painter.boundingRect(area, Qt.AlignmentFlag.AlignCenter, text)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(accent)
    box = label.adjusted(-_PADDING, -_PADDING / 2, _PADDING, _PADDING / 2)
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    painter.setPen(palette.color(QPalette.ColorRole.HighlightedText))
    painter.drawText(label, Qt.AlignmentFlag.AlignCenter, text)
