"""Which images of the folder are shown."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel

from frcnn_desktop.ui.browse.image_list import ImageEntry, ImageListModel, ImageState


class ImageFilterModel(QSortFilterProxyModel):
    """Shows the images whose name or classes hold some words and whose state is the chosen one.

    The open image is always shown, so that it does not vanish from the list while it is worked on.
    """

    def __init__(self, source: ImageListModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self._words: list[str] = []
        self._state: ImageState | None = None
        self._kept: Path | None = None
        self.setSourceModel(source)

    @property
    def filtering(self) -> bool:
        return bool(self._words) or self._state is not None

    def set_text(self, text: str) -> None:
        """Show images whose name and class names together hold every word of this text, whatever the case."""
        self._words = text.casefold().split()
        self.invalidate()

    def set_state(self, state: ImageState | None) -> None:
        """Show only this state; None shows all."""
        self._state = state
        self.invalidate()

    def keep(self, path: Path | None) -> None:
        """Say which image is open."""
        before, self._kept = self._kept, path
        if self.filtering:
            # Only these two can appear or vanish; filtering the whole folder anew would be felt.
            self._source.look_again(path)
            self._source.look_again(before)

    def path_at(self, row: int) -> Path | None:
        """Return the image in a shown row, None outside the list."""
        entry = self.entry_at(row)
        return None if entry is None else entry.path

    def entry_at(self, row: int) -> ImageEntry | None:
        """Return a shown row, None outside the list."""
        if not 0 <= row < self.rowCount():
            return None
        source = self.mapToSource(self.index(row, 0)).row() if self.filtering else row
        return self._source.entry_at(source)

    def row_of(self, path: Path | None) -> int:
        """Return the shown row of an image, -1 when it is not shown."""
        return self.mapFromSource(self._source.index_of(path)).row()

    def filterAcceptsRow(
        self,
        source_row: int,
        source_parent: QModelIndex | QPersistentModelIndex,  # noqa: ARG002 - Qt's own signature
    ) -> bool:
        if not self.filtering:
            return True
        entry = self._source.entry_at(source_row)
        if entry.path == self._kept:
            return True
        if self._state is not None and entry.state is not self._state:
            return False
        held = "\n".join((entry.path.name, *entry.names)).casefold()
        return all(word in held for word in self._words)
