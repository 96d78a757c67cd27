"""The comment on the open image, below its objects."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QLabel, QWidget

from frcnn_desktop.ui.kit.plain_text import wrap

_SHOWN = 240


class CommentStrip(QLabel):
    """Shows a comment, and nothing where there is none. `clicked` when a person wants to change it."""

    clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        wrap(self)
        self.setContentsMargins(12, 6, 12, 8)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(self.tr("Comment on the image"))
        self.hide()

    def show_comment(self, comment: str) -> None:
        """Show this comment, a very long one cut; the whole is its tooltip. "" hides the strip."""
        cut = comment if len(comment) <= _SHOWN else comment[: _SHOWN - 1].rstrip() + "…"
        self.setText(f"“{cut}”" if comment else "")
        self.setToolTip(comment)
        self.setVisible(bool(comment))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()
        super().mouseReleaseEvent(event)
