"""The lists of objects and classes at the right, kept in step with the document."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QObject, Qt, Slot

from frcnn_desktop.core.annotation import ImageAnnotation
from frcnn_desktop.ui.annotate.classes_panel import ClassesPanel
from frcnn_desktop.ui.annotate.editing import EditingControl
from frcnn_desktop.ui.annotate.objects_panel import ObjectsPanel
from frcnn_desktop.ui.feature import Context


class ObjectsControl(QObject):
    """Shows the annotation in both panels and passes on what is picked there."""

    def __init__(
        self, objects: ObjectsPanel, classes: ClassesPanel, context: Context, editing: EditingControl
    ) -> None:
        super().__init__(editing)
        session = context.session
        self._objects, self._classes, self._session = objects, classes, session
        self._editing, self._shell = editing, context.shell
        self._later = context.canvas.paint_first.then
        self._class_list = context.values.classes
        self._clicked: ImageAnnotation | None = None
        objects.selection_picked.connect(session.select)
        objects.flag_edited.connect(self._on_flag)
        objects.rename_wanted.connect(editing.edit_label)
        classes.class_picked.connect(self._on_class_picked)
        classes.model.name_taken.connect(self._on_name_taken)
        classes.rename_begun.connect(self._on_rename_begun)
        # Asked once the editor in the list is gone.
        self._class_list.renamed.connect(self._on_renamed, Qt.ConnectionType.QueuedConnection)
        session.image_changed.connect(self._show)
        session.annotation_changed.connect(self._show)
        session.selection_changed.connect(self._show_selection)

    @Slot(int, str, bool)
    def _on_flag(self, object_id: int, flag: str, on: bool) -> None:
        self._session.set_flags([object_id], **{flag: on})

    @Slot(str)
    def _on_class_picked(self, name: str) -> None:
        before = self._session.annotation
        self._editing.use_class(name)
        self._clicked = self._session.annotation if self._session.annotation is not before else None

    @Slot()
    def _on_rename_begun(self) -> None:
        """The click has given the selected objects this class already; they were not meant."""
        if self._clicked is not None and self._clicked is self._session.annotation:
            self._session.take_back()

    @Slot(str)
    def _on_name_taken(self, name: str) -> None:
        self._shell.status(self.tr("There is a class “{name}” already.").format(name=name))

    @Slot(str, str)
    def _on_renamed(self, old: str, new: str) -> None:
        """Ask whether the objects follow; those that do not keep their class in the list."""
        concerned = [item.id for item in self._session.objects if item.name == old]
        if not concerned:
            return
        if self._shell.prompts.renaming_objects(old, new, len(concerned)):
            self._session.rename(concerned, new)
        else:
            self._class_list.add(old)

    @Slot()
    def _show(self) -> None:
        self._later(self._show_all)

    @Slot()
    def _show_selection(self) -> None:
        self._later(self._select)

    def _show_all(self) -> None:
        self._objects.set_annotation(self._session.annotation)
        self._classes.set_counts(Counter(item.name for item in self._session.objects))
        self._select()

    def _select(self) -> None:
        self._objects.set_selection(self._session.selection)
