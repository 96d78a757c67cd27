"""The classes of the open data set: changed in every file at once, and its own list of them."""

from __future__ import annotations

from frcnn_desktop.ui.classes.class_colours import ChosenColours
from frcnn_desktop.ui.classes.classes_control import ClassesControl
from frcnn_desktop.ui.classes.commands import ClassesCommands
from frcnn_desktop.ui.classes.data_set_list import DataSetList
from frcnn_desktop.ui.classes.interrupted import InterruptedEdits
from frcnn_desktop.ui.feature import Context, Feature
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.workers.tasks.class_service import ClassListService, ClassService


class ClassesFeature(Feature):
    """Has a thread for changes of files, and one for the set's own list and what was broken off."""

    commands = (ClassesCommands,)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.service, self.lists = ClassService(self), ClassListService(self)
        colours = ChosenColours(context.settings, context.shell.owner)
        kept = DataSetList(context, self.lists)
        self.control = ClassesControl(context, self.service, kept, colours)
        InterruptedEdits(context.shell, self.lists, self.control.undo)
        context.actions.bind(ActionId.DATA_SET_CLASSES, self.control.open)

    def start(self) -> None:
        """Start both threads."""
        for service in (self.service, self.lists):
            service.start()

    def keep(self) -> None:
        """A change is given up, and every file is as it was before the program ends."""
        for service in (self.service, self.lists):
            service.shutdown()
