"""The objects of the annotation, at the right of the window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QMenu,
    QStackedLayout,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from frcnn_desktop.core.annotation import ImageAnnotation
from frcnn_desktop.ui.annotate.comment_strip import CommentStrip
from frcnn_desktop.ui.annotate.objects import SWITCHES, ObjectColumn, ObjectsModel, runs
from frcnn_desktop.ui.annotate.objects_delegate import ObjectsDelegate
from frcnn_desktop.ui.kit.painting import LEAST_LIST, ClassColours
from frcnn_desktop.ui.kit.plain_text import wrap

_FLAG_WIDTH = 20
_EDGE = 6


class ObjectsPanel(QWidget):
    """Lists the objects, with the `comment` on the image below; the selection is shared with the canvas.

    Signals: `selection_picked(frozenset[int])` ids a person selected; `flag_edited(int, str, bool)` id, flag
    ("difficult" or "truncated") and its new value; `rename_wanted(int)` double-click on a name;
    `view_toggled(int, str)` id, and "hidden" or "locked" to be turned round;
    `count_changed(int)`.
    Setters: `set_annotation`, `set_selection`, `set_class_colours`, `set_menu_actions`, `set_way_to_draw`.
    """

    selection_picked = Signal(object)
    flag_edited = Signal(int, str, bool)
    view_toggled = Signal(int, str)
    rename_wanted = Signal(int)
    count_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = ObjectsModel(self)
        self.view = QTreeView(self)
        self._delegate = ObjectsDelegate(self.view)
        self._menu = QMenu(self)
        self._updating = self._image_is_open = False
        self._way_to_draw = "W"
        self._empty = QLabel(self)
        self._stack = QStackedLayout()
        self.comment = CommentStrip(self)
        self._build()
        self._show_empty()
        self.model.flag_edited.connect(self.flag_edited)
        self.model.view_toggled.connect(self.view_toggled)
        self.view.selectionModel().selectionChanged.connect(self._on_selection)
        self.view.doubleClicked.connect(self._on_double_click)
        self.view.customContextMenuRequested.connect(self._open_menu)

    def set_annotation(self, annotation: ImageAnnotation | None) -> None:
        """Show these objects; None shows none."""
        selected = self.selection
        self._updating = True
        self.model.set_annotation(annotation)
        self._updating = False
        self._fit_sizes()
        self.set_selection(selected)
        count = self.model.rowCount()
        self._image_is_open = annotation is not None
        self._show_empty()
        self._stack.setCurrentWidget(self.view if count else self._empty)
        self.count_changed.emit(count)

    def set_way_to_draw(self, key: str) -> None:
        """Say which key draws a box."""
        self._way_to_draw = key
        self._show_empty()

    def show_views(self, hidden: frozenset[int], locked: frozenset[int]) -> None:
        """Show which objects are hidden and which are locked."""
        self.model.set_views(hidden, locked)

    def _fit_sizes(self) -> None:
        """Give the sizes the room that the longest needs; it grows while a box is changed, and stays."""
        header = self.view.header()
        wanted = max(
            self._delegate.width_of(self.model.longest_size, self.view.fontMetrics()),
            header.sectionSizeHint(ObjectColumn.SIZE),
        )
        if header.sectionSize(ObjectColumn.SIZE) != wanted:
            header.resizeSection(ObjectColumn.SIZE, wanted)

    def _show_empty(self) -> None:
        """Say why there is nothing to list; keys that would do nothing are not named."""
        self._empty.setText(
            self.tr("No objects yet. Press {key} and drag to draw a box.").format(key=self._way_to_draw)
            if self._image_is_open
            else self.tr("The objects of the open image are listed here.")
        )

    def set_selection(self, ids: frozenset[int]) -> None:
        """Select these objects. Emits nothing."""
        rows = sorted(row for row in map(self.model.row_of, ids) if row is not None)
        selection = QItemSelection()
        last = len(ObjectColumn) - 1
        # Ranges, not rows: Qt compares each with all others.
        for first, end in runs(rows):
            selection.select(self.model.index(first, 0), self.model.index(end, last))
        self._updating = True
        flags = QItemSelectionModel.SelectionFlag
        self.view.selectionModel().select(selection, flags.ClearAndSelect)
        self._updating = False
        if len(rows) == 1:
            self.view.scrollTo(self.model.index(rows[0], 0))

    @property
    def selection(self) -> frozenset[int]:
        """The ids of the selected rows."""
        # Whole rows are selected. Qt's `selectedRows` asks the model for every cell.
        return frozenset(
            self.model.object_at(row).id
            for block in self.view.selectionModel().selection().toList()
            for row in range(block.top(), block.bottom() + 1)
        )

    def set_class_colours(self, colours: ClassColours) -> None:
        """Say which colour belongs to a class name."""
        self._delegate.colours_of_classes = colours
        self.view.viewport().update()

    def set_menu_actions(self, actions: Sequence[QAction]) -> None:
        """Offer these commands on right-click."""
        self._menu.clear()
        self._menu.addActions(actions)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.LanguageChange):
            self._fit_sizes()

    def sizeHint(self) -> QSize:
        return QSize(256, 160)

    def _build(self) -> None:
        view = self.view
        view.setModel(self.model)
        view.setItemDelegate(self._delegate)
        view.setRootIsDecorated(False)
        view.setUniformRowHeights(True)
        view.setAllColumnsShowFocus(True)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setMinimumHeight(LEAST_LIST)
        view.setAccessibleName(self.tr("Objects"))
        header = view.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(_FLAG_WIDTH)
        header.setSectionResizeMode(ObjectColumn.NAME, QHeaderView.ResizeMode.Stretch)
        # Fitted by `_fit_sizes`: Qt would measure every row whenever one is nudged.
        header.setSectionResizeMode(ObjectColumn.SIZE, QHeaderView.ResizeMode.Fixed)
        for column in SWITCHES:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, _FLAG_WIDTH)
        # The last one would touch the edge of the window.
        header.resizeSection(ObjectColumn.LOCKED, _FLAG_WIDTH + _EDGE)
        header.setObjectName("flat")
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._empty.setProperty("role", "muted")
        wrap(self._empty)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._empty.setContentsMargins(12, 4, 12, 4)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._stack, 1)
        column.addWidget(self.comment)

    @Slot()
    def _on_selection(self) -> None:
        if not self._updating:
            self.selection_picked.emit(self.selection)

    @Slot(QModelIndex)
    def _on_double_click(self, index: QModelIndex) -> None:
        if index.column() in (ObjectColumn.NAME, ObjectColumn.SIZE):
            self.rename_wanted.emit(self.model.object_at(index.row()).id)

    @Slot(QPoint)
    def _open_menu(self, where: QPoint) -> None:
        if self.view.indexAt(where).isValid() and not self._menu.isEmpty():
            self._menu.popup(self.view.viewport().mapToGlobal(where))
