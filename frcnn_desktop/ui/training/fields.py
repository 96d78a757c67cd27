"""Small parts of the form: rows, paths, and lists to choose from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QWidget,
)

Choices = Sequence[tuple[str, str]]
"""What each is called on screen, and its value."""


FILE = "file"
"""The value of the choice that asks for a file."""


class WheelGuard(QObject):
    """Leaves the wheel to the form that scrolls: a list or a number must not change under the cursor."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Wheel and isinstance(watched, QComboBox | QAbstractSpinBox):
            event.ignore()
            return True
        return False


class PathField(QWidget):
    """A path and a button that asks for another one.

    Signals: `edited()` a person changed the path; `wanted()` the button was clicked.
    """

    edited = Signal()
    wanted = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit, self.button = QLineEdit(self), QPushButton("…", self)
        self.edit.setAccessibleName(name)
        self.edit.editingFinished.connect(self._on_edited)
        self.button.setToolTip(self.tr("Choose…"))
        self.button.setAccessibleName(self.tr("Choose: {name}").format(name=name))
        self.button.setFixedWidth(40)
        self.button.clicked.connect(self.wanted)
        self._known = ""
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addWidget(self.edit, 1)
        line.addWidget(self.button)

    @property
    def path(self) -> str:
        """The text without blanks around it; "" where nothing is chosen. It need not exist."""
        return self.edit.text().strip()

    def set_path(self, path: str) -> None:
        """Show a path. Emits nothing."""
        self._known = path
        self.edit.setText(path)
        self.edit.setToolTip(path)
        # The end of a path tells more than its beginning.
        self.edit.setCursorPosition(len(path))

    def _on_edited(self) -> None:
        if self.path != self._known:
            self.set_path(self.path)
            self.edited.emit()


class ChoiceField(QComboBox):
    """A list whose entries have values."""

    def __init__(self, name: str, choices: Choices = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        # A long name is cut off rather than making the form wider.
        self.setMinimumContentsLength(8)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.set_choices(choices)

    @property
    def value(self) -> str:
        """The value of the chosen entry; "" while the list is empty."""
        return self.currentData() or ""

    def set_choices(self, choices: Choices) -> None:
        """Offer these; what was chosen stays chosen where it is still there. Emits nothing."""
        chosen = self.currentData()
        blocked = self.blockSignals(True)
        self.clear()
        for text, value in choices:
            self.addItem(text, value)
            self.setItemData(self.count() - 1, text, Qt.ItemDataRole.ToolTipRole)
        self.set_value(chosen if chosen is not None else self.itemData(0))
        self.blockSignals(blocked)

    def set_value(self, value: str) -> None:
        """Choose by value; one that is not offered chooses the first."""
        self.setCurrentIndex(max(0, self.findData(value)))


def form_layout() -> QFormLayout:
    """Return a form with its labels above the fields where it is narrow."""
    form = QFormLayout()
    form.setContentsMargins(0, 0, 0, 0)
    form.setHorizontalSpacing(12)
    form.setVerticalSpacing(6)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
    form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return form


def align_labels(forms: Sequence[QFormLayout]) -> None:
    """Let the fields of several forms begin at the same place."""
    found = (
        form.itemAt(row, QFormLayout.ItemRole.LabelRole) for form in forms for row in range(form.rowCount())
    )
    labels = [label for item in found if item is not None and (label := item.widget()) is not None]
    width = max(label.sizeHint().width() for label in labels)
    for label in labels:
        label.setMinimumWidth(width)


def section_title(text: str, parent: QWidget) -> QLabel:
    """Make the heading of a part of the form."""
    label = QLabel(text, parent)
    label.setProperty("role", "title")
    label.setContentsMargins(0, 6, 0, 0)
    return label
