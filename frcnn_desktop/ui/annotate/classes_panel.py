"""The class list, at the right of the window."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListView,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from frcnn_desktop.ui.annotate.classes import ClassesModel
from frcnn_desktop.ui.annotate.classes_delegate import ClassDelegate
from frcnn_desktop.ui.document.class_list import ClassList
from frcnn_desktop.ui.kit.icons import icon, line_edit_icon
from frcnn_desktop.ui.kit.key_guard import guard_keys
from frcnn_desktop.ui.kit.painting import LEAST_LIST, ClassColours


class ClassesPanel(QWidget):
    """Lists the classes; the current one is used for the next box. What a person edits here, the list takes.

    Signals: `class_picked(str)` a class was clicked; `rename_begun()` that was the first click of a
    double-click, which renames the class in place.
    Setters: `set_counts`, `set_class_colours`, `set_menu_actions`.
    """

    class_picked = Signal(str)
    rename_begun = Signal()

    def __init__(self, classes: ClassList, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._classes = classes
        self._more: list[QAction] = []
        self.model = ClassesModel(classes, self)
        self.view = QListView(self)
        self._delegate = ClassDelegate(self.view)
        self._new = QLineEdit(self)
        self._build()
        self.view.clicked.connect(self._on_clicked)
        self.view.doubleClicked.connect(self.rename_begun)
        self.view.customContextMenuRequested.connect(self._open_menu)
        self._new.returnPressed.connect(self._add)
        guard_keys(self)

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many objects of each class the open image has."""
        self.model.set_counts(counts)

    def set_class_colours(self, colours: ClassColours) -> None:
        """Say which colour belongs to a class name."""
        self._delegate.colours_of_classes = colours
        self.view.viewport().update()

    def set_menu_actions(self, actions: Sequence[QAction]) -> None:
        """Put further commands below those of the menu of a class."""
        self._more = list(actions)

    def sizeHint(self) -> QSize:
        return QSize(256, 160)

    def _build(self) -> None:
        view = self.view
        view.setModel(self.model)
        view.setItemDelegate(self._delegate)
        view.setUniformItemSizes(True)
        view.setMouseTracking(True)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.setMinimumHeight(LEAST_LIST)
        view.setAccessibleName(self.tr("Classes"))
        self._new.setPlaceholderText(self.tr("Add a class"))
        self._new.setAccessibleName(self.tr("Name of a new class"))
        self._new.setToolTip(self.tr("Type a name and press Return"))
        line_edit_icon(self._new, "plus")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 8)
        layout.setSpacing(4)
        layout.addWidget(view, 1)
        field = QVBoxLayout()
        field.setContentsMargins(8, 0, 8, 0)
        field.addWidget(self._new)
        layout.addLayout(field)

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self.class_picked.emit(str(index.data()))

    @Slot()
    def _add(self) -> None:
        name = self._new.text()
        self._new.clear()
        if self._classes.add(name):
            self.view.scrollToBottom()

    @Slot(QPoint)
    def _open_menu(self, where: QPoint) -> None:
        index = self.view.indexAt(where)
        if not index.isValid():
            return
        menu = QMenu(self)
        rename = menu.addAction(icon("pencil"), self.tr("Rename"))
        up = menu.addAction(icon("chevron-up"), self.tr("Move up"))
        down = menu.addAction(icon("chevron-down"), self.tr("Move down"))
        remove = menu.addAction(icon("x"), self.tr("Remove from the list"))
        row, name = index.row(), str(index.data())
        rename.triggered.connect(lambda: self.view.edit(self.model.index(row)))
        up.triggered.connect(lambda: self._move(row, row - 1))
        down.triggered.connect(lambda: self._move(row, row + 1))
        remove.triggered.connect(lambda: self._classes.remove(name))
        if self._more:
            menu.addSeparator()
            menu.addActions(self._more)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.view.viewport().mapToGlobal(where))

    def _move(self, row: int, target: int) -> None:
        self._classes.move(row, target)
        self.view.setCurrentIndex(self.model.index(max(0, min(target, self.model.rowCount() - 1))))
