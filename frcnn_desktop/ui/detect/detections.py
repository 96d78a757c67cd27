"""The detections of the open image as rows, highest score first."""

from __future__ import annotations

from collections import Counter
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from frcnn_desktop.core.detections import Detections

Index = QModelIndex | QPersistentModelIndex


class DetectionRole(IntEnum):
    """What the delegate asks of a row: the score 0..1, and the class name."""

    SCORE = Qt.ItemDataRole.UserRole
    NAME = Qt.ItemDataRole.UserRole + 1


class DetectionsModel(QAbstractListModel):
    """Row i is detection i of the arrays last given."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._detections: Detections | None = None

    def set_detections(self, detections: Detections | None) -> None:
        """Replace all rows; None empties the list."""
        self.beginResetModel()
        self._detections = detections
        self.endResetModel()

    def class_counts(self) -> Counter[str]:
        """Return how many detections each class has."""
        return Counter(self._detections.class_names if self._detections else ())

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() or self._detections is None else len(self._detections)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or self._detections is None:
            return None
        row = index.row()
        name, score = self._detections.class_names[row], float(self._detections.scores[row])
        if role == DetectionRole.SCORE:
            return score
        if role in (DetectionRole.NAME, Qt.ItemDataRole.DisplayRole):
            return name
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            x1, y1, x2, y2 = (float(value) for value in self._detections.boxes[row])
            return self.tr("{name}, score {score}, {width} × {height} px").format(
                name=name, score=f"{score:.2f}", width=f"{x2 - x1:.0f}", height=f"{y2 - y1:.0f}"
            )
        return None
