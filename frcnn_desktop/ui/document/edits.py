"""How each edit changes an annotation value. Pure functions; what changes nothing returns its input."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import replace
from typing import Any

from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation, new_object_id
from frcnn_desktop.core.boxes import Box
from frcnn_desktop.ui.document.box_edits import Size, fit_box, move_into, shift_allowed, shift_box

_MAX_STEPS_ASIDE = 20


def with_added(annotation: ImageAnnotation, objects: Iterable[ObjectAnnotation]) -> ImageAnnotation:
    """Return it with objects appended in this order; their ids are the caller's business."""
    return annotation.with_objects((*annotation.objects, *objects))


def with_removed(annotation: ImageAnnotation, ids: Set[int]) -> ImageAnnotation:
    """Return it without these objects; unknown ids are ignored."""
    return annotation.with_objects(tuple(item for item in annotation.objects if item.id not in ids))


def with_boxes(annotation: ImageAnnotation, boxes: Mapping[int, Box], size: Size) -> ImageAnnotation:
    """Replace the boxes of the given ids, fitted to the image."""
    fitted = {object_id: fit_box(box, size) for object_id, box in boxes.items()}
    return _changed(annotation, {object_id: {"box": box} for object_id, box in fitted.items()})


def with_fields(annotation: ImageAnnotation, ids: Set[int], **fields: Any) -> ImageAnnotation:
    """Give the objects new names or flags."""
    return _changed(annotation, dict.fromkeys(ids, fields))


def _changed(annotation: ImageAnnotation, fields: Mapping[int, Mapping[str, Any]]) -> ImageAnnotation:
    objects = tuple(
        replace(item, **fields[item.id]) if item.id in fields else item for item in annotation.objects
    )
    return annotation if objects == annotation.objects else annotation.with_objects(objects)


def copies(objects: Iterable[ObjectAnnotation], size: Size) -> list[ObjectAnnotation]:
    """Return copies with new ids, pushed inside an image of this size."""
    return [replace(item, id=new_object_id(), box=move_into(item.box, size)) for item in objects]


def set_beside(objects: list[ObjectAnnotation], size: Size) -> list[ObjectAnnotation]:
    """Shift the objects a little as one group, so that a copy does not hide what it was copied from.

    It goes down and to the right, or up and to the left where there is no room.
    """
    step = float(max(2, round(min(size) / 40)))
    boxes = [item.box for item in objects]
    if not boxes:
        return []
    shift = shift_allowed(boxes, step, step, size)
    if shift == (0, 0):
        shift = shift_allowed(boxes, -step, -step, size)
    return [replace(item, box=shift_box(item.box, *shift)) for item in objects]


def clear_of(
    objects: list[ObjectAnnotation], present: Iterable[ObjectAnnotation], size: Size
) -> list[ObjectAnnotation]:
    """Shift the objects as one group until none lies exactly on an object that is already there."""
    taken = {(item.name, item.box) for item in present}
    for _ in range(_MAX_STEPS_ASIDE):
        if not any((item.name, item.box) in taken for item in objects):
            break
        objects = set_beside(objects, size)
    return objects
