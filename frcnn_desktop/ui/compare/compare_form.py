"""The widgets of the comparison, and where they are."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSplitter,
    QTreeWidget,
    QVBoxLayout,
    QWidget,
)

from frcnn_desktop.curation.conflicts import Choice
from frcnn_desktop.ui.compare.versions_view import VersionsView
from frcnn_desktop.ui.kit.icons import set_icon
from frcnn_desktop.ui.kit.plain_text import wrap

_SIZE, _SIDES = (1240, 760), (260, 660, 320)


class CompareForm(QWidget):
    """Holds the widgets. Setters: `set_merging`. Ask `merging`."""

    def __init__(self, keys: Mapping[Choice, str], dialog: QDialog) -> None:
        """`keys` are those that decide."""
        super().__init__(dialog)
        self.merging = False
        self.headline, self.standing = QLabel(self), QLabel(self)
        self.view = VersionsView(self)
        self.images = self._table(self.tr("Images"), self.tr("Image"), self.tr("Left"), "F1")
        self.conflicts = self._table(self.tr("Conflicts"), self.tr("Conflict"), self.tr("Taken"))
        figures = ("A", "B", "F1", "IoU", "κ")
        self.classes = self._table(self.tr("Agreement by class"), self.tr("Class"), *figures)
        self.show_a, self.show_b = QCheckBox(self.tr("Show A"), self), QCheckBox(self.tr("Show B"), self)
        names = {
            Choice.A: "A", Choice.B: "B", Choice.BOTH: self.tr("Both (2)"),
            Choice.NEITHER: self.tr("Neither (0)"),
        }  # fmt: skip
        self.choices = {choice: self._button("", name) for choice, name in names.items()}
        for choice, button in self.choices.items():
            button.setToolTip(self.tr("Key {key}").format(key=keys[choice]))
        self.undo = self._button("undo-2", self.tr("Undo"))
        self.go_on = self._button("chevron-right", self.tr("Next conflict  ({key})").format(key="N"))
        self.merge = QPushButton(self.tr("Merge into a new folder…"), self)
        set_icon(self.merge, "layers", "on_accent")
        self._dress()
        self._build(dialog)

    def set_merging(self, merging: bool) -> None:
        """Let nothing be decided while a merge is written."""
        self.merging = merging

    def _table(self, name: str, *heads: str) -> QTreeWidget:
        tree = QTreeWidget(self)
        tree.setRootIsDecorated(False)
        tree.setUniformRowHeights(True)
        tree.setHeaderLabels(list(heads))
        tree.setAccessibleName(name)
        header = tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in range(1, len(heads)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        return tree

    def _button(self, icon_name: str, text: str) -> QPushButton:
        button = QPushButton(text, self)
        if icon_name:
            set_icon(button, icon_name)
        button.setAutoDefault(False)
        return button

    def _dress(self) -> None:
        self.headline.setProperty("role", "title")
        wrap(self.headline)
        self.merge.setProperty("role", "primary")
        self.merge.setAutoDefault(False)
        self.view.setAccessibleName(self.tr("Both versions"))
        for switch in (self.show_a, self.show_b):
            switch.setChecked(True)

    def _build(self, dialog: QDialog) -> None:
        middle, side = QWidget(self), QWidget(self)
        layers = QHBoxLayout()
        for switch in (self.show_a, self.show_b):
            layers.addWidget(switch)
        layers.addStretch(1)
        layers.addWidget(self.go_on)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view, 1)
        column.addLayout(layers)
        right = QVBoxLayout(side)
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(self.conflicts, 2)
        choices = QHBoxLayout()
        for button in self.choices.values():
            choices.addWidget(button)
        right.addLayout(choices)
        right.addWidget(self.undo)
        right.addWidget(self.classes, 3)
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        for widget in (self.images, middle, side):
            splitter.addWidget(widget)
        splitter.setSizes(list(_SIDES))
        splitter.setStretchFactor(1, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.standing, 1)
        foot.addWidget(self.merge)
        layout = QVBoxLayout(dialog)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(12)
        layout.addWidget(self.headline)
        layout.addWidget(splitter, 1)
        layout.addLayout(foot)
        dialog.resize(*_SIZE)
