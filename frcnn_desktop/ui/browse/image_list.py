"""The listed images as rows of an item model. Rows are light, thumbnails come when they are seen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import IntEnum
from pathlib import Path

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QUrl,
    Signal,
    Slot,
)
from PySide6.QtGui import QImage

from frcnn_desktop.core.file_stamp import Stamp
from frcnn_desktop.ui.browse.catalogue import Catalogue
from frcnn_desktop.ui.browse.image_entry import ImageEntry
from frcnn_desktop.ui.browse.list_changes import CatalogueObserver, runs_of
from frcnn_desktop.ui.browse.thumbnails import Thumbnails
from frcnn_desktop.ui.kit.localise import in_language

Index = QModelIndex | QPersistentModelIndex


class ImageRole(IntEnum):
    """Data roles of the model beside Qt's own."""

    PATH = Qt.ItemDataRole.UserRole
    ENTRY = Qt.ItemDataRole.UserRole + 1


def _tool_tip(entry: ImageEntry) -> str:
    problem = [] if entry.note is None else [in_language(entry.note)]
    return "\n".join([str(entry.path), *problem, *([entry.comment] if entry.comment else [])])


_FIELDS: Mapping[int, Callable[[ImageEntry], object]] = {
    Qt.ItemDataRole.DisplayRole: lambda entry: entry.path.name,
    Qt.ItemDataRole.ToolTipRole: _tool_tip,
    ImageRole.PATH: lambda entry: entry.path,
    ImageRole.ENTRY: lambda entry: entry,
}


class ImageListModel(QAbstractListModel, CatalogueObserver):
    """A row for each listed image of a catalogue.

    Signals: `thumbnails_wanted(list[Path])` rows have been painted without a thumbnail (answer with
    `set_thumbnail`).
    """

    thumbnails_wanted = Signal(list)

    def __init__(self, catalogue: Catalogue, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self._thumbnails = Thumbnails(self)
        self._thumbnails.wanted.connect(self.thumbnails_wanted)
        catalogue.observe(self)

    def thumbnail_stamp(self, path: Path) -> Stamp | None:
        """Return the stamp of the file that a row's picture shows."""
        return self._thumbnails.stamp(path)

    def doubt_thumbnails(self) -> None:
        """Look again at the files of the rows that are seen."""
        self._thumbnails.doubt()
        if last := self.rowCount():
            role = Qt.ItemDataRole.DecorationRole
            self.dataChanged.emit(self.index(0), self.index(last - 1), [role])

    @Slot(Qt.ApplicationState)
    def on_application_state(self, state: Qt.ApplicationState) -> None:
        """Who comes back from another program may have changed pictures there."""
        if state is Qt.ApplicationState.ApplicationActive:
            self.doubt_thumbnails()

    def set_thumbnail(self, path: Path, image: QImage, stamp: Stamp) -> None:
        """Give a row its picture."""
        if path in self._catalogue:
            self._thumbnails.keep(path, image, stamp)
            row = self._catalogue.row_of(path)
            if row >= 0:
                self.dataChanged.emit(self.index(row), self.index(row), [Qt.ItemDataRole.DecorationRole])

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else self._catalogue.listed_count

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self._catalogue.entry_at(index.row()) if index.isValid() else None
        if entry is None:
            return None
        if role == Qt.ItemDataRole.DecorationRole:
            return self._thumbnails.picture(entry.path)
        field = _FIELDS.get(role)
        return field(entry) if field else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that a row can be selected, and dragged into another program."""
        return super().flags(index) | (Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else Qt.ItemFlag(0))

    def supportedDragActions(self) -> Qt.DropAction:
        """Return that dragged files are copied: a file manager that moved them would take them away."""
        return Qt.DropAction.CopyAction

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return the files of these rows in the order of the list."""
        rows = sorted({index.row() for index in indexes})
        entries = (self._catalogue.entry_at(row) for row in rows)
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(entry.path)) for entry in entries if entry is not None])
        return data

    def on_resetting(self) -> None:
        """Tell the views that all rows are about to change."""
        self.beginResetModel()

    def on_reset(self) -> None:
        """Drop the pictures of images that have gone, then tell the views."""
        self._thumbnails.forget_others(self._catalogue)
        self.endResetModel()

    def on_inserting(self, first: int, last: int) -> None:
        """Tell the views that rows are about to come."""
        self.beginInsertRows(QModelIndex(), first, last)

    def on_inserted(self) -> None:
        """Tell the views that they have come."""
        self.endInsertRows()

    def on_removing(self, first: int, last: int) -> None:
        """Tell the views that rows are about to go."""
        self.beginRemoveRows(QModelIndex(), first, last)

    def on_removed(self) -> None:
        """Tell the views that they have gone."""
        self.endRemoveRows()

    def on_entries(self, rows: Sequence[int]) -> None:
        """Have the rows repainted, each run of neighbours by one signal."""
        for first, last in runs_of(rows):
            self.dataChanged.emit(self.index(first), self.index(last))
