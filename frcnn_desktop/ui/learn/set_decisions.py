"""What a person decided about the open data set, from classes left out to the model it is worked with."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from frcnn_desktop.core.boxes import Box
from frcnn_desktop.core.disagreement import Disagreement
from frcnn_desktop.core.messages import Message
from frcnn_desktop.core.path_folders import folders_of
from frcnn_desktop.ui.feature import Context
from frcnn_desktop.ui.kit.localise import in_language
from frcnn_desktop.workers.learning.memory_service import Change, MemoryService, SetRemembered
from frcnn_desktop.workers.learning.messages import LearningState
from frcnn_desktop.workers.learning.service import LearningService
from frcnn_desktop.workers.learning.set_memory import MarkedBox, SetMemory


class SetDecisions(QObject):
    """The one owner of these decisions: tells the learner, and keeps them for the next start.

    Classes that are left out are hidden by the filter while learning is on. Where nothing can be kept it says
    so once. Signals: `opened()` it is known what was decided before.
    """

    opened = Signal()

    def __init__(self, context: Context, service: LearningService, memory: MemoryService) -> None:
        super().__init__(context.shell)
        self._shell, self._filter = context.shell, context.values.filter
        self._service, self._memory = service, memory
        self._folders: frozenset[Path] = frozenset()
        self._value: SetMemory | None = None
        self._names: frozenset[str] = frozenset()
        self._hiding = self._complained = False
        self._filter.changed.connect(self._on_filter)
        service.begun.connect(self._on_state)
        service.changed.connect(self._on_state)
        memory.opened.connect(self._on_opened)
        memory.failed.connect(self._on_failed)

    @property
    def value(self) -> SetMemory | None:
        """None while it is not known yet."""
        return self._value

    @property
    def folders(self) -> frozenset[Path]:
        """Those of the set's images."""
        return self._folders

    def open(self, images: Iterable[Path]) -> None:
        """Ask what was decided about the set with these images, unless it is the open one."""
        folders = folders_of(images)
        if folders != self._folders:
            self._close()
            self._folders = folders
            self._memory.open(folders)

    def set_hiding(self, hiding: bool) -> None:
        """Hide the classes that are left out, and leave out those that are hidden from now on; or neither."""
        self._hiding = False
        self._hide_excluded(hiding)
        self._hiding = hiding

    def _close(self) -> None:
        """Another set: what was left out of this one is not left out of others."""
        hiding, self._hiding = self._hiding, False
        self._hide_excluded(False)
        self._value, self._names, self._hiding = None, frozenset(), hiding

    def _hide_excluded(self, hide: bool) -> None:
        if self._value is not None:
            hidden, excluded = self._filter.value.hidden_classes, self._value.excluded
            self._filter.hide_classes(hidden | excluded if hide else hidden - excluded)

    @Slot(str, object)
    def set_threshold(self, name: str, score: float | None) -> None:
        """Show suggestions of a class from this score on; None: from where it pays."""
        self._service.set_threshold(name, score)
        self._change(partial(SetMemory.with_threshold, name=name, score=score))

    def reject(self, content_key: str, box: Box, name: str) -> None:
        """A suggestion is no object."""
        self._service.reject(content_key, box, name)
        rejected = MarkedBox(name, box)
        self._change(partial(SetMemory.with_rejected, content_key=content_key, box=rejected))

    def take_back(self, content_key: str) -> None:
        """What was rejected on an image may be suggested again."""
        if self._value is not None and content_key in self._value.rejected:
            self._change(partial(SetMemory.without_rejected, content_key=content_key))

    def keep(self, content_key: str, found: Disagreement) -> None:
        """A label is right where the model disagrees; it is not asked about again."""
        box = MarkedBox(found.name, found.box, str(found.kind))
        self._change(partial(SetMemory.with_kept, content_key=content_key, box=box))

    def is_kept(self, content_key: str, found: Disagreement) -> bool:
        """Say whether a person has answered that this label stays; without a data set nothing is kept."""
        kept = () if self._value is None else self._value.kept.get(content_key, ())
        return MarkedBox(found.name, found.box, str(found.kind)) in kept

    @property
    def has_kept(self) -> bool:
        """Whether a label was kept where the model disagrees."""
        return self._value is not None and bool(self._value.kept)

    def set_search(self, text: str) -> None:
        """The image list of this set is filtered by this."""
        if self._value is not None and self._value.search != text:
            self._change(partial(SetMemory.searching, text=text))

    def set_learns(self, on: bool) -> None:
        """This set is learnt, or is not."""
        self._change(partial(SetMemory.learning, on=on))

    def set_model(self, path: str) -> None:
        """This set is worked with this checkpoint; "" is the bundled one."""
        self._change(partial(SetMemory.with_model, path=path))

    def ask_again(self) -> None:
        """Ask about every disagreement again."""
        self._change(SetMemory.without_kept)

    def _change(self, change: Change) -> None:
        if self._value is not None:
            self._value = change(self._value)
            self._memory.change(self._folders, change)

    @Slot(object)
    def _on_opened(self, message: SetRemembered) -> None:
        if message.folders == self._folders and self._value is None:
            self._value = message.memory
            self._names = message.memory.excluded
            self._hide_excluded(self._hiding)
            self.opened.emit()

    @Slot(object)
    def _on_state(self, state: LearningState) -> None:
        if self._value is not None:
            self._names = frozenset(state.class_names) | self._value.excluded

    @Slot(object)
    def _on_filter(self, _filter: object) -> None:
        excluded = self._filter.value.hidden_classes & self._names
        if self._hiding and self._value is not None and excluded != self._value.excluded:
            self._change(partial(SetMemory.excluding, names=excluded))

    @Slot(object)
    def _on_failed(self, message: Message) -> None:
        if not self._complained:
            self._complained = True
            self._shell.status(in_language(message))
