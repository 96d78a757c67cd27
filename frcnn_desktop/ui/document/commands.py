"""Undo commands of the document. They hold annotation values, never widgets or graphics items."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeAlias

from PySide6.QtGui import QUndoCommand

from frcnn_desktop.core.annotation import ImageAnnotation

Selection: TypeAlias = frozenset[int]
Apply: TypeAlias = Callable[[ImageAnnotation, Selection], None]

NUDGE_ID = 1
"""Qt offers a command to the previous one for merging when both return the same id above -1."""


@dataclass(frozen=True, slots=True)
class Change:
    """One step of the document: the whole annotation and the selection, before and after.

    Values are immutable and share their objects, so a step costs a tuple and not a copy of the image's boxes.
    Undo goes back to the very value that was there, with the bytes it was read from.
    """

    before: ImageAnnotation
    after: ImageAnnotation
    selected_before: Selection
    selected_after: Selection


class EditCommand(QUndoCommand):
    """Puts one annotation in the place of another."""

    def __init__(self, apply: Apply, change: Change, text: str) -> None:
        super().__init__(text)
        self._apply = apply
        self.change = change
        self.gone_when_undone = False

    def redo(self) -> None:
        self._apply(self.change.after, self.change.selected_after)

    def undo(self) -> None:
        self._apply(self.change.before, self.change.selected_before)
        self.setObsolete(self.gone_when_undone)


class NudgeCommand(EditCommand):
    """A small move by key. A run of them on the same objects is one step of undo."""

    def __init__(self, apply: Apply, change: Change, text: str, run: int) -> None:
        super().__init__(apply, change, text)
        self._run = run

    def id(self) -> int:
        return NUDGE_ID

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, NudgeCommand) or other._run != self._run:
            return False
        self.change = replace(self.change, after=other.change.after)
        if self.change.after == self.change.before:
            self.setObsolete(True)
        return True
