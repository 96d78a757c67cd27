"""Annotations read beside their images, as every command that uses many of them reads them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from frcnn_desktop.core.annotation import ImageAnnotation
from frcnn_desktop.core.class_names import similar_names, similar_names_message
from frcnn_desktop.core.errors import DatasetError
from frcnn_desktop.core.images import displayed_size
from frcnn_desktop.core.messages import Message
from frcnn_desktop.voc.datasets import DataSet, doubled_in_split
from frcnn_desktop.voc.files import read_annotation
from frcnn_desktop.voc.problems import check_against_image, is_unrotated

_NAMED = 5
"""So many ids are named where more are meant."""


@dataclass(frozen=True, slots=True, eq=False)
class CheckedAnnotation:
    """The annotation of an image, with the problems that show only beside it; `file` is its file's name."""

    image_id: str
    path: Path
    file: str
    annotation: ImageAnnotation


def read_checked(dataset: DataSet, image_id: str) -> CheckedAnnotation:
    """Read an annotation and the head of its image.

    Raises AnnotationReadError, ImageLoadError, and DatasetError when the image is not there or the boxes are
    for the un-rotated image, and thus elsewhere.
    """
    file = dataset.annotation_path(image_id)
    annotation = read_annotation(file)
    path = dataset.image_path(image_id)
    annotation = check_against_image(annotation, *displayed_size(path))
    if is_unrotated(annotation):
        raise DatasetError(Message("dataset.unrotated", name=file.name))
    return CheckedAnnotation(image_id, path, file.name, annotation)


def split_notes(dataset: DataSet, split: str) -> tuple[Message, ...]:
    """Return what is odd about the list of a split."""
    doubled = doubled_in_split(dataset, split)
    if not doubled:
        return ()
    return (Message("dataset.doubled_ids", split=split, count=len(doubled), names=some_of(doubled)),)


def name_notes(names: Iterable[str]) -> tuple[Message, ...]:
    """Return what is odd about class names."""
    return tuple(similar_names_message(group) for group in similar_names(names))


def some_of(names: Sequence[str]) -> str:
    """Return the first of many names as text."""
    return ", ".join([*names[:_NAMED], *(["…"] if len(names) > _NAMED else [])])
