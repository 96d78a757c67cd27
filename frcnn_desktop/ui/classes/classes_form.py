"""The widgets of the dialog on classes, and where they are."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from frcnn_desktop.ui.classes.classes_tree import ClassesTree
from frcnn_desktop.ui.kit.icons import set_icon
from frcnn_desktop.ui.kit.painting import ClassColours
from frcnn_desktop.ui.kit.plain_text import wrap

_WIDTH, _HEIGHT = 720, 600
_LIST_HEIGHT, _AIR = 104, 4


class ClassesForm(QWidget):
    """Holds the widgets. Setters: `set_running`, `set_suspected`. Ask `running`."""

    def __init__(self, colour_of: ClassColours, dialog: QDialog) -> None:
        super().__init__(dialog)
        self.running = False
        self.headline, self.summary, self.problem = QLabel(self), QLabel(self), QLabel(self)
        self._suspected = QLabel(self.tr("Probably misspelt"), self)
        self.tree = ClassesTree(colour_of, self)
        self.suspicions, self.left_alone = QListWidget(self), QListWidget(self)
        self.rename = self._button("pencil", self.tr("Rename"), self.tr("F2, or a double-click"))
        self.merge = self._button("layers", self.tr("Merge into"))
        self.delete = self._button("trash-2", self.tr("Delete"), self.tr("Delete every object of the class"))
        self.up = self._button("chevron-up", self.tr("Move up"))
        self.down = self._button("chevron-down", self.tr("Move down"))
        self.colour = self._button("circle-dot", self.tr("Colour…"))
        self.restore = self._button("undo-2", self.tr("As it was"))
        self.keep_list = QCheckBox(self)
        self.undo = self._button("undo-2", self.tr("Undo the last change"))
        self.apply, self.cancel = QPushButton(self), QPushButton(self.tr("Cancel"), self)
        self.stop, self.progress = QPushButton(self.tr("Stop"), self), QProgressBar(self)
        self._dress()
        self._build(dialog)
        self.set_running(False)

    def set_suspected(self, some: bool) -> None:
        """Show the list of what looks misspelt, or not."""
        self._suspected.setVisible(some)
        self.suspicions.setVisible(some)

    def fit(self, shown: QListWidget) -> None:
        """Give a list as much height as it needs, up to a few rows."""
        rows = shown.sizeHintForRow(0) * shown.count()
        shown.setFixedHeight(min(_LIST_HEIGHT, rows + 2 * shown.frameWidth() + _AIR))

    def set_running(self, running: bool) -> None:
        """Show progress and a stop button instead of the others."""
        self.running = running
        for widget in (self.progress, self.stop):
            widget.setVisible(running)
        for widget in (self.apply, self.cancel):
            widget.setVisible(not running)
        for widget in (self._body, self.undo):
            widget.setEnabled(not running)
        self.progress.setRange(0, 0)

    def _button(self, icon_name: str, text: str, tip: str = "") -> QPushButton:
        button = QPushButton(text, self)
        set_icon(button, icon_name)
        button.setAutoDefault(False)
        button.setToolTip(tip)
        return button

    def _dress(self) -> None:
        self.headline.setProperty("role", "title")
        self._suspected.setProperty("role", "muted")
        self.problem.setProperty("role", "error")
        for label in (self.headline, self.summary, self.problem):
            wrap(label)
        self.apply.setProperty("role", "primary")
        self.apply.setDefault(True)
        self.suspicions.setAccessibleName(self.tr("Probably misspelt"))
        self.left_alone.setAccessibleName(self.tr("What stays as it is"))
        self.progress.setAccessibleName(self.tr("Progress"))

    def _build(self, dialog: QDialog) -> None:
        self._body = QWidget(self)
        body = QGridLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(8)
        side = QVBoxLayout()
        side.setSpacing(8)
        for button in (self.rename, self.merge, self.delete, self.up, self.down, self.colour, self.restore):
            side.addWidget(button)
        side.addStretch(1)
        body.addWidget(self.tree, 0, 0)
        body.addLayout(side, 0, 1)
        rows = (self._suspected, self.suspicions, self.summary, self.left_alone, self.keep_list)
        for number, widget in enumerate(rows, start=1):
            body.addWidget(widget, number, 0, 1, 2)
        body.setRowStretch(0, 1)
        body.setColumnStretch(0, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.undo)
        foot.addStretch(1)
        for button in (self.stop, self.cancel, self.apply):
            foot.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(self.headline)
        layout.addWidget(self._body, 1)
        layout.addWidget(self.problem)
        layout.addWidget(self.progress)
        layout.addLayout(foot)
        outer = QVBoxLayout(dialog)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self)
        dialog.resize(_WIDTH, _HEIGHT)
