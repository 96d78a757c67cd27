"""Writing an annotation back into the file it came from: only what changed is replaced."""

from __future__ import annotations

from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.core.boxes import Box
from frcnn_desktop.voc.attribute_edits import patch_attributes
from frcnn_desktop.voc.coordinates import voc_from_box
from frcnn_desktop.voc.edits import DocumentEdits
from frcnn_desktop.voc.encoding import decode_file
from frcnn_desktop.voc.fresh import root_children
from frcnn_desktop.voc.markup import (
    class_name,
    flag_text,
    layout_of,
    leaf_markup,
    object_markup,
    size_markup,
    source_markup,
    written_name,
)
from frcnn_desktop.voc.reader import COORDINATES, UNSPECIFIED_POSE, comment_element, read_box
from frcnn_desktop.voc.source import Source, writing_limits
from frcnn_desktop.voc.tree import Element, parse_tree

_HEAD_ORDER = ("folder", "filename", "path", "source", "owner", "size", "segmented", "comment", "object")
_SIZE_ORDER = ("width", "height", "depth")
_OBJECT_ORDER = ("name", "pose", "truncated", "occluded", "difficult")


def patched_document(annotation: ImageAnnotation, source: Source) -> bytes:
    """Return the file's bytes with what differs from them in `annotation` replaced.

    Raises ValueError when an edited object cannot be written.
    """
    return _DocumentPatch(annotation, source).bytes()


class _DocumentPatch:
    def __init__(self, annotation: ImageAnnotation, source: Source) -> None:
        self._annotation = annotation
        self._source = source
        self._limits = writing_limits(annotation)
        self._file = decode_file(source.data)
        self._root = parse_tree(self._file.utf8)
        self._layout = layout_of(self._file.utf8, self._root)
        self._edits = DocumentEdits(self._file.utf8)

    def bytes(self) -> bytes:
        if self._annotation.verified != self._source.head.verified:
            self._edits.set_attribute(self._root, "verified", "yes" if self._annotation.verified else "no")
        if self._root.children:
            self._patch_objects()
            self._patch_head()
        elif self._annotation.objects or self._annotation.comment or self._source.fixed_head:
            self._fill_root()
        return self._file.splice(self._edits.edits)

    def _fill_root(self) -> None:
        layout = self._layout
        children = root_children(self._annotation, self._limits, layout, self._root.prefix)
        content = "".join(layout.child + child for child in children) + layout.child_close
        self._edits.fill_empty(self._root, content)

    def _patch_objects(self) -> None:
        current = {each.id: each for each in self._annotation.objects}
        elements = self._root.children_named("object")
        for element, original in zip(elements, self._source.originals, strict=True):
            if original is None:
                continue
            value = current.pop(original.id, None)
            if value is None:
                self._edits.cut(element)
            else:
                self._patch_object(element, original, value)
        anchor = elements[-1] if elements else self._root.children[-1]
        for value in current.values():
            markup = object_markup(value, self._limits, self._layout, self._root.prefix)
            self._edits.insert_after(anchor, self._layout.child + markup)

    def _patch_object(self, element: Element, original: ObjectAnnotation, value: ObjectAnnotation) -> None:
        everything = value.id in self._source.fixed_objects
        if value.name.strip() != original.name:
            self._edits.set_child(element, "name", class_name(value), _OBJECT_ORDER)
        if value.pose != original.pose or (everything and element.child("pose") is None):
            self._edits.set_child(element, "pose", value.pose.strip() or UNSPECIFIED_POSE, _OBJECT_ORDER)
        for name in ("truncated", "occluded", "difficult"):
            flag = getattr(value, name)
            wanted = everything and (name != "occluded" or element.child(name) is not None)
            if wanted or flag != getattr(original, name):
                self._edits.set_child(element, name, flag_text(flag), _OBJECT_ORDER)
        if value.attributes != original.attributes:
            patch_attributes(self._edits, element, value.attributes, self._file.utf8, self._layout)
        if everything:
            # They have become objects of their own; what is no box stays.
            for further in element.children_named("bndbox")[1:]:
                if read_box(further) is not None:
                    self._edits.cut(further)
        if everything or value.box != original.box:
            self._patch_box(element, original.box, value.box, everything)

    def _patch_box(self, element: Element, old: Box, new: Box, everything: bool) -> None:
        bndbox = element.child("bndbox")
        if bndbox is None:
            raise ValueError("an object lost its bndbox")
        numbers = voc_from_box(new, *self._limits)
        kept = (old[0] + 1, old[1] + 1, old[2], old[3])
        changed = [everything or old[side] != new[side] for side in range(4)]
        for low, high in ((0, 2), (1, 3)):
            first = numbers[low] if changed[low] else kept[low]
            last = numbers[high] if changed[high] else kept[high]
            if first > last:
                # A fraction or an old mistake in the side that stays would leave an inverted box.
                changed[low] = changed[high] = changed[low] or changed[high]
        for side, name in enumerate(COORDINATES):
            if changed[side]:
                self._edits.set_child(bndbox, name, str(numbers[side]), COORDINATES)

    def _patch_head(self) -> None:
        annotation, head, fixed = self._annotation, self._source.head, self._source.fixed_head
        for name in ("folder", "filename"):
            text = written_name(getattr(annotation, name))
            if text != getattr(head, name) or (fixed and self._root.child(name) is None):
                self._edits.set_child(self._root, name, text, _HEAD_ORDER)
        if fixed and self._root.child("source") is None:
            self._insert("source", source_markup(self._layout, self._root.prefix))
        self._patch_size()
        if fixed and self._root.child("segmented") is None:
            self._edits.set_child(self._root, "segmented", "0", _HEAD_ORDER)
        if annotation.comment != head.comment:
            self._patch_comment(annotation.comment)

    def _patch_comment(self, comment: str) -> None:
        element = comment_element(self._root)
        if element is None:
            self._insert("comment", leaf_markup(self._root.prefix + "comment", comment))
        elif comment:
            self._edits.set_text(element, comment)
        else:
            self._edits.cut(element)

    def _patch_size(self) -> None:
        annotation, head = self._annotation, self._source.head
        states_size = head.width > 0 and head.height > 0
        changed = (annotation.width, annotation.height, annotation.depth) != (
            head.width,
            head.height,
            head.depth,
        )
        # A file that is written anyway gets the size it lacks; a wrong one waits for the person's "Fix".
        if not (changed or self._source.fixed_head or (self._edits.edits and not states_size)):
            return
        width, height = annotation.width or self._limits[0], annotation.height or self._limits[1]
        if width <= 0 or height <= 0:
            return
        wanted = (width, height, annotation.depth)
        size = self._root.child("size")
        markup = size_markup(wanted, self._layout, self._root.prefix)
        if size is None:
            self._insert("size", markup)
        elif not size.children:
            self._edits.cut(size)
            self._edits.insert_after(size, self._layout.child + markup)
        else:
            for name, number in zip(_SIZE_ORDER, wanted, strict=True):
                if size.child(name) is None or number != getattr(head, name) or self._source.fixed_head:
                    self._edits.set_child(size, name, str(number), _SIZE_ORDER)

    def _insert(self, name: str, markup: str) -> None:
        self._edits.insert(self._root, name, markup, _HEAD_ORDER)
