"""Asking for the class of a box: the picker beside it, and the classes it offers."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QPointF, QRect, Signal, Slot

from frcnn_desktop.core.boxes import Box
from frcnn_desktop.ui.annotate.class_picker import ClassPicker
from frcnn_desktop.ui.canvas.canvas import ImageCanvas
from frcnn_desktop.ui.canvas.colours import class_colour
from frcnn_desktop.ui.document.class_list import ClassList
from frcnn_desktop.ui.document.session import DocumentSession


class ClassChoice(QObject):
    """One question at a time. Signals: `ended()` it was answered; `cancelled()` it was not."""

    ended = Signal()
    cancelled = Signal()

    def __init__(
        self, canvas: ImageCanvas, session: DocumentSession, classes: ClassList, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._canvas, self._session, self._classes = canvas, session, classes
        self._picker = ClassPicker(canvas)
        self._on_named: Callable[[str], None] | None = None
        self._picker.set_class_colours(class_colour)
        self._picker.set_class_keys(classes.names)
        self._picker.class_chosen.connect(self._on_chosen)
        self._picker.cancelled.connect(self._on_cancelled)
        classes.names_changed.connect(self._picker.set_class_keys)

    @property
    def is_open(self) -> bool:
        """Whether a question waits for its answer."""
        return self._picker.is_open

    def ask(self, box: Box, current: str, scores: Mapping[str, float], named: Callable[[str], None]) -> None:
        """Open the picker beside a box (image pixels) with `current` marked; `named` gets the answer.

        A class that the list does not have yet is put into it.
        """
        self._on_named = named
        first = self._canvas.mapFromScene(QPointF(box[0], box[1]))
        last = self._canvas.mapFromScene(QPointF(box[2], box[3]))
        self._picker.open_at(QRect(first, last), self._candidates(scores), current)

    def show_scores(self, scores: Mapping[str, float]) -> None:
        """Put the likeliest class first while the question is open."""
        self._picker.set_candidates(self._candidates(scores), current="")

    def answer(self, name: str) -> None:
        """Answer the open question with this class, unless a person has begun to type another answer."""
        if not self._picker.is_typed_into:
            self._picker.choose(name)

    def cancel(self) -> None:
        """Close the question without an answer."""
        self._picker.cancel()

    def _candidates(self, scores: Mapping[str, float]) -> list[tuple[str, float | None]]:
        """Return every class a box can get: the class list's, those in use here, those the model knows."""
        used = (item.name for item in self._session.objects)
        names = dict.fromkeys((*self._classes.names, *used, *scores))
        return [(name, scores.get(name)) for name in names if name]

    @Slot(str)
    def _on_chosen(self, name: str) -> None:
        named, self._on_named = self._on_named, None
        self._classes.add(name)
        if named is not None:
            named(name)
        self.ended.emit()

    @Slot()
    def _on_cancelled(self) -> None:
        self._on_named = None
        self.cancelled.emit()
