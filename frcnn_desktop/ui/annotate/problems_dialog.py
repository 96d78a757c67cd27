"""What is odd in an annotation file, and one button that puts it right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from frcnn_desktop.core.annotation import Problem
from frcnn_desktop.ui.kit.icons import icon
from frcnn_desktop.ui.kit.localise import in_language
from frcnn_desktop.ui.kit.plain_text import wrap

_WIDTH, _HEIGHT = 520, 340


class ProblemsDialog(QDialog):
    """Lists the problems of the open annotation.

    Signals: `fix_wanted()` put all of it right, as one undoable edit; `object_chosen(int)` id of the object
    that a clicked problem concerns.
    Setters: `set_problems`.
    """

    fix_wanted = Signal()
    object_chosen = Signal(int)

    def __init__(self, problems: Sequence[Problem] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Annotation problems"))
        self._text = QLabel(self)
        wrap(self._text)
        self._list = QListWidget(self)
        self._list.setWordWrap(True)
        self._list.setSpacing(3)
        self._list.setAccessibleName(self.tr("Problems"))
        self._list.itemClicked.connect(self._on_clicked)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self._fix = QPushButton(self.tr("Fix all"), self)
        self._fix.setProperty("role", "primary")
        self._fix.setToolTip(self.tr("Put everything in this list right. One Undo takes it back"))
        buttons.addButton(self._fix, QDialogButtonBox.ButtonRole.ActionRole)
        self._fix.clicked.connect(self.fix_wanted)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(12)
        layout.addWidget(self._text)
        layout.addWidget(self._list, 1)
        layout.addStretch(0)
        layout.addWidget(buttons)
        self.set_problems(problems)
        self.resize(_WIDTH, _HEIGHT if problems else self.sizeHint().height())

    def set_problems(self, problems: Sequence[Problem]) -> None:
        """Show these problems instead; none left says so."""
        self._list.clear()
        for problem in problems:
            item = QListWidgetItem(icon("triangle-alert", "warning"), in_language(problem.message))
            item.setData(Qt.ItemDataRole.UserRole, problem.object_id)
            self._list.addItem(item)
        self._fix.setVisible(bool(problems))
        self._list.setVisible(bool(problems))
        self._text.setText(
            self.tr("This file was opened all the same. Nothing in it changes until you fix or edit it.")
            if problems
            else self.tr("Nothing is wrong with this annotation.")
        )

    @Slot(QListWidgetItem)
    def _on_clicked(self, item: QListWidgetItem) -> None:
        concerned = item.data(Qt.ItemDataRole.UserRole)
        if isinstance(concerned, int):
            self.object_chosen.emit(concerned)
