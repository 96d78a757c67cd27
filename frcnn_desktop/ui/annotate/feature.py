"""Annotating: drawing, naming and flagging objects, the class list, and annotations with problems."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Slot

from frcnn_desktop.ui.annotate.class_keys import ClassKeys
from frcnn_desktop.ui.annotate.classes_panel import ClassesPanel
from frcnn_desktop.ui.annotate.comment_control import CommentControl
from frcnn_desktop.ui.annotate.edit_commands import EditCommands
from frcnn_desktop.ui.annotate.editing import EditingControl
from frcnn_desktop.ui.annotate.list_colours import ListColours
from frcnn_desktop.ui.annotate.objects_control import ObjectsControl
from frcnn_desktop.ui.annotate.objects_panel import ObjectsPanel
from frcnn_desktop.ui.annotate.problems_control import ProblemsControl
from frcnn_desktop.ui.annotate.views_control import ViewsControl
from frcnn_desktop.ui.canvas.colours import class_colour
from frcnn_desktop.ui.feature import Context, Feature
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.ui.shell.dock_spec import DockPlace, DockSide, DockSpec
from frcnn_desktop.ui.shell.frame import Frame
from frcnn_desktop.ui.shell.settings import Settings

A = ActionId
_OBJECT_MENU = (
    A.EDIT_LABEL, A.OBJECT_DETAILS, A.DIFFICULT, A.TRUNCATED, A.OCCLUDED, A.LOCK_OBJECT, A.HIDE_OBJECT,
    A.TO_FRONT, A.TO_BACK, A.COPY, A.DUPLICATE, A.DELETE,
)  # fmt: skip


class AnnotateFeature(Feature):
    """Brings the panels of objects and classes; the class list is remembered whenever it changes."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        actions, session, classes = context.actions, context.session, context.values.classes
        self._class_list = classes
        self.objects, self.classes = ObjectsPanel(), ClassesPanel(classes)
        self.objects.set_menu_actions([actions[name] for name in _OBJECT_MENU])
        self.classes.set_menu_actions([actions[A.DATA_SET_CLASSES]])
        for panel in (self.objects, self.classes):
            panel.set_class_colours(class_colour)
        self._add_docks(context.shell.frame)
        editing = EditingControl.of(context)
        keys = ClassKeys(actions, classes, editing.use_class, self)
        keys.add_menu(context.shell.frame)
        self._controls = (
            keys,
            ListColours(classes, context.shell.owner, self),
            EditCommands(context, editing),
            ObjectsControl(self.objects, self.classes, context, editing),
            ViewsControl(context, self.objects),
            CommentControl(context, self.objects.comment),
            ProblemsControl(context.shell, actions, session, self),
        )
        session.problem.connect(context.shell.status)
        self._actions = actions
        actions.keys_changed.connect(self._on_keys)
        self._on_keys()
        self._keep = partial(Settings.class_names.set, context.settings)
        classes.names_changed.connect(self._on_class_names)

    @Slot()
    def _on_keys(self) -> None:
        self.objects.set_way_to_draw(self._actions.way_to(A.DRAW))

    @Slot()
    def _on_class_names(self) -> None:
        self._keep(self._class_list.own)

    def _add_docks(self, frame: Frame) -> None:
        objects = DockPlace(DockSide.RIGHT, order=40, heights=(260, 240))
        dock = frame.add_dock(DockSpec("objects", self.tr("Objects"), self.objects, objects))
        self.objects.count_changed.connect(dock.set_count)
        classes = DockPlace(
            DockSide.RIGHT, order=50, tab_of="objects", apart_when_tall=True, heights=(260, 320)
        )
        frame.add_dock(DockSpec("classes", self.tr("Classes"), self.classes, classes))
