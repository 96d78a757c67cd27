"""The commands that edit objects, bound to the session and the canvas."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QKeySequence, QUndoStack

from frcnn_desktop.ui.annotate.editing import EditingControl
from frcnn_desktop.ui.canvas.modes import CanvasMode
from frcnn_desktop.ui.feature import Context
from frcnn_desktop.ui.shell.action_ids import ActionId, Need
from frcnn_desktop.ui.shell.actions import Actions
from frcnn_desktop.ui.shell.settings import Settings
from frcnn_desktop.ui.shell.switches import keep_switch

if TYPE_CHECKING:
    from frcnn_desktop.ui.annotate.details_dialog import DetailsDialog

A = ActionId
_MODE_ACTIONS = {CanvasMode.SELECT: A.SELECT, CanvasMode.DRAW: A.DRAW, CanvasMode.PICK: A.PICK}


class EditCommands(QObject):
    """Lets commands act, and shows on them what mode is on and how the selection is flagged."""

    def __init__(self, context: Context, editing: EditingControl) -> None:
        super().__init__(context.shell)
        self._session, self._actions, self._canvas = context.session, context.actions, context.canvas
        session, canvas = context.session, context.canvas
        self._owner = context.shell.owner
        self.details: DetailsDialog | None = None
        for name, command in (
            (A.COPY, session.copy_objects),
            (A.PASTE, session.paste_objects),
            (A.DUPLICATE, session.duplicate),
            (A.DELETE, self._delete),
            (A.SELECT_ALL, session.select_all),
            (A.EDIT_LABEL, editing.edit_selected),
            (A.OBJECT_DETAILS, self._open_details),
            (A.CANCEL, canvas.cancel),
            (A.DRAW, partial(canvas.set_mode, CanvasMode.DRAW)),
            (A.SELECT, partial(canvas.set_mode, CanvasMode.SELECT)),
        ):
            self._actions.bind(name, command)
        self._actions[A.DIFFICULT].triggered.connect(self._on_difficult)
        self._actions[A.TRUNCATED].triggered.connect(self._on_truncated)
        self._actions[A.OCCLUDED].triggered.connect(self._on_occluded)
        self._keep_switches(context)
        UndoCommands(context.actions, session.undo_stack)
        canvas.mode_changed.connect(self._on_mode)
        session.annotation_changed.connect(self._show_selection)
        session.selection_changed.connect(self._show_selection)
        context.actions.keys_changed.connect(self._on_keys)
        self._on_keys()
        self._on_mode(canvas.mode)

    @Slot()
    def _on_keys(self) -> None:
        self._canvas.set_cancel_keys([QKeySequence(key) for key in self._actions.keys(A.CANCEL)])

    def _keep_switches(self, context: Context) -> None:
        canvas, settings, actions = context.canvas, context.settings, context.actions
        keep_switch(actions[A.KEEP_DRAWING], Settings.keep_drawing, settings, canvas.set_keeps_drawing)
        keep_switch(actions[A.DRAW_ON_EMPTY], Settings.draw_on_empty, settings, canvas.set_draws_on_empty)
        keep_switch(actions[A.DRAW_BY_POINTS], Settings.draw_by_points, settings, canvas.set_draws_by_points)
        actions[A.DRAW_BY_POINTS].triggered.connect(self._on_way_of_drawing)
        keep_switch(actions[A.CROSSHAIR], Settings.crosshair, settings, canvas.set_shows_guides)
        keep_switch(actions[A.ALIGN], Settings.align, settings, canvas.set_aligns)
        actions[A.TAKE_BEST_CLASS].setChecked(settings.take_best_class)
        actions[A.TAKE_BEST_CLASS].toggled.connect(partial(Settings.take_best_class.set, settings))

    def _delete(self) -> None:
        self._session.remove_objects(self._session.selection)

    @Slot(bool)
    def _on_difficult(self, on: bool) -> None:
        self._session.set_flags(self._session.selection, difficult=on)

    @Slot(bool)
    def _on_truncated(self, on: bool) -> None:
        self._session.set_flags(self._session.selection, truncated=on)

    @Slot()
    def _on_way_of_drawing(self) -> None:
        """Who chooses a way of drawing wants to draw."""
        if self._session.image is not None:
            self._actions[A.DRAW].trigger()

    @Slot(bool)
    def _on_occluded(self, on: bool) -> None:
        self._session.set_flags(self._session.selection, occluded=on)

    def _open_details(self) -> None:
        from frcnn_desktop.ui.annotate.details_dialog import DetailsDialog

        selected = self._session.selected_objects
        if not selected:
            return
        self.details = DetailsDialog(selected, self._owner)
        # Not modal by a loop of its own: events of the window go on.
        self.details.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.details.accepted.connect(self._on_details)
        self.details.open()

    @Slot()
    def _on_details(self) -> None:
        dialog = self.details
        if dialog is not None:
            ids = [each.id for each in dialog.objects]
            self._session.set_details(ids, dialog.flags, dialog.pose, dialog.attributes)

    @Slot(object)
    def _on_mode(self, mode: CanvasMode) -> None:
        self._actions[_MODE_ACTIONS[mode]].setChecked(True)

    @Slot()
    def _show_selection(self) -> None:
        selected = self._session.selected_objects
        self._actions.set_available(Need.SELECTION, bool(selected))
        self._actions[A.DIFFICULT].setChecked(bool(selected) and all(i.difficult for i in selected))
        self._actions[A.TRUNCATED].setChecked(bool(selected) and all(i.truncated for i in selected))
        self._actions[A.OCCLUDED].setChecked(bool(selected) and all(i.occluded for i in selected))


class UndoCommands(QObject):
    """Lets undo and redo follow a stack, and say what they would undo."""

    def __init__(self, actions: Actions, stack: QUndoStack) -> None:
        # The commands may go before the stack, which speaks up once more when it goes.
        super().__init__(actions)
        self._undo, self._redo = actions[A.UNDO], actions[A.REDO]
        stack.canUndoChanged.connect(self._undo.setEnabled)
        stack.canRedoChanged.connect(self._redo.setEnabled)
        stack.undoTextChanged.connect(self._name_undo)
        stack.redoTextChanged.connect(self._name_redo)
        self._undo.triggered.connect(stack.undo)
        self._redo.triggered.connect(stack.redo)
        self._undo.setEnabled(stack.canUndo())
        self._redo.setEnabled(stack.canRedo())

    @Slot(str)
    def _name_undo(self, what: str) -> None:
        self._undo.setText(self.tr("&Undo {what}").format(what=what).rstrip())

    @Slot(str)
    def _name_redo(self, what: str) -> None:
        self._redo.setText(self.tr("&Redo {what}").format(what=what).rstrip())
