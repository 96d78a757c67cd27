"""The lists of objects and classes at the right, kept in step with the document."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QObject, Slot

from frcnn_desktop.ui.annotate.classes_panel import ClassesPanel
from frcnn_desktop.ui.annotate.editing import EditingControl
from frcnn_desktop.ui.annotate.objects_panel import ObjectsPanel
from frcnn_desktop.ui.document.session import DocumentSession


class ObjectsControl(QObject):
    """Shows the annotation in both panels and passes on what is picked there."""

    def __init__(
        self, objects: ObjectsPanel, classes: ClassesPanel, session: DocumentSession, editing: EditingControl
    ) -> None:
        super().__init__(editing)
        self._objects, self._classes, self._session = objects, classes, session
        objects.selection_picked.connect(session.select)
        objects.flag_edited.connect(self._on_flag)
        objects.rename_wanted.connect(editing.edit_label)
        classes.class_picked.connect(editing.use_class)
        session.image_changed.connect(self._show)
        session.annotation_changed.connect(self._show)
        session.selection_changed.connect(self._show_selection)

    @Slot(int, str, bool)
    def _on_flag(self, object_id: int, flag: str, on: bool) -> None:
        self._session.set_flags([object_id], **{flag: on})

    @Slot()
    def _show(self) -> None:
        self._objects.set_annotation(self._session.annotation)
        self._classes.set_counts(Counter(item.name for item in self._session.objects))
        self._show_selection()

    @Slot()
    def _show_selection(self) -> None:
        self._objects.set_selection(self._session.selection)
