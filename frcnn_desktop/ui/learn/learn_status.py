"""How well learning goes, in the status bar: one quiet number, and the menu behind it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Slot

from frcnn_desktop.core.counted import counted
from frcnn_desktop.core.messages import Message
from frcnn_desktop.ui.feature import Context
from frcnn_desktop.ui.kit.banner import MessageKind
from frcnn_desktop.ui.kit.localise import in_language
from frcnn_desktop.ui.learn.learn_menu import LearnMenu
from frcnn_desktop.ui.learn.set_decisions import SetDecisions
from frcnn_desktop.ui.models.model_control import ModelControl
from frcnn_desktop.ui.shell.action_ids import ActionId, Category
from frcnn_desktop.ui.shell.status_items import status_button
from frcnn_desktop.workers.learning.messages import LearningState
from frcnn_desktop.workers.learning.service import LearningService

LEARN_MENU_PLACE, LEARN_PLACE = 5, 25
_KEY = "learnt model"
_WIDEST_NAME = 120
"""Pixels."""


class LearnStatus(QObject):
    """The button is there while learning is on."""

    def __init__(self, context: Context, service: LearningService, decisions: SetDecisions) -> None:
        super().__init__(context.shell)
        self._shell, self._service = context.shell, service
        self._models, self._classes = ModelControl.of(context), context.values.classes
        frame = context.shell.frame
        self.menu = LearnMenu(context.actions, context.values.filter, decisions, frame.window)
        self.button = status_button(self.tr("Learning"), self.menu, "sparkles")
        frame.add_submenu(Category.DETECT, self.menu, LEARN_MENU_PLACE)
        frame.add_status_item(self.button, LEARN_PLACE)
        learn = context.actions[ActionId.LEARN]
        learn.toggled.connect(self._on_switched)
        self.menu.rollback_wanted.connect(service.roll_back)
        self.menu.save_wanted.connect(self._on_save_wanted)
        service.begun.connect(self._on_state)
        service.changed.connect(self._on_state)
        service.model_saved.connect(self._on_model_saved)
        service.unable.connect(self._on_unable)
        self._on_switched(learn.isChecked())

    @Slot(bool)
    def _on_switched(self, on: bool) -> None:
        self.button.setVisible(on)
        self._on_state(LearningState())

    @Slot(object)
    def _on_state(self, state: LearningState) -> None:
        self.menu.set_state(state)
        tip = self.tr("Learning while labelling")
        if state.shown:
            text = self.tr("{right} of {shown} right").format(right=state.right, shown=state.shown)
            tip = self.tr("So many of the suggestions on the last images were right")
        elif state.heads:
            tip = self.tr("So many labelled images were learnt from")
            text = counted(
                state.heads[-1].images, self.tr("Learnt: {count} image"), self.tr("Learnt: {count} images")
            )
        else:
            text = self.tr("Learning")
        if only := self._classes.implied:
            text = self.tr("Only {name}: {learnt}").format(name=self._shortened(only), learnt=text)
            tip = self.tr("One class at a time: every box gets this class.")
        self.button.setText(text)
        self.button.setToolTip(tip)

    def _shortened(self, name: str) -> str:
        cut = self.button.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, _WIDEST_NAME)
        return cut.replace("&", "&&")

    @Slot(object)
    def _on_unable(self, message: Message) -> None:
        self.button.setText(self.tr("Cannot learn"))
        self.button.setToolTip(in_language(message))

    @Slot()
    def _on_save_wanted(self) -> None:
        path = self._shell.prompts.model_to_save(None)
        if path is not None:
            self._service.save_model(path)

    @Slot(object)
    def _on_model_saved(self, path: Path) -> None:
        text = self.tr("What was learnt is saved as {name}.").format(name=path.name)
        use = self.tr("Use this model"), partial(self._models.load, path)
        self._shell.notify(MessageKind.INFO, text, [use], key=_KEY)
