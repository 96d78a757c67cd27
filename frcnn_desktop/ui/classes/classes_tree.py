"""The table of classes: what they are called, were called, and how many objects they have."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from frcnn_desktop.ui.classes.draft import Row
from frcnn_desktop.ui.kit.painting import swatch
from frcnn_desktop.ui.kit.palettes import colours_of

_NAME, _BEFORE, _OBJECTS, _FILES = range(4)
_SWATCH = 12
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ClassesTree(QTreeWidget):
    """Signals: `renamed(name, new)` a name was typed. Setters: `set_rows`. Ask `chosen`."""

    renamed = Signal(str, str)

    def __init__(self, colour_of: Callable[[str], QColor], parent: QWidget | None = None) -> None:
        """`colour_of` gives the colour that a class is to have, by its name in the files."""
        super().__init__(parent)
        self._colour_of = colour_of
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHeaderLabels([self.tr("Class"), self.tr("Before"), self.tr("Objects"), self.tr("Files")])
        self.setAccessibleName(self.tr("Classes of the data set"))
        header, modes = self.header(), QHeaderView.ResizeMode
        header.setStretchLastSection(False)
        header.setSectionResizeMode(_NAME, modes.Stretch)
        for column in (_BEFORE, _OBJECTS, _FILES):
            header.setSectionResizeMode(column, modes.ResizeToContents)
        self.itemChanged.connect(self._on_changed)
        self.itemDoubleClicked.connect(self._on_double_click)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The selected classes, by their names in the files."""
        return tuple(str(item.data(_NAME, Qt.ItemDataRole.UserRole)) for item in self.selectedItems())

    def edit_current(self) -> None:
        """Let the selected class be renamed in its place."""
        if (item := self.currentItem()) is not None:
            self.editItem(item, _NAME)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show classes; the selection stays with its classes."""
        chosen, current = set(self.chosen), self._current_name()
        self.blockSignals(True)
        self.clear()
        for row in rows:
            item = self._item(row)
            self.addTopLevelItem(item)
            if row.name == current:
                self.setCurrentItem(item, _NAME, self.selectionModel().SelectionFlag.NoUpdate)
            item.setSelected(row.name in chosen)
        self.blockSignals(False)
        self.itemSelectionChanged.emit()

    def later(self, step: Callable[[], None]) -> None:
        """Do something once what happens now in the table has ended."""
        QTimer.singleShot(0, self, step)

    def _current_name(self) -> str | None:
        item = self.currentItem()
        return None if item is None else str(item.data(_NAME, Qt.ItemDataRole.UserRole))

    def _item(self, row: Row) -> QTreeWidgetItem:
        shown = row.name or self.tr("(no class)")
        before = "" if row.after == row.name else shown
        count = row.count
        item = QTreeWidgetItem([row.after or shown, before, f"{count.objects:,}", f"{count.files:,}"])
        item.setData(_NAME, Qt.ItemDataRole.UserRole, row.name)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        item.setIcon(_NAME, QIcon(swatch(self._colour_of(row.name), _SWATCH, self.devicePixelRatioF())))
        for column in (_OBJECTS, _FILES):
            item.setTextAlignment(column, _RIGHT)
        if row.after is None:
            font = item.font(_NAME)
            font.setStrikeOut(True)
            item.setFont(_NAME, font)
            item.setForeground(_NAME, QColor(colours_of().danger))
            item.setText(_BEFORE, self.tr("deleted"))
        elif before:
            item.setForeground(_NAME, QColor(colours_of().accent_text))
        return item

    @Slot(QTreeWidgetItem, int)
    def _on_changed(self, item: QTreeWidgetItem, _column: int) -> None:
        self.renamed.emit(str(item.data(_NAME, Qt.ItemDataRole.UserRole)), item.text(_NAME))

    @Slot(QTreeWidgetItem, int)
    def _on_double_click(self, item: QTreeWidgetItem, _column: int) -> None:
        self.editItem(item, _NAME)
