"""The places that look most like a box, as a list beside the window."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from frcnn_desktop.core.similar_box import SimilarBox
from frcnn_desktop.ui.canvas.colours import class_colour
from frcnn_desktop.ui.kit.icons import icon
from frcnn_desktop.ui.kit.painting import swatch
from frcnn_desktop.ui.kit.plain_text import wrap

_SWATCH = 14
Found = tuple[Path, SimilarBox]


class SimilarDialog(QDialog):
    """Stays open while one place after another is looked at. Signals: `chosen(Path, SimilarBox)`."""

    chosen = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Similar objects"))
        self._about, self.list = QLabel(self), QListWidget(self)
        wrap(self._about)
        self.list.setIconSize(QSize(_SWATCH, _SWATCH))
        self.list.setSpacing(1)
        self.list.setAccessibleName(self.tr("Similar objects"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(12)
        for widget in (self._about, self.list, buttons):
            layout.addWidget(widget)
        self.resize(360, 480)
        self.list.currentItemChanged.connect(self._on_current)
        self.list.itemClicked.connect(self._on_current)

    def show_places(self, name: str, found: Sequence[Found]) -> None:
        """List places that look like an object of a class, the likest first."""
        text = self.tr("What looks most like this {name} on the labelled images, the most similar first.")
        self._about.setText(text.format(name=name))
        self.list.blockSignals(True)
        self.list.clear()
        for path, place in found:
            item = QListWidgetItem(self._text(path, place))
            item.setIcon(self._icon(place))
            item.setData(Qt.ItemDataRole.UserRole, (path, place))
            item.setToolTip(str(path))
            self.list.addItem(item)
        self.list.blockSignals(False)

    def _icon(self, place: SimilarBox) -> QIcon:
        if not place.name:
            return icon("circle-help", "muted")
        return QIcon(swatch(class_colour(place.name), _SWATCH, self.devicePixelRatioF()))

    def _text(self, path: Path, place: SimilarBox) -> str:
        name = place.name or self.tr("(no label)")
        return f"{name}  ·  {path.name}  ·  {place.likeness:.0%}"

    @Slot(QListWidgetItem)
    def _on_current(self, item: QListWidgetItem | None, _before: QListWidgetItem | None = None) -> None:
        if item is not None:
            self.chosen.emit(*item.data(Qt.ItemDataRole.UserRole))
