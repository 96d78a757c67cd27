"""Boxes that become objects: drawn, picked or accepted, and the class they get."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.core.boxes import Box
from frcnn_desktop.ui.annotate.class_choice import ClassChoice
from frcnn_desktop.ui.feature import Context

CLEAR_SCORE = 0.8
"""From this score on a class counts as clear enough to be taken without asking."""

LIKELY_SCORE = 0.5
"""From this score on a class is likelier than all others and background together."""


class EditingControl(QObject):
    """Turns drawn boxes and chosen classes into edits of the session.

    Signals: `box_added()` a box has become the selected object; `class_choice_cancelled()` no class was
    chosen for a box; `class_used(str)` a class was chosen for what comes next, and no object is selected.
    """

    box_added = Signal()
    class_choice_cancelled = Signal()
    class_used = Signal(str)

    @classmethod
    def of(cls, context: Context) -> EditingControl:
        """Return the one of the window."""
        return context.shared(cls, lambda: cls(context))

    def __init__(self, context: Context) -> None:
        super().__init__(context.shell)
        self._canvas, self._session, self._settings = context.canvas, context.session, context.settings
        self._classes, self._scores = context.values.classes, context.values.scores
        self._choice = ClassChoice(context.canvas, context.session, self._classes, self)
        self._drawn: Box | None = None
        self._choice.ended.connect(self._end_choice)
        self._choice.cancelled.connect(self._on_choice_cancelled)
        self._canvas.box_drawn.connect(self._on_box_drawn)
        self._canvas.label_edit_requested.connect(self.edit_label)
        self._session.image_changed.connect(self._choice.cancel)
        self._scores.changed.connect(self._on_scores)
        self._classes.current_changed.connect(self._canvas.set_current_class)

    @property
    def asking(self) -> bool:
        """Whether a class is being picked."""
        return self._choice.is_open

    def add_box(self, box: Box, name: str, added: Callable[[int], None]) -> None:
        """Make a box an object of this class; `added` gets its id."""
        self._classes.add(name)
        self._add(box, name)
        for object_id in self._session.selection:
            added(object_id)

    def offer_box(self, box: Box, scores: Mapping[str, float], added: Callable[[int], None]) -> None:
        """Make a box an object of its best class; ask for the class when none is likelier than not.

        `scores` are those of every class, background left out; `added` gets the object's id.
        """
        best = _best(scores)
        if best and scores[best] >= LIKELY_SCORE:
            self.add_box(box, best, added)
        else:
            self._choice.ask(box, best, scores, lambda name: self.add_box(box, name, added))

    @Slot(str)
    def use_class(self, name: str) -> None:
        """Use a class for the next box; the selected objects, if any, become it."""
        self._classes.set_current(name)
        if self._session.selection:
            self._session.rename(self._session.selection, name)
        else:
            self.class_used.emit(name)

    def edit_selected(self) -> None:
        """Ask for another class of the selected objects."""
        selected = self._session.selected_objects
        if selected:
            self._choice.ask(selected[0].box, selected[0].name, self._scores.latest, self._rename_selected)

    @Slot(int)
    def edit_label(self, object_id: int) -> None:
        """Ask for another class of an object, and of those selected with it."""
        if object_id not in self._session.selection:
            self._session.select([object_id])
        self.edit_selected()

    def _rename_selected(self, name: str) -> None:
        self._session.rename(self._session.selection, name)

    @Slot(tuple)
    def _on_box_drawn(self, box: Box) -> None:
        if self._classes.implied:
            self._add(box, self._classes.implied)
            return
        self._drawn = box
        # Scores of a moment ago, while the box was still being drawn, already tell the likeliest class.
        scores = self._scores.latest
        self._choice.ask(box, "" if scores else self._classes.current, scores, partial(self._add, box))

    @Slot()
    def _on_scores(self) -> None:
        if not self._choice.is_open or self._drawn is None:
            return
        scores = self._scores.latest
        best = _best(scores)
        if best and scores[best] >= CLEAR_SCORE and self._settings.take_best_class:
            self._choice.answer(best)
        else:
            self._choice.show_scores(scores)

    def _add(self, box: Box, name: str) -> None:
        self._session.add_objects([ObjectAnnotation(name, box)])
        self._classes.set_current(name)
        self.box_added.emit()

    @Slot()
    def _on_choice_cancelled(self) -> None:
        self._end_choice()
        self.class_choice_cancelled.emit()

    @Slot()
    def _end_choice(self) -> None:
        self._drawn = None
        self._canvas.clear_draft()
        self._canvas.setFocus()


def _best(scores: Mapping[str, float]) -> str:
    return max(scores, key=lambda name: scores[name], default="")
