"""The document as the window edits it: each method that changes something is one undo command."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Slot

from frcnn_desktop import voc
from frcnn_desktop.core.annotation import Attribute, ImageAnnotation, ObjectAnnotation
from frcnn_desktop.core.boxes import Box
from frcnn_desktop.core.counted import counted
from frcnn_desktop.ui.document import clipboard, edits
from frcnn_desktop.ui.document.box_edits import fit_box, shift_allowed, shift_box
from frcnn_desktop.ui.document.commands import Change, EditCommand, NudgeCommand, Selection
from frcnn_desktop.ui.document.store import NOTHING, DocumentStore, bytes_read
from frcnn_desktop.voc.problems import check_against_image


class DocumentSession(DocumentStore):
    """Edits of the open annotation.

    Boxes that an edit makes are put in order and inside the image; boxes nobody touched stay as they were
    read, even wrong ones, and so do locked ones. An edit that changes nothing is no command. Every edit
    needs an open image.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._nudge_run = 0
        self.selection_changed.connect(self._end_nudge_run)

    def add_objects(
        self, objects: Sequence[ObjectAnnotation], text: str = "", *, verifies: bool = False
    ) -> None:
        """Append objects, their boxes fitted to the image, and select them; `verifies`: mark it checked."""
        fitted = [replace(item, box=fit_box(item.box, self._size())) for item in objects]
        default = self.tr("Add object") if len(fitted) == 1 else self.tr("Add objects")
        after = edits.with_added(self._open_annotation(), fitted)
        after = replace(after, verified=True) if verifies else after
        self._edit(after, frozenset(item.id for item in fitted), text or default)

    def remove_objects(self, ids: Iterable[int]) -> None:
        """Delete objects."""
        gone = self.free(ids)
        text = self.tr("Delete object") if len(gone) == 1 else self.tr("Delete objects")
        self._edit(edits.with_removed(self._open_annotation(), gone), self._selection - gone, text)

    def set_boxes(self, boxes: Mapping[int, Box], text: str = "") -> None:
        """Give objects new boxes, fitted to the image, and select them."""
        free = self.free(boxes)
        boxes = {object_id: box for object_id, box in boxes.items() if object_id in free}
        if not boxes:
            return
        after = edits.with_boxes(self._open_annotation(), boxes, self._size())
        self._edit(after, frozenset(boxes), text or self.tr("Change box"))

    def nudge(self, dx: float, dy: float) -> None:
        """Move the selected objects as one group, as far as the image allows. A run of nudges is one undo."""
        free = self.free(self._selection)
        selected = [item for item in self.selected_objects if item.id in free]
        if not selected:
            return
        shift = shift_allowed([item.box for item in selected], dx, dy, self._size())
        boxes = {item.id: shift_box(item.box, *shift) for item in selected}
        before = self._open_annotation()
        after = edits.with_boxes(before, boxes, self._size())
        if after is not before:
            change = Change(before, after, self._selection, self._selection)
            self._push(NudgeCommand(self._apply, change, self.tr("Nudge"), self._nudge_run))

    def rename(self, ids: Iterable[int], name: str) -> None:
        """Give objects another class name; an empty one is refused."""
        if not (name := name.strip()):
            self.problem.emit(self.tr("An object needs a class name."))
            return
        after = edits.with_fields(self._open_annotation(), self.free(ids), name=name)
        self._edit(after, self._selection, self.tr("Change class to {name}").format(name=name))

    def set_flags(
        self,
        ids: Iterable[int],
        difficult: bool | None = None,
        truncated: bool | None = None,
        occluded: bool | None = None,
    ) -> None:
        """Set VOC flags of objects; None leaves a flag alone."""
        wanted = {"difficult": difficult, "truncated": truncated, "occluded": occluded}
        fields = {flag: value for flag, value in wanted.items() if value is not None}
        after = edits.with_fields(self._open_annotation(), self.free(ids), **fields)
        text = self.tr("Change {flags}").format(flags=", ".join(fields))
        self._edit(after, self._selection, text)

    def set_details(
        self,
        ids: Iterable[int],
        flags: Mapping[str, bool],
        pose: str | None = None,
        attributes: Sequence[Attribute] | None = None,
    ) -> None:
        """Set flags, pose and free attributes of objects by one command; None leaves them alone."""
        fields: dict[str, object] = dict(flags)
        if pose is not None:
            fields["pose"] = pose.strip() or "Unspecified"
        if attributes is not None:
            fields["attributes"] = tuple(attributes)
        if fields:
            after = edits.with_fields(self._open_annotation(), self.free(ids), **fields)
            self._edit(after, self._selection, self.tr("Change details"))

    def free(self, ids: Iterable[int]) -> frozenset[int]:
        """Return those that are not locked; if some are, `problem` says so."""
        wanted = frozenset(ids)
        if locked := len(wanted & self.views.locked):
            one, many = (
                self.tr("{count} object is locked and stays as it is."),
                self.tr("{count} objects are locked and stay as they are."),
            )
            self.problem.emit(counted(locked, one, many))
        return wanted - self.views.locked

    def set_verified(self, verified: bool) -> None:
        """Mark the annotation as checked by a person, or not."""
        text = self.tr("Mark verified") if verified else self.tr("Mark not verified")
        self._edit(replace(self._open_annotation(), verified=verified), self._selection, text)

    def set_comment(self, comment: str) -> None:
        """Say something about the image, or, with "", nothing any more."""
        changed = replace(self._open_annotation(), comment=comment.strip())
        self._edit(changed, self._selection, self.tr("Comment"))

    def replace_annotation(self, annotation: ImageAnnotation, text: str) -> None:
        """Put a whole annotation in the place of the open one, e.g. one with its problems fixed.

        Always a command: a fix may add missing tags, which the values do not show.
        """
        if annotation is not self._annotation:
            self._push_edit(annotation, self._selection, text)

    def reload(self) -> None:
        """Take the annotation as it is on disk now, as one command: undo brings the edits back.

        Raises AnnotationReadError when the file is gone or refused; nothing changes then.
        """
        if self._path is None or self._annotation is None:
            return
        fresh = check_against_image(voc.read_annotation(self._path), *self._size())
        self._take_base(fresh, bytes_read(fresh))
        self._push_edit(fresh, NOTHING, self.tr("Reload"))
        self._stack.setClean()

    def take_back(self) -> None:
        """Undo the last edit as if it had never been made: redo does not know of it."""
        command = self._stack.command(self._stack.index() - 1)
        if isinstance(command, EditCommand):
            command.gone_when_undone = True
        self._stack.undo()

    def discard_edits(self) -> None:
        """Go back to what was read or last saved, as one command: undo brings the edits back."""
        if self._base is not None and self.dirty:
            # Not along the stack: what was saved is no longer on it once another edit followed an undo.
            self._push_edit(self._base, NOTHING, self.tr("Discard edits"))
            self._stack.setClean()

    def copy_objects(self) -> int:
        """Put the selected objects on the clipboard. Returns how many."""
        selected = self.selected_objects
        if selected:
            clipboard.put_objects(selected)
        return len(selected)

    def paste_objects(self, objects: Sequence[ObjectAnnotation] | None = None) -> int:
        """Paste `objects`; None: the clipboard's, or else those of the previous image. Returns how many.

        They keep their place where the image has it, and stand beside what already lies exactly there.
        """
        if objects is None:
            objects = clipboard.take_objects() or self._previous
        if not objects:
            self.problem.emit(self.tr("There are no objects to paste."))
            return 0
        pasted = edits.copies(objects, self._size())
        pasted = edits.clear_of(pasted, self.objects, self._size())
        text = self.tr("Paste object") if len(pasted) == 1 else self.tr("Paste objects")
        self.add_objects(pasted, text)
        return len(pasted)

    def duplicate(self) -> int:
        """Add a copy of each selected object beside it and select the copies. Returns how many."""
        selected = self.selected_objects
        if selected:
            copies = edits.set_beside(edits.copies(selected, self._size()), self._size())
            self.add_objects(copies, self.tr("Duplicate"))
        return len(selected)

    def _edit(self, after: ImageAnnotation, selected: Selection, text: str) -> None:
        if after != self._open_annotation():
            self._push_edit(after, selected, text)

    def _push_edit(self, after: ImageAnnotation, selected: Selection, text: str) -> None:
        change = Change(self._open_annotation(), after, self._selection, selected)
        self._push(EditCommand(self._apply, change, text))

    @Slot()
    def _end_nudge_run(self) -> None:
        self._nudge_run += 1
