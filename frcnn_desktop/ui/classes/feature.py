"""The classes of the open data set: changed in every file at once, and its own list of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frcnn_desktop.ui.classes.class_colours import ChosenColours
from frcnn_desktop.ui.classes.data_set_list import DataSetList
from frcnn_desktop.ui.classes.interrupted import InterruptedEdits
from frcnn_desktop.ui.feature import Context, Feature
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.workers.tasks.class_list_service import ClassListService

if TYPE_CHECKING:
    from frcnn_desktop.curation.edit_journal import Edit
    from frcnn_desktop.ui.classes.classes_control import ClassesControl
    from frcnn_desktop.workers.tasks.class_service import ClassService


class ClassesFeature(Feature):
    """What changes files is loaded when it is asked for, and its thread started."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._context, self._lists = context, ClassListService(self)
        self._colours = ChosenColours(context.settings, context.shell.owner)
        self._kept = DataSetList(context, self._lists)
        self._service: ClassService | None = None
        self._control: ClassesControl | None = None
        InterruptedEdits(context.shell, self._lists, self._undo)
        context.actions.bind(ActionId.DATA_SET_CLASSES, self._open)

    def start(self) -> None:
        """Start the thread of the lists; that of changes starts when one is asked for."""
        self._lists.start()

    def keep(self) -> None:
        """A change is given up, and every file is as it was before the program ends."""
        self._lists.shutdown()
        if self._service is not None:
            self._service.shutdown()

    def _open(self) -> None:
        self._ready().open()

    def _undo(self, edit: Edit) -> None:
        self._ready().undo(edit)

    def _ready(self) -> ClassesControl:
        from frcnn_desktop.ui.classes.classes_control import ClassesControl
        from frcnn_desktop.workers.tasks.class_service import ClassService

        if self._control is None:
            self._service = ClassService(self)
            self._service.start()
            self._control = ClassesControl(self._context, self._service, self._kept, self._colours)
        return self._control
