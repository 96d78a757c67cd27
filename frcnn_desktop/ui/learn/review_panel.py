"""The panel of a review: what the model and the labels disagree on, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from frcnn_desktop.core.disagreement import Kind
from frcnn_desktop.ui.kit.icons import icon, set_icon
from frcnn_desktop.ui.kit.key_guard import guard_keys
from frcnn_desktop.ui.kit.plain_text import wrap
from frcnn_desktop.ui.learn.review_findings import Finding
from frcnn_desktop.ui.learn.review_text import ReviewText

Index = QModelIndex | QPersistentModelIndex
_ICONS = {
    Kind.MISSED: ("square-plus", "accent_text"),
    Kind.WRONG_CLASS: ("tags", "warning"),
    Kind.LOOSE: ("magnet", "warning"),
    Kind.DOUBLED: ("copy", "warning"),
    Kind.EXTRA: ("circle-help", "muted"),
}


class FindingsModel(QAbstractListModel):
    """A row for each disagreement."""

    def __init__(self, text_of: Callable[[Finding], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._text_of = text_of
        self.rows: list[Finding] = []

    def set_rows(self, rows: list[Finding]) -> None:
        """Show these findings, in this order; equal ones keep selection and scroll position."""
        if rows != self.rows:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text_of(row)
        if role == Qt.ItemDataRole.DecorationRole:
            return icon(*_ICONS[row.what.kind])
        return str(row.path) if role == Qt.ItemDataRole.ToolTipRole else None


class CommandButton(QPushButton):
    """A command as a button that names its key."""

    def __init__(self, command: QAction, parent: QWidget) -> None:
        super().__init__(parent)
        self._command = command
        self.clicked.connect(command.trigger)
        command.changed.connect(self._follow)
        self._follow()

    @Slot()
    def _follow(self) -> None:
        key = self._command.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.setText(f"{self._command.iconText()}  ({key})" if key else self._command.iconText())
        self.setToolTip(self._command.toolTip())
        self.setEnabled(self._command.isEnabled())


class ReviewPanel(QWidget):
    """Setters: `set_rows`, `set_summary`, `set_running`, `set_kept`, `set_ceiling`.

    Signals: `wanted()` look through the folder; `again_wanted()` ask also about what was kept;
    `chosen(Finding)`.
    """

    wanted = Signal()
    again_wanted = Signal()
    chosen = Signal(object)

    def __init__(self, commands: Sequence[QAction], text: ReviewText, parent: QWidget | None = None) -> None:
        """`commands` are the three keys of the walk, as buttons; `text` says what a finding is."""
        super().__init__(parent)
        self.model = FindingsModel(text.row, self)
        self._view, self._summary, self._ceiling = QListView(self), QLabel(self), QLabel(self)
        self._start, self._again = QPushButton(self), QPushButton(self)
        self._build(commands)
        self.set_running(False)
        self.set_kept(False)
        self.set_ceiling("", "")
        self._start.clicked.connect(self.wanted)
        self._again.clicked.connect(self.again_wanted)
        self._view.clicked.connect(self._on_clicked)
        guard_keys(self)

    def set_rows(self, rows: list[Finding], current: Finding | None) -> None:
        """Show what waits for an answer."""
        self.model.set_rows(rows)
        if current in rows:
            index = self.model.index(rows.index(current))
            self._view.setCurrentIndex(index)
            self._view.scrollTo(index)
        else:
            self._view.setCurrentIndex(QModelIndex())

    def set_summary(self, text: str) -> None:
        """Say how it stands."""
        self._summary.setText(text)

    def set_running(self, running: bool) -> None:
        """Lock the start button while a review runs."""
        self._start.setEnabled(not running)

    def set_ceiling(self, text: str, tip: str) -> None:
        """Say how many labels have a proposal that fits, and more of it in the tip; "" for nothing."""
        self._ceiling.setText(text)
        self._ceiling.setToolTip(tip)
        self._ceiling.setVisible(bool(text))

    def set_kept(self, kept: bool) -> None:
        """Offer to ask again, where labels were kept."""
        self._again.setVisible(kept)

    def sizeHint(self) -> QSize:
        return QSize(480, 190)

    def _build(self, commands: Sequence[QAction]) -> None:
        self._start.setText(self.tr("Look for disagreements"))
        self._start.setToolTip(self.tr("Let the model look at every labelled image of the folder"))
        self._again.setText(self.tr("Ask again"))
        self._again.setToolTip(self.tr("Ask also about the labels that were kept"))
        self._again.setFlat(True)
        self._view.setModel(self.model)
        self._view.setUniformItemSizes(True)
        self._view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._view.setAccessibleName(self.tr("Disagreements"))
        for label in (self._summary, self._ceiling):
            wrap(label)
        self._ceiling.setProperty("role", "muted")
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        buttons.addWidget(self._start)
        buttons.addWidget(self._again)
        buttons.addStretch(1)
        for command in commands:
            buttons.addWidget(CommandButton(command, self))
        set_icon(self._start, "scan-eye")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 6)
        layout.setSpacing(6)
        layout.addLayout(buttons)
        layout.addWidget(self._summary)
        layout.addWidget(self._ceiling)
        layout.addWidget(self._view, 1)

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self.chosen.emit(self.model.rows[index.row()])
