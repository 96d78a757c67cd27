"""Editing objects: drawing, naming, flags, clipboard, and the selection that canvas and list share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject, QPointF, QRect, Signal, Slot

from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.core.boxes import Box
from frcnn_desktop.ui.annotate.class_picker import ClassPicker
from frcnn_desktop.ui.browse.workspace import Workspace
from frcnn_desktop.ui.canvas.canvas import CanvasMode, ImageCanvas
from frcnn_desktop.ui.canvas.colours import class_colour
from frcnn_desktop.ui.document.session import DocumentSession
from frcnn_desktop.ui.live.live_control import LiveControl
from frcnn_desktop.ui.shell.action_ids import CLASS_KEYS, ActionId, Need
from frcnn_desktop.ui.shell.actions import Actions
from frcnn_desktop.ui.shell.main_window import MainWindow
from frcnn_desktop.ui.shell.settings import Settings
from frcnn_desktop.ui.shell.shell import Shell

A = ActionId
_MODE_ACTIONS = {CanvasMode.SELECT: A.SELECT, CanvasMode.DRAW: A.DRAW, CanvasMode.PICK: A.PICK}
CLEAR_SCORE = 0.8
"""From this score on a class counts as clear enough to be taken without asking."""

LIKELY_SCORE = 0.5
"""From this score on a class is likelier than all others and background together."""


class EditingControl(QObject):
    """Turns gestures and commands into edits of the session.

    Signals: `class_choice_cancelled()` no class was chosen for a box.
    """

    class_choice_cancelled = Signal()

    def __init__(
        self,
        window: MainWindow,
        shell: Shell,
        canvas: ImageCanvas,
        actions: Actions,
        session: DocumentSession,
        workspace: Workspace,
        live: LiveControl,
        settings: Settings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._canvas, self._actions = window, canvas, actions
        self._session, self._workspace, self._settings = session, workspace, settings
        self._live, self._shell = live, shell
        self._picker = ClassPicker(canvas)
        self._on_named: Callable[[str], None] | None = None
        self._current_class = ""
        self._drawn: Box | None = None
        self._connect()
        self._bind_commands()
        self._set_classes(settings.class_names)
        self._on_mode(canvas.mode)

    def _connect(self) -> None:
        session, window, canvas = self._session, self._window, self._canvas
        session.annotation_changed.connect(self._show_annotation)
        session.image_changed.connect(self._on_image)
        session.selection_changed.connect(self._show_selection)
        session.problem.connect(self._shell.status)
        canvas.box_drawn.connect(self._on_box_drawn)
        canvas.label_edit_requested.connect(self._on_label_edit)
        canvas.mode_changed.connect(self._on_mode)
        objects, classes = window.objects_panel, window.classes_panel
        objects.selection_picked.connect(session.select)
        objects.flag_edited.connect(self._on_flag)
        objects.rename_wanted.connect(self._on_label_edit)
        classes.class_picked.connect(self._use_class)
        for signal in (
            classes.class_added,
            classes.class_renamed,
            classes.class_removed,
            classes.order_changed,
        ):
            signal.connect(self._on_classes_edited)
        self._live.class_scores_known.connect(self._on_class_scores)
        self._live.status_message.connect(self._shell.status)
        self._picker.set_class_colours(class_colour)
        self._picker.class_chosen.connect(self._on_class_chosen)
        self._picker.cancelled.connect(self._on_pick_cancelled)

    def _bind_commands(self) -> None:
        session, actions = self._session, self._actions
        actions.bind_undo_stack(session.undo_stack)
        for name, command in (
            (A.COPY, session.copy_objects),
            (A.PASTE, session.paste_objects),
            (A.DUPLICATE, session.duplicate),
            (A.DELETE, self._delete),
            (A.SELECT_ALL, session.select_all),
            (A.EDIT_LABEL, self._edit_selected),
            (A.CANCEL, self._canvas.cancel),
            (A.SNAP, self._live.snap_selected),
            (A.SNAP_ALL, self._live.snap_all),
        ):
            actions[name].triggered.connect(partial(_call, command))
        actions[A.DRAW].triggered.connect(partial(_call, partial(self._canvas.set_mode, CanvasMode.DRAW)))
        actions[A.SELECT].triggered.connect(partial(_call, partial(self._canvas.set_mode, CanvasMode.SELECT)))
        actions[A.DIFFICULT].triggered.connect(self._on_difficult)
        actions[A.TRUNCATED].triggered.connect(self._on_truncated)
        actions[A.VERIFY].triggered.connect(self._on_verify)
        actions[A.AUTO_SNAP].setChecked(self._settings.auto_snap)
        actions[A.AUTO_SNAP].triggered.connect(self._on_auto_snap)
        actions[A.TAKE_BEST_CLASS].setChecked(self._settings.take_best_class)
        actions[A.TAKE_BEST_CLASS].triggered.connect(self._on_take_best)
        for digit in range(1, CLASS_KEYS + 1):
            actions.class_action(digit).triggered.connect(partial(self._on_digit, digit))

    @property
    def asking(self) -> bool:
        """Whether a class is being picked."""
        return self._picker.is_open

    def add_box(self, box: Box, name: str, added: Callable[[int], None]) -> None:
        """Make a box an object of this class; `added` gets its id."""
        self._learn_class(name)
        self._add(box, name)
        for object_id in self._session.selection:
            added(object_id)

    def offer_box(self, box: Box, scores: Mapping[str, float], added: Callable[[int], None]) -> None:
        """Make a box an object of its best class; ask for the class when none is likelier than not.

        `scores` are those of every class, background left out; `added` gets the object's id.
        """
        best = max(scores, key=lambda name: scores[name], default="")
        if best and scores[best] >= LIKELY_SCORE:
            self.add_box(box, best, added)
        else:
            self._ask_class(box, best, lambda name: self.add_box(box, name, added), scores)

    def _delete(self) -> None:
        self._session.remove_objects(self._session.selection)

    def _edit_selected(self) -> None:
        selected = self._session.selected_objects
        if selected:
            self._ask_class(selected[0].box, selected[0].name, self._rename_selected)

    def _rename_selected(self, name: str) -> None:
        self._session.rename(self._session.selection, name)

    def _ask_class(
        self,
        box: Box,
        current: str,
        named: Callable[[str], None],
        scores: Mapping[str, float] | None = None,
    ) -> None:
        """Open the picker beside a box; `named` gets the name that is chosen.

        `scores` of the classes; None: those of the box that was scored last.
        """
        self._on_named = named
        first = self._canvas.mapFromScene(QPointF(box[0], box[1]))
        last = self._canvas.mapFromScene(QPointF(box[2], box[3]))
        self._picker.open_at(
            QRect(first, last),
            self._candidates(self._live.latest_scores if scores is None else scores),
            current,
        )

    def _candidates(self, scores: Mapping[str, float]) -> list[tuple[str, float | None]]:
        """Return every class a box can get: the class list's, those in use here, those the model knows."""
        used = (item.name for item in self._session.objects)
        names = dict.fromkeys((*self._window.classes_panel.names, *used, *scores))
        return [(name, scores.get(name)) for name in names if name]

    @Slot(tuple)
    def _on_box_drawn(self, box: Box) -> None:
        self._drawn = box
        # Scores of a moment ago, while the box was still being drawn, already tell the likeliest class.
        current = "" if self._live.latest_scores else self._current_class
        self._ask_class(box, current, partial(self._add, box))

    @Slot(object)
    def _on_class_scores(self, scores: Mapping[str, float]) -> None:
        """Put the likeliest class first while a class is being picked."""
        if not self._picker.is_open or self._drawn is None:
            return
        best = max(scores, key=lambda name: scores[name], default="")
        if best and scores[best] >= CLEAR_SCORE and self._settings.take_best_class:
            self._picker.choose(best)
        else:
            self._picker.set_candidates(self._candidates(scores), current="")

    def _add(self, box: Box, name: str) -> None:
        self._session.add_objects([ObjectAnnotation(name, box)])
        self._use_class(name, rename=False)
        if self._settings.auto_snap:
            self._live.snap_selected()

    @Slot(int)
    def _on_label_edit(self, object_id: int) -> None:
        if object_id not in self._session.selection:
            self._session.select([object_id])
        self._edit_selected()

    @Slot(str)
    def _on_class_chosen(self, name: str) -> None:
        named, self._on_named = self._on_named, None
        self._learn_class(name)
        if named is not None:
            named(name)
        self._end_picking()

    def _learn_class(self, name: str) -> None:
        """Put a class into the class list unless it is there."""
        names = self._window.classes_panel.names
        if name not in names:
            self._set_classes((*names, name))
            self._settings.class_names = self._window.classes_panel.names

    @Slot()
    def _on_pick_cancelled(self) -> None:
        self._on_named = None
        self._end_picking()
        self.class_choice_cancelled.emit()

    def _end_picking(self) -> None:
        self._drawn = None
        self._canvas.clear_draft()
        self._canvas.setFocus()

    @Slot(str)
    def _use_class(self, name: str, *, rename: bool = True) -> None:
        """Use a class for the next box; the selected objects, if any, become it."""
        self._current_class = name
        self._window.classes_panel.set_current(name)
        self._canvas.set_current_class(name)
        if rename and self._session.selection:
            self._session.rename(self._session.selection, name)

    def _on_digit(self, digit: int, _checked: bool = False) -> None:
        names = self._window.classes_panel.names
        if digit <= len(names):
            self._use_class(names[digit - 1])

    @Slot()
    def _on_classes_edited(self) -> None:
        names = self._window.classes_panel.names
        self._settings.class_names = names
        self._name_keys(names)

    def _set_classes(self, names: tuple[str, ...]) -> None:
        self._window.classes_panel.set_names(names)
        self._name_keys(names)

    def _name_keys(self, names: tuple[str, ...]) -> None:
        self._actions.set_class_names(names)
        self._picker.set_class_keys(names)

    @Slot(int, str, bool)
    def _on_flag(self, object_id: int, flag: str, on: bool) -> None:
        self._session.set_flags([object_id], **{flag: on})

    @Slot(bool)
    def _on_difficult(self, on: bool) -> None:
        self._session.set_flags(self._session.selection, difficult=on)

    @Slot(bool)
    def _on_truncated(self, on: bool) -> None:
        self._session.set_flags(self._session.selection, truncated=on)

    @Slot(bool)
    def _on_verify(self, on: bool) -> None:
        self._session.set_verified(on)
        self._workspace.save()

    @Slot(bool)
    def _on_auto_snap(self, on: bool) -> None:
        self._settings.auto_snap = on

    @Slot(bool)
    def _on_take_best(self, on: bool) -> None:
        self._settings.take_best_class = on

    @Slot(object)
    def _on_mode(self, mode: CanvasMode) -> None:
        self._actions[_MODE_ACTIONS[mode]].setChecked(True)

    @Slot()
    def _on_image(self) -> None:
        self._picker.cancel()
        image = self._session.image
        self._window.status.set_image_size((image.width, image.height) if image else None)
        self._show_annotation()

    @Slot()
    def _show_annotation(self) -> None:
        annotation = self._session.annotation
        self._window.objects_panel.set_annotation(annotation)
        self._window.classes_panel.set_counts(Counter(item.name for item in self._session.objects))
        self._actions[A.VERIFY].setChecked(bool(annotation and annotation.verified))
        self._show_selection()

    @Slot()
    def _show_selection(self) -> None:
        selected = self._session.selected_objects
        self._window.objects_panel.set_selection(self._session.selection)
        self._actions.set_available(Need.SELECTION, bool(selected))
        self._actions[A.DIFFICULT].setChecked(bool(selected) and all(i.difficult for i in selected))
        self._actions[A.TRUNCATED].setChecked(bool(selected) and all(i.truncated for i in selected))


def _call(command: Callable[[], object], _checked: bool = False) -> None:
    command()
