"""The images of the open folder. Made for tens of thousands: rows are light, thumbnails come when seen."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from pathlib import Path

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QImage, QPixmap

from frcnn_desktop.ui.kit.localise import in_language

Index = QModelIndex | QPersistentModelIndex
THUMBNAILS_KEPT = 600


class ImageState(StrEnum):
    """How far the work on an image is."""

    UNLABELLED = "unlabelled"
    DETECTED = "detected"
    LABELLED = "labelled"
    VERIFIED = "verified"
    PROBLEM = "problem"


class ImageRole(IntEnum):
    """Data roles of the model beside Qt's own."""

    PATH = Qt.ItemDataRole.UserRole
    STATE = Qt.ItemDataRole.UserRole + 1
    OBJECTS = Qt.ItemDataRole.UserRole + 2
    DETECTIONS = Qt.ItemDataRole.UserRole + 3
    NOTE = Qt.ItemDataRole.UserRole + 4


@dataclass(slots=True)
class ImageEntry:
    """One row. `objects` and `detections` are counts, None while unknown; `note` says what the problem is;
    `names` are the classes of its objects."""

    path: Path
    state: ImageState = ImageState.UNLABELLED
    objects: int | None = None
    detections: int | None = None
    note: str = ""
    names: tuple[str, ...] = ()


_FIELDS: dict[int, str] = {
    ImageRole.PATH: "path",
    ImageRole.STATE: "state",
    ImageRole.OBJECTS: "objects",
    ImageRole.DETECTIONS: "detections",
    ImageRole.NOTE: "note",
}


