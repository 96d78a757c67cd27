"""Notes."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit

from frcnn_desktop.ui.feature import Context, Feature


class NoteFeature(Feature):
    """A field that forgets."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.field = QPlainTextEdit()
        context.shell.frame.fill_dock("note", self.field)
        context.actions.bind("clear_note", self.field.clear)
