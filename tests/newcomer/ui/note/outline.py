"""The command and the panel of notes."""

from __future__ import annotations

from PySide6.QtCore import QObject

from frcnn_desktop.ui.feature import Outline, feature_beside
from frcnn_desktop.ui.shell.action_ids import ALONE, ActionSpec, Category, MenuBlock
from frcnn_desktop.ui.shell.actions import Actions
from frcnn_desktop.ui.shell.dock_spec import DockPlace, DockSide, DockSpec

NOTE, CLEAR = "note", "clear_note"


class NoteCommands(QObject):
    """Holds the rows, in the user's language."""

    def blocks(self) -> tuple[MenuBlock, ...]:
        """Return the one block, in the View menu."""
        tr = self.tr
        switch = ActionSpec(NOTE, "", "F12", tr("N&ote"), tr("Write a note"), switch=ALONE)
        clear = ActionSpec(CLEAR, "", "", tr("Clear no&te"), tr("Write it anew"))
        return (MenuBlock(Category.VIEW, 33, (switch, clear)),)


class NotePanels(QObject):
    """One panel."""

    def docks(self, actions: Actions) -> tuple[DockSpec, ...]:
        """Return it, below the photo."""
        place = DockPlace(DockSide.BELOW, order=90)
        return (DockSpec(NOTE, self.tr("Note"), None, place, switch=actions[NOTE]),)


OUTLINE = Outline(115, feature_beside(__name__, "NoteFeature"), (NoteCommands,), (NotePanels,))