class ImageListModel(QAbstractListModel):
    """The images in the order they are walked through.

    Signals: `thumbnails_wanted(list[Path])` rows have been painted without a thumbnail (answer with
    `set_thumbnail`); `states_changed()` some state changed, so `state_counts` did.
    """

    thumbnails_wanted = Signal(list)
    states_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[ImageEntry] = []
        self._rows: dict[Path, int] = {}
        self._counts: Counter[ImageState] = Counter()
        self._thumbnails: OrderedDict[Path, QPixmap] = OrderedDict()
        self._wanted: dict[Path, None] = {}
        self._asked: set[Path] = set()
        # One question for all rows of a repaint, asked after it: painting must not start work.
        self._ask = QTimer(self, singleShot=True, interval=0)
        self._ask.timeout.connect(self._ask_for_thumbnails)

    def set_paths(self, paths: Iterable[Path], states: Mapping[Path, ImageState] | None = None) -> None:
        """Replace all rows. Paths given twice are kept once."""
        known = states or {}
        self.beginResetModel()
        unique = dict.fromkeys(paths)
        self._entries = [ImageEntry(path, known.get(path, ImageState.UNLABELLED)) for path in unique]
        self._rows = {path: row for row, path in enumerate(unique)}
        self._counts = Counter(entry.state for entry in self._entries)
        self._thumbnails.clear()
        self._wanted.clear()
        self._asked.clear()
        self.endResetModel()
        self.states_changed.emit()

    def remove_path(self, path: Path) -> None:
        """Take one image out of the list; nothing happens when it is not there."""
        row = self._rows.get(path)
        if row is None:
            return
        self.beginRemoveRows(QModelIndex(), row, row)
        self._counts[self._entries.pop(row).state] -= 1
        self._rows = {entry.path: number for number, entry in enumerate(self._entries)}
        self.endRemoveRows()
        self.states_changed.emit()

    def set_state(
        self,
        path: Path,
        state: ImageState,
        *,
        objects: int | None = None,
        detections: int | None = None,
        note: str = "",
        names: Iterable[str] = (),
    ) -> None:
        """Replace what is known of one image; counts left at None keep their value."""
        row = self._rows.get(path)
        if row is None:
            return
        entry = self._entries[row]
        self._change_state(entry, state)
        entry.note, entry.names = note, tuple(names)
        entry.objects = entry.objects if objects is None else objects
        entry.detections = entry.detections if detections is None else detections
        index = self.index(row)
        self.dataChanged.emit(index, index)
        self.states_changed.emit()

    def set_states(self, states: Mapping[Path, ImageState]) -> None:
        """Replace the states of many images at once, as a folder scan finds them."""
        changed = [(self._rows[path], state) for path, state in states.items() if path in self._rows]
        for row, state in changed:
            self._change_state(self._entries[row], state)
        if changed:
            rows = [row for row, _ in changed]
            self.dataChanged.emit(self.index(min(rows)), self.index(max(rows)))
            self.states_changed.emit()

    def look_again(self, path: Path | None) -> None:
        """Have views and filters look at a row again, though nothing in it has changed."""
        index = self.index_of(path)
        if index.isValid():
            self.dataChanged.emit(index, index)

    def set_entries(self, entries: Iterable[ImageEntry]) -> None:
        """Replace state, object count and note of many images at once; unknown paths are ignored."""
        known = [(self._rows[new.path], new) for new in entries if new.path in self._rows]
        for row, new in known:
            entry = self._entries[row]
            self._change_state(entry, new.state)
            entry.objects, entry.note, entry.names = new.objects, new.note, new.names
        if known:
            rows = [row for row, _ in known]
            self.dataChanged.emit(self.index(min(rows)), self.index(max(rows)))
            self.states_changed.emit()

    def set_detection_counts(self, counts: Mapping[Path, int]) -> None:
        """Say how many detections images have; those on which nobody has worked count as detected."""
        known = [(self._rows[path], count) for path, count in counts.items() if path in self._rows]
        changed = [(row, count) for row, count in known if self._entries[row].detections != count]
        for row, count in changed:
            self._entries[row].detections = count
            self._change_state(self._entries[row], self._entries[row].state)
        if changed:
            rows = [row for row, _ in changed]
            self.dataChanged.emit(self.index(min(rows)), self.index(max(rows)))
            self.states_changed.emit()

    def set_thumbnail(self, path: Path, image: QImage) -> None:
        """Give a row its picture. Only the most recent ones are kept; the others are asked for again."""
        row = self._rows.get(path)
        if row is None:
            return
        self._thumbnails[path] = QPixmap.fromImage(image)
        self._thumbnails.move_to_end(path)
        while len(self._thumbnails) > THUMBNAILS_KEPT:
            forgotten, _ = self._thumbnails.popitem(last=False)
            self._asked.discard(forgotten)
        index = self.index(row)
        self.dataChanged.emit(index, index, [Qt.ItemDataRole.DecorationRole])

    def paths(self) -> Sequence[Path]:
        return [entry.path for entry in self._entries]

    def entry_at(self, row: int) -> ImageEntry:
        return self._entries[row]

    def entry(self, path: Path) -> ImageEntry | None:
        """Return the row of a path."""
        row = self._rows.get(path)
        return None if row is None else self._entries[row]

    def index_of(self, path: Path | None) -> QModelIndex:
        """Return the index of a path, an invalid one when it is not listed."""
        row = self._rows.get(path) if path is not None else None
        return QModelIndex() if row is None else self.index(row)

    def state_counts(self) -> Counter[ImageState]:
        """Return how many images are in each state."""
        return self._counts.copy()

    def _change_state(self, entry: ImageEntry, state: ImageState) -> None:
        if state is ImageState.UNLABELLED and entry.detections is not None:
            state = ImageState.DETECTED
        self._counts[entry.state] -= 1
        self._counts[state] += 1
        entry.state = state

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == Qt.ItemDataRole.DecorationRole:
            return self._thumbnail(entry.path)
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.path.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{entry.path}\n{in_language(entry.note)}".rstrip()
        field = _FIELDS.get(role)
        return getattr(entry, field) if field else None

    def _thumbnail(self, path: Path) -> QPixmap | None:
        found = self._thumbnails.get(path)
        if found is not None:
            self._thumbnails.move_to_end(path)
        elif path not in self._asked:
            self._wanted[path] = None
            self._ask.start()
        return found

    @Slot()
    def _ask_for_thumbnails(self) -> None:
        wanted = list(self._wanted)
        self._wanted.clear()
        self._asked.update(wanted)
        self.thumbnails_wanted.emit(wanted)
