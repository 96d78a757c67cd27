"""One class at a time: the list is walked for one class, which every box gets unasked, then for the next."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from frcnn_desktop.ui.browse.workspace import Workspace
from frcnn_desktop.ui.feature import Context
from frcnn_desktop.ui.kit.banner import MessageKind
from frcnn_desktop.ui.shell.action_ids import ActionId

KEY = "one class"


class OneClass(QObject):
    """While it is on, the current class is implied; a digit goes over to another one at any time.

    Signals: `changed()` another class, or none.
    """

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context.shell)
        self._shell, self._classes = context.shell, context.values.classes
        self._workspace = Workspace.of(context)
        self._action, self._learn = context.actions[ActionId.ONE_CLASS], context.actions[ActionId.LEARN]
        self._action.toggled.connect(self._on_switched)
        self._learn.toggled.connect(self._on_learning)
        self._classes.current_changed.connect(self._on_class)

    @property
    def name(self) -> str:
        """The class that is labelled now; "" while all are."""
        return self._classes.implied

    @Slot(bool)
    def _on_switched(self, on: bool) -> None:
        if on and not self._classes.current and self._classes.names:
            self._classes.set_current(self._classes.names[0])
        self._classes.imply(on)
        self._shell.clear(KEY)
        if on:
            self._shell.status(self.tr("Only {name}: every box gets this class.").format(name=self.name))
        self.changed.emit()

    @Slot(bool)
    def _on_learning(self, on: bool) -> None:
        if not on:
            self._action.setChecked(False)

    @Slot(str)
    def _on_class(self, _name: str) -> None:
        if self._action.isChecked():
            self._shell.clear(KEY)
            self.changed.emit()

    def offer_next(self) -> None:
        """The list has been walked to its end: offer the class that comes next in the class list."""
        names = self._classes.names
        place = names.index(self.name) + 1 if self.name in names else len(names)
        if place < len(names):
            text = self.tr("The list is done for “{name}”.").format(name=self.name)
            go_on = self.tr("Go on with “{name}”").format(name=names[place])
            buttons = [(go_on, self._go_on), (self.tr("All classes again"), self._action.toggle)]
            self._shell.notify(MessageKind.INFO, text, buttons, key=KEY)

    def _go_on(self) -> None:
        names = self._classes.names
        self._classes.set_current(names[names.index(self.name) + 1])
        first = self._workspace.catalogue.entry_at(0)
        if first is not None:
            self._workspace.open_image(first.path)
