"""What the codec remembers of the file an annotation was read from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation, Problem
from frcnn_desktop.core.boxes import Box


@dataclass(frozen=True, slots=True)
class Head:
    """What the file says about the image. A width or height of 0 is absent or no number."""

    width: int
    height: int
    depth: int
    verified: bool
    filename: str
    folder: str
    comment: str


@dataclass(frozen=True, slots=True)
class Source:
    """The opaque value in `ImageAnnotation.source`.

    `data` the file's bytes; `originals` one entry for each `<object>` in file order, None where it has no
    usable box; `file_problems` what the bytes alone show. `image_size` is the displayed image's, once known.
    `more_boxes` are the further boxes of objects with several bndbox, by id.
    `fixed_objects` are ids whose fields are written in full, `fixed_head` asks the same for what stands
    outside the objects: values alone cannot say that a missing tag shall be added.
    """

    data: bytes
    originals: tuple[ObjectAnnotation | None, ...]
    head: Head
    file_problems: tuple[Problem, ...]
    image_size: tuple[int, int] | None = None
    more_boxes: Mapping[int, tuple[Box, ...]] = field(default_factory=dict)
    fixed_objects: frozenset[int] = frozenset()
    fixed_head: bool = False

    def original(self, object_id: int) -> ObjectAnnotation | None:
        """Return the object as it stands in the file; None for a new one."""
        return next((each for each in self.originals if each and each.id == object_id), None)


def source_of(annotation: ImageAnnotation) -> Source | None:
    """Return the source of an annotation that was read from a file."""
    return annotation.source if isinstance(annotation.source, Source) else None


def with_image_size(annotation: ImageAnnotation, width: int, height: int) -> ImageAnnotation:
    """Return the annotation knowing the displayed image's size, which limits what is written."""
    source = source_of(annotation)
    if source is None:
        return annotation
    return replace(annotation, source=replace(source, image_size=(width, height)))


def writing_limits(annotation: ImageAnnotation) -> tuple[int, int]:
    """Return the width and height that edited boxes are cut to; 0 is no limit.

    The image outranks the file, whose size is often wrong.
    """
    source = source_of(annotation)
    if source is not None and source.image_size is not None:
        return source.image_size
    return annotation.width, annotation.height
