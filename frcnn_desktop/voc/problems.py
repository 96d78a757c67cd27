"""What is odd about an annotation, the one step that puts it right, and turning an un-rotated one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation, Problem, new_object_id
from frcnn_desktop.core.boxes import Box
from frcnn_desktop.core.messages import Message
from frcnn_desktop.core.upright import swaps_sides
from frcnn_desktop.voc.box_repair import normalised, touches_image, upright
from frcnn_desktop.voc.reader import told_of_object
from frcnn_desktop.voc.source import Source, source_of, with_image_size, writing_limits

FIXABLE_CODES = frozenset(
    {
        "missing-head",
        "size-zero",
        "size-differs",
        "missing-tags",
        "odd-flag",
        "inverted-box",
        "outside-image",
        "fractional-box",
        "zero-based",
        "several-boxes",
    }
)
"""Codes of problems that `fix_problems` puts right. The others need a person."""

_HEAD_CODES = frozenset({"missing-head", "size-zero"})


def check_against_image(annotation: ImageAnnotation, width: int, height: int) -> ImageAnnotation:
    """Return the annotation with the problems that show only beside its image, displayed width x height.

    From then on edited boxes are cut to the image instead of the size in the file, which is often wrong.
    Call it after loading the image and before editing. Nothing in the file changes by it.
    """
    known = with_image_size(annotation, width, height)
    return replace(known, problems=list_problems(known))


def list_problems(annotation: ImageAnnotation) -> tuple[Problem, ...]:
    """List what is odd about an annotation as it stands now: fixed and edited objects drop out.

    An annotation that was not read from a file has no problems.
    """
    source = source_of(annotation)
    if source is None:
        return ()
    present = {each.id: each for each in annotation.objects}
    found = [each for each in source.file_problems if _still_holds(each, source, present)]
    found.extend(_size_problems(annotation, source))
    limits = (0, 0) if is_unrotated(annotation) else writing_limits(annotation)
    zero_based = False
    for number, original in enumerate(source.originals, start=1):
        if original is None or original.id not in present:
            continue
        value = present[original.id]
        if not value.name:
            found.append(
                Problem("no-name", told_of_object(number, "", Message("problem.no_class_name")), value.id)
            )
        if value.box == original.box and value.id not in source.fixed_objects:
            zero_based |= any(0 <= low + 1 < 1 for low in value.box[:2])
            found.extend(
                Problem(code, told_of_object(number, value.name, what), value.id)
                for code, what in _box_oddities(value.box, limits)
            )
    if zero_based:
        found.append(Problem("zero-based", Message("problem.zero_based")))
    return tuple(found)


def is_unrotated(annotation: ImageAnnotation) -> bool:
    """Say whether the stated size is the displayed image's with its sides exchanged."""
    width, height = writing_limits(annotation)
    return width != height and (annotation.width, annotation.height) == (height, width)


def fix_problems(annotation: ImageAnnotation, width: int, height: int) -> ImageAnnotation:
    """Return the annotation with everything put right that needs no decision, for one undoable command.

    `width`, `height` are the displayed image's. The size is corrected, missing tags are added, boxes with
    problems are turned the right way round, rounded and cut to the image; each further box of an object
    becomes an object. Objects without a box or a name and boxes wholly outside the image stay as they are.
    An un-rotated annotation is returned unchanged: turn it first.
    """
    known = check_against_image(annotation, width, height)
    source = source_of(known)
    if source is None or is_unrotated(known):
        return annotation
    codes = {each.code for each in known.problems}
    concerned = {each.object_id for each in known.problems if each.code in FIXABLE_CODES}
    if "zero-based" in codes:
        concerned |= {each.id for each in known.objects if min(each.box[:2]) < 0}
    objects, fixed = [], set(source.fixed_objects)
    for value in known.objects:
        boxes = (value.box, *source.more_boxes.get(value.id, ()))
        if value.id in concerned and all(touches_image(box, width, height) for box in boxes):
            first, *others = (replace(value, box=normalised(box, width, height)) for box in boxes)
            objects.extend((first, *(replace(each, id=new_object_id()) for each in others)))
            fixed.add(value.id)
        else:
            objects.append(value)
    head = source.fixed_head or bool(codes & (_HEAD_CODES | {"size-differs"}))
    new_source = replace(source, fixed_objects=frozenset(fixed), fixed_head=head)
    result = replace(known, objects=tuple(objects), width=width, height=height, source=new_source)
    return replace(result, problems=list_problems(result))


def turn_annotation(annotation: ImageAnnotation, orientation: int) -> ImageAnnotation:
    """Return an annotation made on the stored image, turned to the image as displayed.

    `orientation` is the image's EXIF value 1..8; the annotation states the stored size. Raises ValueError
    when that size is unknown.
    """
    width, height = annotation.width, annotation.height
    if width <= 0 or height <= 0:
        raise ValueError("the annotation states no image size")
    objects = tuple(
        replace(each, box=_turned(upright(each.box), orientation, width, height))
        for each in annotation.objects
    )
    if swaps_sides(orientation):
        width, height = height, width
    result = replace(annotation, objects=objects, width=width, height=height)
    return check_against_image(result, width, height)


def _turned(box: Box, orientation: int, width: int, height: int) -> Box:
    x1, y1, x2, y2 = box
    if orientation in (2, 3, 7, 8):
        x1, x2 = width - x2, width - x1
    if orientation in (3, 4, 6, 7):
        y1, y2 = height - y2, height - y1
    return (y1, x1, y2, x2) if swaps_sides(orientation) else (x1, y1, x2, y2)


def _still_holds(problem: Problem, source: Source, present: Mapping[int, ObjectAnnotation]) -> bool:
    if problem.code in _HEAD_CODES:
        return not source.fixed_head
    if problem.object_id is None:
        return True
    return problem.object_id in present and problem.object_id not in source.fixed_objects


def _size_problems(annotation: ImageAnnotation, source: Source) -> list[Problem]:
    if source.image_size is None or not (annotation.width and annotation.height):
        return []
    stated, shown = (annotation.width, annotation.height), source.image_size
    if stated == shown:
        return []
    sizes = {"stated": "{} x {}".format(*stated), "shown": "{} x {}".format(*shown)}
    if is_unrotated(annotation):
        return [Problem("size-swapped", Message("problem.size_swapped", **sizes))]
    return [Problem("size-differs", Message("problem.size_differs", **sizes))]


def _box_oddities(box: Box, limits: tuple[int, int]) -> list[tuple[str, Message]]:
    found = []
    x1, y1, x2, y2 = upright(box)
    if (x1, y1, x2, y2) != box:
        found.append(("inverted-box", Message("problem.inverted_box")))
    elif x2 - x1 <= 1 or y2 - y1 <= 1:
        found.append(("degenerate-box", Message("problem.degenerate_box")))
    if any(value != int(value) for value in box):
        found.append(("fractional-box", Message("problem.fractional_box")))
    width, height = limits
    beyond = (width > 0 and x2 > width) or (height > 0 and y2 > height)
    if x1 < -1 or y1 < -1 or beyond:
        found.append(("outside-image", Message("problem.outside_image")))
    return found
