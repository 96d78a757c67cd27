"""The objects of the open annotation as rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation

Index = QModelIndex | QPersistentModelIndex
_TOLD, _TOLD_LENGTH = 8, 200
"""So many attributes, and so much of each, go into a tooltip."""
OBJECT_ROLE = Qt.ItemDataRole.UserRole


class ObjectColumn(IntEnum):
    """The columns from left to right; the two flags are check boxes."""

    NAME = 0
    SIZE = 1
    DIFFICULT = 2
    TRUNCATED = 3
    HIDDEN = 4
    LOCKED = 5


_COLUMNS = len(ObjectColumn)
_FLAGS = {ObjectColumn.DIFFICULT: "difficult", ObjectColumn.TRUNCATED: "truncated"}
_VIEWS = {ObjectColumn.HIDDEN: "hidden", ObjectColumn.LOCKED: "locked"}
SWITCHES = (*_FLAGS, *_VIEWS)
# Made once: a selection of thousands asks for them a hundred thousand times.
_CELL = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_SWITCH = _CELL | Qt.ItemFlag.ItemIsUserCheckable


class ObjectsModel(QAbstractTableModel):
    """One row for each object, in file order; the flags are check boxes.

    Signals: `flag_edited(id, flag, on)` a person clicked a flag ("difficult" or "truncated");
    `view_toggled(id, what)` or how it is seen ("hidden" or "locked"). The model does not change by itself:
    the document does, and `set_annotation` and `set_views` bring the change back.
    """

    flag_edited = Signal(int, str, bool)
    view_toggled = Signal(int, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._objects: tuple[ObjectAnnotation, ...] = ()
        self._rows: dict[int, int] = {}
        self._longest = ""
        self._views: dict[ObjectColumn, frozenset[int]] = dict.fromkeys(_VIEWS, frozenset())

    @property
    def longest_size(self) -> str:
        """The longest size that a row has, or has had since the objects became others."""
        return self._longest

    def set_annotation(self, annotation: ImageAnnotation | None) -> None:
        """Show these objects. Rows keep their place and selection as long as the ids stay the same."""
        objects = annotation.objects if annotation else ()
        if [item.id for item in objects] == [item.id for item in self._objects]:
            before, self._objects = self._objects, objects
            pairs = enumerate(zip(before, objects, strict=True))
            changed = [row for row, (old, new) in pairs if old is not new]
            self._measure(objects[row] for row in changed)
            for first, last in runs(changed):
                self.dataChanged.emit(self.index(first, 0), self.index(last, _COLUMNS - 1))
            return
        self.beginResetModel()
        self._objects = objects
        self._rows = {item.id: row for row, item in enumerate(objects)}
        self._longest = ""
        self._measure(objects)
        self.endResetModel()

    def set_views(self, hidden: frozenset[int], locked: frozenset[int]) -> None:
        """Show which objects are hidden and which are locked."""
        views = {ObjectColumn.HIDDEN: hidden, ObjectColumn.LOCKED: locked}
        changed, self._views = views != self._views, views
        if changed and self._objects:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._objects) - 1, _COLUMNS - 1))

    def object_at(self, row: int) -> ObjectAnnotation:
        """Return the object in a row; IndexError beyond the last."""
        return self._objects[row]

    def row_of(self, object_id: int) -> int | None:
        """Return the row of an object; None: the document has no such object."""
        return self._rows.get(object_id)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._objects)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else _COLUMNS

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("Class"), self.tr("Size, px"), self.tr("D"), self.tr("T"), "", "")[section]
        if role == Qt.ItemDataRole.ToolTipRole:
            return (
                self.tr("Class name"),
                self.tr("Width and height of the box in pixels"),
                self.tr("Difficult: left out of training and scoring"),
                self.tr("Truncated: reaches beyond the picture"),
                self.tr("Hidden: not drawn here, saved all the same"),
                self.tr("Locked: cannot be moved, deleted or relabelled until it is unlocked"),
            )[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _SWITCH if index.column() in SWITCHES else _CELL

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        item, column = self._objects[index.row()], ObjectColumn(index.column())
        answer: object = None
        if role == OBJECT_ROLE:
            answer = item
        elif role == Qt.ItemDataRole.CheckStateRole and column in SWITCHES:
            answer = Qt.CheckState.Checked if self._is_on(item, column) else Qt.CheckState.Unchecked
        elif role == Qt.ItemDataRole.DisplayRole:
            answer = self._text(item, column)
        elif role == Qt.ItemDataRole.ToolTipRole:
            answer = self._tool_tip(item)
        elif role == Qt.ItemDataRole.TextAlignmentRole and column is ObjectColumn.SIZE:
            answer = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return answer

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        column = ObjectColumn(index.column())
        if role != Qt.ItemDataRole.CheckStateRole or column not in SWITCHES:
            return False
        if column in _VIEWS:
            self.view_toggled.emit(self._objects[index.row()].id, _VIEWS[column])
            return True
        on = value in (Qt.CheckState.Checked, Qt.CheckState.Checked.value)
        self.flag_edited.emit(self._objects[index.row()].id, _FLAGS[column], on)
        return True

    def _measure(self, objects: Iterable[ObjectAnnotation]) -> None:
        texts = (self._text(item, ObjectColumn.SIZE) for item in objects)
        self._longest = max((self._longest, *texts), key=len)

    def _is_on(self, item: ObjectAnnotation, column: ObjectColumn) -> bool:
        return item.id in self._views[column] if column in _VIEWS else getattr(item, _FLAGS[column])

    def _text(self, item: ObjectAnnotation, column: ObjectColumn) -> str:
        if column is ObjectColumn.NAME:
            return item.name or self.tr("(no name)")
        if column is ObjectColumn.SIZE:
            x1, y1, x2, y2 = item.box
            return f"{x2 - x1:.0f} × {y2 - y1:.0f}"
        return ""

    def _tool_tip(self, item: ObjectAnnotation) -> str:
        x1, y1, x2, y2 = item.box
        text = self.tr("{name}: {width} × {height} px at x {x}, y {y}").format(
            name=item.name, width=f"{x2 - x1:.0f}", height=f"{y2 - y1:.0f}", x=f"{x1:.0f}", y=f"{y1:.0f}"
        )
        lines = [text]
        if item.pose:
            lines.append(self.tr("Pose: {pose}").format(pose=item.pose))
        if item.occluded:
            lines.append(self.tr("Occluded"))
        lines += [f"{each.name}: {each.value}" for each in item.attributes[:_TOLD]]
        return "\n".join(line[:_TOLD_LENGTH] for line in lines)


def runs(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield first and last of each run of neighbours in ascending rows."""
    first = 0
    for at, row in enumerate(rows):
        if at + 1 == len(rows) or rows[at + 1] != row + 1:
            yield rows[first], row
            first = at + 1
