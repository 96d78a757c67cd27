"""What is known of the selected objects besides class and box: flags, pose, free attributes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from frcnn_desktop.core.annotation import Attribute, ObjectAnnotation
from frcnn_desktop.core.counted import counted
from frcnn_desktop.core.errors import AnnotationWriteError
from frcnn_desktop.ui.kit.localise import in_language
from frcnn_desktop.ui.kit.plain_text import wrap
from frcnn_desktop.voc.markup import escape_text

POSES = ("Unspecified", "Left", "Right", "Frontal", "Rear")
_FLAGS = ("difficult", "truncated", "occluded")
_OWN_TAG = Qt.ItemDataRole.UserRole


class DetailsDialog(QDialog):
    """Questions: `flags`, `pose` and `attributes`; None means that they were left as they are.

    Of several objects the flags that differ are half on, and attributes are not offered.
    """

    def __init__(self, objects: Sequence[ObjectAnnotation], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        one, many = self.tr("Details of {name}"), self.tr("Details of {count} objects")
        self.setWindowTitle(counted(len(objects), one, many, name=objects[0].name))
        self._objects = tuple(objects)
        texts = (self.tr("Difficult"), self.tr("Truncated"), self.tr("Occluded"))
        self.boxes = {name: QCheckBox(text, self) for name, text in zip(_FLAGS, texts, strict=True)}
        self.poses, self.table = QComboBox(self), QTableWidget(0, 2, self)
        self._problem = QLabel(self)
        self._show()
        self._build()

    @property
    def objects(self) -> tuple[ObjectAnnotation, ...]:
        """The objects as they were when the dialog opened."""
        return self._objects

    @property
    def flags(self) -> dict[str, bool]:
        """The flags that were switched."""
        found = {}
        for name, box in self.boxes.items():
            on = box.checkState() is Qt.CheckState.Checked
            if box.checkState() is not Qt.CheckState.PartiallyChecked and self._states(name) != {on}:
                found[name] = on
        return found

    @property
    def pose(self) -> str | None:
        """The pose that was chosen; None: each keeps its own."""
        text = self.poses.currentText().strip()
        same = all(each.pose == text for each in self._objects)
        return None if same or not text else text

    @property
    def attributes(self) -> tuple[Attribute, ...] | None:
        """The attributes as they stand in the table, those without a name left out; None: as before."""
        if len(self._objects) != 1:
            return None
        rows = [[self.table.item(row, column) for column in range(2)] for row in range(self.table.rowCount())]
        found = tuple(
            Attribute(name.text().strip(), value.text().strip() if value else "", name.data(_OWN_TAG) is True)
            for name, value in rows
            if name is not None and name.text().strip()
        )
        return None if found == self._objects[0].attributes else found

    def accept(self) -> None:
        """Close, unless something cannot be written."""
        try:
            escape_text(self.pose or "")
            for each in self.attributes or ():
                escape_text(each.name + each.value)
        except AnnotationWriteError as error:
            self._problem.setText(in_language(error.message))
            self._problem.show()
            return
        super().accept()

    def _show(self) -> None:
        for name, box in self.boxes.items():
            states = self._states(name)
            box.setTristate(len(states) > 1)
            box.setCheckState(_state(states))
        poses = {each.pose for each in self._objects}
        self.poses.setEditable(True)
        self.poses.addItems(list(dict.fromkeys((*POSES, *sorted(poses)))))
        self.poses.setCurrentText(poses.pop() if len(poses) == 1 else "")
        for each in self._objects[0].attributes if len(self._objects) == 1 else ():
            self._append(each)

    def _states(self, flag: str) -> set[bool]:
        return {getattr(each, flag) for each in self._objects}

    def _append(self, attribute: Attribute) -> None:
        row = self.table.rowCount()
        self.table.insertRow(row)
        name = QTableWidgetItem(attribute.name)
        name.setData(_OWN_TAG, attribute.own_tag)
        self.table.setItem(row, 0, name)
        self.table.setItem(row, 1, QTableWidgetItem(attribute.value))

    def _build(self) -> None:
        self.table.setHorizontalHeaderLabels([self.tr("Attribute"), self.tr("Value")])
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.verticalHeader().hide()
        self.table.setAccessibleName(self.tr("Attributes"))
        self.poses.setAccessibleName(self.tr("Pose"))
        form = QFormLayout()
        flags = QHBoxLayout()
        for box in self.boxes.values():
            flags.addWidget(box)
        form.addRow(flags)
        form.addRow(self.tr("Pose"), self.poses)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        column.addLayout(form)
        if len(self._objects) == 1:
            column.addWidget(self.table, 1)
            column.addLayout(self._table_buttons())
        else:
            self.table.hide()
            hint = QLabel(self.tr("Select one object to see its attributes."), self)
            hint.setProperty("role", "muted")
            column.addWidget(hint)
        self._problem.setProperty("role", "muted")
        wrap(self._problem)
        self._problem.hide()
        column.addWidget(self._problem)
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Ok | standard.Cancel, self)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self.setMinimumWidth(400)

    def _table_buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        add, remove = QPushButton(self.tr("Add"), self), QPushButton(self.tr("Remove"), self)
        add.clicked.connect(self._on_add)
        remove.clicked.connect(self._on_remove)
        for button in (add, remove):
            button.setAutoDefault(False)
            line.addWidget(button)
        line.addStretch(1)
        return line

    @Slot()
    def _on_add(self) -> None:
        self._append(Attribute("", ""))
        self.table.edit(self.table.model().index(self.table.rowCount() - 1, 0))

    @Slot()
    def _on_remove(self) -> None:
        rows = {index.row() for index in self.table.selectedIndexes()}
        for row in sorted(rows, reverse=True):
            self.table.removeRow(row)


def _state(states: set[bool]) -> Qt.CheckState:
    if len(states) > 1:
        return Qt.CheckState.PartiallyChecked
    return Qt.CheckState.Checked if True in states else Qt.CheckState.Unchecked
