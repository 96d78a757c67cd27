"""A data set has its own search, its own model, and its own answer to whether it is learnt."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Slot

from frcnn_desktop.ui.browse.image_list_panel import ImageListPanel
from frcnn_desktop.ui.browse.workspace import Workspace
from frcnn_desktop.ui.feature import Context
from frcnn_desktop.ui.learn.set_decisions import SetDecisions
from frcnn_desktop.ui.models.model_control import ModelControl
from frcnn_desktop.ui.shell.action_ids import ActionId


class SetHabits(QObject):
    """Puts everything as it was when this set was last open, and notes how a person puts it.

    A set that is opened for the first time has no search, and the model and the switch of the set before. A
    model that was asked for on the command line stays.
    """

    def __init__(self, context: Context, decisions: SetDecisions) -> None:
        super().__init__(context.shell)
        self._decisions, self._learn = decisions, context.actions[ActionId.LEARN]
        self._images, self._models = ImageListPanel.of(context), ModelControl.of(context)
        self._putting = False
        Workspace.of(context).paths_changed.connect(self._on_paths)
        decisions.opened.connect(self._on_opened)
        self._images.searched.connect(self._on_searched)
        self._learn.toggled.connect(self._on_learn)
        self._models.chosen.connect(self._on_model)

    @Slot(list)
    def _on_paths(self, paths: list[Path]) -> None:
        if paths:
            self._decisions.open(paths)

    @Slot()
    def _on_opened(self) -> None:
        memory = self._decisions.value
        if memory is None:
            return
        self._putting = True
        self._images.search(memory.search)
        if memory.learns is not None:
            self._learn.setChecked(memory.learns)
        if memory.model is not None:
            self._models.use(Path(memory.model) if memory.model else None)
        self._putting = False

    @Slot(str)
    def _on_searched(self, text: str) -> None:
        if not self._putting:
            self._decisions.set_search(text)

    @Slot(bool)
    def _on_learn(self, on: bool) -> None:
        if not self._putting:
            self._decisions.set_learns(on)

    @Slot(object)
    def _on_model(self, path: Path | None) -> None:
        self._decisions.set_model("" if path is None else str(path))
