"""What is in the data set: the numbers, the classes, and the files that training leaves out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from frcnn_desktop.core.counted import counted
from frcnn_desktop.ui.kit.localise import in_language
from frcnn_desktop.ui.kit.palettes import colours_of
from frcnn_desktop.ui.kit.plain_text import wrap
from frcnn_desktop.voc.summary import DatasetSummary

_TILES = 6
_ROW = 22
_WIDEST = 840
_BYTES_OF_IMAGE = 400_000
"""Features of one image on disk while the head is trained (compact preset)."""
_SHARE = Qt.ItemDataRole.UserRole


class _BarDelegate(QStyledItemDelegate):
    """Paints how large a number is, behind it."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        share = index.data(_SHARE)
        if isinstance(share, float):
            room = QRectF(option.rect).adjusted(8, 3, -2, -3)  # type: ignore[attr-defined]
            width = max(1.0, room.width() * share)
            room.setLeft(room.right() - width)
            painter.fillRect(room, QColor(colours_of().tint))
        super().paint(painter, option, index)


class SummaryView(QWidget):
    """Signals: `stop_wanted()`. Setters: `show_nothing`, `show_reading`, `show_problem`, `show_summary`."""

    stop_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._message, self._note, self._left_out = QLabel(self), QLabel(self), QLabel(self)
        self._bar, self.stop = QProgressBar(self), QPushButton(self.tr("Stop reading"), self)
        self._tiles = [(QLabel(self), QLabel(self)) for _ in range(_TILES)]
        self._tile_box = QWidget(self)
        self.classes = self._table(
            (self.tr("Class"), self.tr("Objects"), self.tr("Difficult"), self.tr("Images"))
        )
        self.bad = self._table((self.tr("Image"), self.tr("Why it is left out")))
        self._build()
        self.show_nothing()

    def show_nothing(self) -> None:
        """No data set has been chosen."""
        self._show(self.tr("Choose a folder with annotated images to see what is in it."))

    def show_reading(self, done: int, total: int) -> None:
        """The annotations are being read."""
        self._show(self.tr("Reading annotations: {done} of {total}").format(done=done, total=total))
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._bar.show()
        self.stop.show()

    def show_problem(self, text: str) -> None:
        """It cannot be used: why, and what to do."""
        self._show(text)

    def show_summary(self, summary: DatasetSummary) -> None:
        """Show what was counted."""
        self._show("")
        tr = self.tr
        tiles = (
            (summary.images, tr("images")),
            (summary.objects, tr("objects")),
            (len(summary.classes), tr("classes")),
            (summary.without_objects, tr("without objects")),
            (summary.difficult, tr("difficult")),
            (len(summary.bad) + len(summary.left_out), tr("left out")),
        )
        for (number, name), (value, text) in zip(self._tiles, tiles, strict=True):
            number.setText(f"{value:,}")
            name.setText(text)
        self._tile_box.show()
        self._fill_classes(summary)
        self._fill_bad(summary)
        notes = self._notes(summary)
        self._note.setText(" ".join(notes))
        self._note.setVisible(bool(notes))

    def _notes(self, summary: DatasetSummary) -> list[str]:
        notes = [
            self.tr(
                "Training the head keeps about {size} of features beside the model while it runs."
            ).format(size=_size_text(summary.images * _BYTES_OF_IMAGE))
        ]
        if summary.unlabelled:
            one = self.tr("{count} image without an annotation file is not used.")
            many = self.tr("{count} images without an annotation file are not used.")
            notes.insert(0, counted(summary.unlabelled, one, many))
        if summary.without_objects:
            notes.append(self.tr("Images without objects teach what background looks like."))
        return notes + [in_language(each) for each in summary.notes]

    def _fill_classes(self, summary: DatasetSummary) -> None:
        most = max((each.objects for each in summary.classes), default=1)
        items = []
        for each in summary.classes:
            numbers = (each.objects, each.difficult, each.images)
            item = _SortedItem([each.name, *(f"{value:,}" for value in numbers)])
            item.setData(1, _SHARE, each.objects / most)
            item.setSizeHint(0, QSize(0, _ROW))
            for column in (1, 2, 3):
                item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            items.append(item)
        _refill(self.classes, items)
        self.classes.show()

    def _fill_bad(self, summary: DatasetSummary) -> None:
        """List images that take no part, and single objects of others."""
        rows = [(each.image_id, in_language(each.reason)) for each in summary.bad]
        rows += [(each.image_id, in_language(each.message)) for each in summary.left_out]
        items = [QTreeWidgetItem(list(row)) for row in rows]
        for item, (_, reason) in zip(items, rows, strict=True):
            item.setToolTip(1, reason)
        _refill(self.bad, items)
        self._left_out.setText(self.tr("Left out ({count})").format(count=len(rows)))
        for widget in (self._left_out, self.bad):
            widget.setVisible(bool(rows))

    def _show(self, message: str) -> None:
        self._message.setText(message)
        self._message.setVisible(bool(message))
        for widget in (
            self._bar, self.stop, self._tile_box, self.classes, self.bad, self._left_out, self._note,
        ):  # fmt: skip
            widget.hide()

    def _table(self, titles: Sequence[str]) -> QTreeWidget:
        table = QTreeWidget(self)
        table.setHeaderLabels(list(titles))
        table.setRootIsDecorated(False)
        table.setUniformRowHeights(True)
        table.setAccessibleName(titles[0])
        table.setSelectionMode(QTreeWidget.SelectionMode.NoSelection)
        table.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return table

    def _build(self) -> None:
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._bar.setFixedHeight(4)
        self.stop.clicked.connect(self.stop_wanted)
        wrap(self._message)
        self._message.setProperty("role", "muted")
        wrap(self._note)
        self._note.setProperty("role", "muted")
        self._left_out.setProperty("role", "title")
        grid = QGridLayout(self._tile_box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(0)
        for column, (number, name) in enumerate(self._tiles):
            number.setProperty("role", "hero")
            name.setProperty("role", "muted")
            grid.addWidget(number, 0, column)
            grid.addWidget(name, 1, column)
            grid.setColumnStretch(column, 1)
        # On a wide screen figures stay beside the name they belong to.
        for widget in (self._tile_box, self.classes):
            widget.setMaximumWidth(_WIDEST)
        self.classes.setItemDelegateForColumn(1, _BarDelegate(self.classes))
        self.classes.setSortingEnabled(True)
        self.classes.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        header = self.classes.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.classes.headerItem().setTextAlignment(0, Qt.AlignmentFlag.AlignLeft)
        self.bad.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        waiting = QHBoxLayout()
        waiting.addWidget(self._message, 1)
        waiting.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(waiting)
        for widget in (self._bar, self._tile_box, self._note):
            layout.addWidget(widget)
        layout.addWidget(self.classes, 3)
        layout.addWidget(self._left_out)
        layout.addWidget(self.bad, 1)
        layout.addStretch(0)


class _SortedItem(QTreeWidgetItem):
    """A row that sorts its numbers by their value."""

    def __lt__(self, other: QTreeWidgetItem) -> bool:
        tree = self.treeWidget()
        column = tree.sortColumn() if tree is not None else 0
        mine, theirs = self.text(column), other.text(column)
        if column:
            return int(mine.replace(",", "")) < int(theirs.replace(",", ""))
        return mine.casefold() < theirs.casefold()


def _refill(table: QTreeWidget, items: Sequence[QTreeWidgetItem]) -> None:
    table.clear()
    table.addTopLevelItems(list(items))


def _size_text(size: float) -> str:
    return f"{size / 1e9:.1f} GB" if size >= 1e9 else f"{max(1, round(size / 1e6))} MB"
