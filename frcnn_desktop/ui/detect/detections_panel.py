"""What the detector found and how it is filtered, at the right of the window."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListView,
    QSizePolicy,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from frcnn_desktop.core.detections import Detections
from frcnn_desktop.ui.detect.detections import DetectionsModel
from frcnn_desktop.ui.detect.detections_delegate import DetectionDelegate
from frcnn_desktop.ui.detect.filter_controls import FilterControls
from frcnn_desktop.ui.document.filter_state import FilterState
from frcnn_desktop.ui.kit.key_guard import guard_keys
from frcnn_desktop.ui.kit.painting import LEAST_LIST, ClassColours
from frcnn_desktop.ui.kit.plain_text import wrap


class DetectionsPanel(QWidget):
    """The controls of the filter, the list of detections, and the buttons that accept them.

    Signals: `detection_selected(int)` row selected by a person, -1 for none; `accept_wanted(int)`
    double-click on a row; `count_changed(int)`.
    Setters: `set_detections`, `set_selected`, `set_class_colours`, `set_message` the sentence shown while
    there are no detections.
    """

    detection_selected = Signal(int)
    accept_wanted = Signal(int)
    count_changed = Signal(int)

    def __init__(
        self, accept: QAction, accept_all: QAction, state: FilterState, parent: QWidget | None = None
    ) -> None:
        """`accept` and `accept_all` are the commands behind the two buttons."""
        super().__init__(parent)
        self.model = DetectionsModel(self)
        self.controls = FilterControls(state, self)
        self.view = QListView(self)
        self._delegate = DetectionDelegate(self.view)
        self._way_to_detect = "I"
        self._empty = QLabel(self)
        self._stack = QStackedLayout()
        self._build(accept, accept_all)
        self._connect()
        self.set_detections(None)
        guard_keys(self)

    @property
    def selected(self) -> int:
        """The selected row, -1 for none."""
        rows = self.view.selectionModel().selectedRows()
        return rows[0].row() if rows else -1

    def set_detections(self, detections: Detections | None) -> None:
        """Show these detections; None: the image has not been detected."""
        self.model.set_detections(detections)
        self.controls.chips.set_counts(self.model.class_counts())
        count = self.model.rowCount()
        if detections is None:
            text = self.tr("Not detected yet. Press {key} to run Fast R-CNN on this image.")
            self._empty.setText(text.format(key=self._way_to_detect))
        elif not count:
            self._empty.setText(self.tr("Nothing was found."))
        self._stack.setCurrentWidget(self.view if count else self._empty)
        self.count_changed.emit(count)

    def set_way_to_detect(self, key: str) -> None:
        """Say which key detects, for the next time it is named."""
        self._way_to_detect = key

    def set_message(self, text: str) -> None:
        """Replace the sentence shown while there are no detections, e.g. "Detecting…"."""
        self._empty.setText(text)

    def set_selected(self, row: int) -> None:
        """Select a row; -1 selects none. Emits nothing."""
        model = self.view.selectionModel()
        blocked = model.blockSignals(True)
        if row < 0:
            model.clear()
        else:
            self.view.setCurrentIndex(self.model.index(row))
        model.blockSignals(blocked)
        self.view.viewport().update()

    def set_class_colours(self, colours: ClassColours) -> None:
        """Say which colour belongs to a class name."""
        self._delegate.colours_of_classes = colours
        self.controls.chips.set_class_colours(colours)
        self.view.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(256, 250)

    def _build(self, accept: QAction, accept_all: QAction) -> None:
        self.view.setModel(self.model)
        self.view.setItemDelegate(self._delegate)
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setMinimumHeight(LEAST_LIST)
        self.view.setAccessibleName(self.tr("Detections"))
        self._empty.setProperty("role", "muted")
        wrap(self._empty)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._empty.setContentsMargins(12, 2, 12, 2)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 8)
        layout.setSpacing(2)
        layout.addWidget(self.controls)
        layout.addLayout(self._stack, 1)
        layout.addLayout(self._buttons(accept, accept_all))

    def _buttons(self, accept: QAction, accept_all: QAction) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setContentsMargins(8, 4, 8, 0)
        line.setSpacing(8)
        for action in (accept, accept_all):
            button = QToolButton(self)
            button.setDefaultAction(action)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setProperty("role", "button")
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            line.addWidget(button, 1)
        return line

    def _connect(self) -> None:
        self.view.selectionModel().selectionChanged.connect(self._on_selection)
        self.view.doubleClicked.connect(self._on_double_click)

    @Slot()
    def _on_selection(self) -> None:
        self.detection_selected.emit(self.selected)

    @Slot(QModelIndex)
    def _on_double_click(self, index: QModelIndex) -> None:
        self.accept_wanted.emit(index.row())
