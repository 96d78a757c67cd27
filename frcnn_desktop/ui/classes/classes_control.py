"""Changing classes in every file: counting, the dialog, the change, and taking it back."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Slot

from frcnn_desktop.core.messages import Message
from frcnn_desktop.curation.class_edit import ClassesChanged
from frcnn_desktop.curation.edit_journal import Edit
from frcnn_desktop.ui.browse.workspace import Workspace
from frcnn_desktop.ui.canvas.colours import class_colour
from frcnn_desktop.ui.classes.class_colours import ChosenColours
from frcnn_desktop.ui.classes.classes_dialog import ClassesDialog
from frcnn_desktop.ui.classes.classes_text import ClassesText
from frcnn_desktop.ui.classes.data_set_list import DataSetList
from frcnn_desktop.ui.classes.left_alone_dialog import LeftAloneDialog
from frcnn_desktop.ui.feature import Context
from frcnn_desktop.ui.kit.banner import BannerAction, MessageKind
from frcnn_desktop.ui.kit.dialog_place import DialogPlace
from frcnn_desktop.workers.tasks.class_list_service import OpenSet
from frcnn_desktop.workers.tasks.class_service import ClassesCounted, ClassesUndone, ClassService

KEY = "classes"


class ClassesControl(QObject):
    """Edits of the open image are saved before the files are read, and it is opened anew after a change."""

    def __init__(
        self, context: Context, service: ClassService, kept: DataSetList, colours: ChosenColours
    ) -> None:
        super().__init__(context.shell)
        self._shell, self._classes = context.shell, context.values.classes
        self._workspace = Workspace.of(context)
        self._service, self._kept, self._colours = service, kept, colours
        self._text = ClassesText(self)
        self._dialog: ClassesDialog | None = None
        self._asked_of = OpenSet((), {})
        self._report = DialogPlace[LeftAloneDialog]()
        service.counted.connect(self._on_counted)
        service.changed.connect(self._on_changed)
        service.undone.connect(self._on_undone)
        service.progress.connect(self._on_progress)
        service.failed.connect(self._on_failed)
        service.cancelled.connect(self._on_cancelled)

    def open(self) -> None:
        """Read the classes of the open folder and ask what they are to become."""
        if not self._service.busy and self._workspace.paths:
            self._workspace.leave(self._count)

    def undo(self, edit: Edit) -> None:
        """Put the old bytes of every file of an edit back."""
        if not self._service.busy:
            self._shell.clear(KEY)
            self._workspace.leave(partial(self._begin_undo, edit))

    def _count(self) -> None:
        self._shell.clear(KEY)
        self._shell.jobs.begin(KEY, self.tr("Counting the classes"), self._service.cancel)
        self._asked_of = OpenSet(tuple(self._workspace.paths), self._workspace.annotation_folders())
        self._service.count(self._asked_of)

    @Slot(object)
    def _on_counted(self, counted: ClassesCounted) -> None:
        self._shell.jobs.end(KEY)
        if set(self._asked_of.images).isdisjoint(self._workspace.paths):
            # Another folder has been opened meanwhile.
            return
        dialog = ClassesDialog(counted, self._listed(counted), class_colour, self._shell.owner)
        dialog.apply_wanted.connect(self._apply)
        dialog.stop_wanted.connect(self._service.cancel)
        dialog.finished.connect(self._on_closed)
        if counted.last is not None:
            dialog.undo_wanted.connect(partial(self._undo_from_dialog, counted.last))
        self._dialog = dialog
        dialog.show()

    def _listed(self, counted: ClassesCounted) -> tuple[str, ...]:
        """Return the list of the data set; of a person's own, what occurs in it."""
        if self._classes.listed is not None:
            return self._classes.names
        there = {each.name for each in counted.census.classes()}
        return tuple(name for name in self._classes.names if name in there)

    @Slot()
    def _on_closed(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None

    def _undo_from_dialog(self, edit: Edit) -> None:
        if self._dialog is not None:
            self._dialog.accept()
        self.undo(edit)

    @Slot()
    def _apply(self) -> None:
        dialog = self._dialog
        if dialog is None:
            return
        order = dialog.order
        if not order.preview.files and order.class_list is None:
            self._take_over(dialog)
            dialog.accept()
            return
        about = {"names": list(self._classes.names), "colours": self._colours.value}
        dialog.set_running(True)
        self._service.change(order.with_about(about))

    @Slot(object)
    def _on_changed(self, done: ClassesChanged) -> None:
        dialog = self._dialog
        if dialog is None:
            return
        self._take_over(dialog)
        dialog.set_running(False)
        dialog.accept()
        undo = (self.tr("Undo"), partial(self.undo, done.applied.edit))
        details = (self.tr("Details…"), partial(self._show_report, done))
        buttons: list[BannerAction] = [undo, details] if done.left_alone else [undo]
        self._notify(self._text.changed(done), buttons, warn=bool(done.left_alone))
        self._workspace.read_again()

    def _take_over(self, dialog: ClassesDialog) -> None:
        """Let the window's list and colours follow what was done."""
        changes = dialog.draft.changes
        if dialog.writes_list:
            self._kept.agree()
        self._kept.look()
        self._colours.take(dialog.colours, changes.renamed)
        others = (name for name in self._classes.names if name not in dialog.listed)
        self._classes.follow(dict.fromkeys((*dialog.draft.names, *others)), changes.renamed)

    def _begin_undo(self, edit: Edit) -> None:
        self._shell.jobs.begin(KEY, self.tr("Undoing the change of classes"), self._service.cancel)
        self._service.undo(edit)

    @Slot(object)
    def _on_undone(self, message: ClassesUndone) -> None:
        self._shell.jobs.end(KEY)
        about, result = message.edit.about, message.result
        names, colours = about.get("names"), about.get("colours")
        self._kept.look()
        if isinstance(names, list) and not result.remaining:
            renamed = about.get("renamed")
            back = {new: old for old, new in renamed.items()} if isinstance(renamed, dict) else {}
            self._classes.follow([str(name) for name in names], back)
        if isinstance(colours, dict):
            self._colours.set({str(name): str(colour) for name, colour in colours.items()})
        buttons: list[BannerAction] = []
        if result.remaining:
            buttons.append((self.tr("Undo the rest"), partial(self.undo, message.edit)))
        if result.left_alone:
            buttons.append((self.tr("Details…"), partial(self._show_undone, message)))
        self._notify(self._text.undone(result), buttons, warn=bool(buttons))
        self._workspace.read_again()

    def _notify(self, text: str, buttons: list[BannerAction], *, warn: bool) -> None:
        self._shell.notify(MessageKind.WARNING if warn else MessageKind.INFO, text, buttons, key=KEY)

    def _show_report(self, done: ClassesChanged) -> None:
        self._report.show(LeftAloneDialog(done.left_alone, self._shell.owner))

    def _show_undone(self, message: ClassesUndone) -> None:
        self._report.show(LeftAloneDialog(message.result.left_alone, self._shell.owner))

    @Slot(object, object)
    def _on_progress(self, done: int, total: int) -> None:
        if self._dialog is not None:
            self._dialog.set_progress(done, total)
        else:
            self._shell.jobs.progress(KEY, done, total)

    @Slot(object)
    def _on_failed(self, message: Message) -> None:
        if self._dialog is not None:
            self._dialog.set_running(False)
            self._dialog.show_message(message)
            return
        self._shell.jobs.end(KEY)
        self._shell.notify(MessageKind.ERROR, message, key=KEY)

    @Slot()
    def _on_cancelled(self) -> None:
        text = self.tr("Stopped: every file is as it was before.")
        if self._dialog is not None:
            self._dialog.set_running(False)
            self._dialog.show_problem(text)
            return
        self._shell.jobs.end(KEY)
        self._shell.status(text)
