"""What a conversion leaves out, changes and notes, as a tree with a picture for each kind of effect."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from frcnn_desktop.core.messages import Message
from frcnn_desktop.formats.kinds import Effect
from frcnn_desktop.ui.kit.icons import icon
from frcnn_desktop.ui.kit.localise import in_language

_LOOKS = {
    Effect.LEFT_OUT: ("circle-x", "danger"),
    Effect.CHANGED: ("triangle-alert", "warning"),
    Effect.NOTED: ("info", "accent_text"),
}
_WIDEST_NAME = 320

Row = tuple[str, Message]
"""What a case is about, and what became of it."""


class LossTree(QTreeWidget):
    """Give it what there is by `add`, the worst first."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """`name` says what the tree is, to those who cannot see it."""
        super().__init__(parent)
        self.setHeaderHidden(True)
        self.setColumnCount(2)
        self.setRootIsDecorated(False)
        self.setIndentation(12)
        self.setProperty("role", "facts")
        self.setAccessibleName(name)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.header().setMaximumSectionSize(_WIDEST_NAME)

    def add(self, effect: Effect, what: Message, rows: Sequence[Row] = (), more: str = "") -> None:
        """Add a kind with its cases; `more` tells of those that are not shown."""
        text = in_language(what)
        group = QTreeWidgetItem([text])
        group.setIcon(0, icon(*_LOOKS[effect]))
        group.setToolTip(0, text)
        self.addTopLevelItem(group)
        group.setFirstColumnSpanned(True)
        for name, reason in rows:
            said = in_language(reason)
            item = QTreeWidgetItem([name, said])
            item.setToolTip(0, name)
            item.setToolTip(1, said)
            group.addChild(item)
        if more:
            last = QTreeWidgetItem([more])
            group.addChild(last)
            last.setFirstColumnSpanned(True)
        group.setExpanded(True)
