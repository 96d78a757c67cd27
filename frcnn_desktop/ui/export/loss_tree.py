"""What a conversion leaves out, changes and notes, as a tree with a picture for each kind of effect."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

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

Row = tuple[str | Path, str | Message]
"""What a case is about, of a path only its name, and what became of it."""


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
        self.add_group(in_language(what), _LOOKS[effect], rows, more)

    def add_group(self, text: str, look: tuple[str, str], rows: Sequence[Row], more: str = "") -> None:
        """Add cases under a text; `look` is its icon and the icon's colour."""
        group = QTreeWidgetItem([text])
        group.setIcon(0, icon(*look))
        group.setToolTip(0, text)
        self.addTopLevelItem(group)
        group.setFirstColumnSpanned(True)
        for about, reason in rows:
            said = in_language(reason)
            item = QTreeWidgetItem([about.name if isinstance(about, Path) else about, said])
            item.setToolTip(0, str(about))
            item.setToolTip(1, said)
            group.addChild(item)
        if more:
            last = QTreeWidgetItem([more])
            group.addChild(last)
            last.setFirstColumnSpanned(True)
        group.setExpanded(True)
