"""The annotated images of a split, from a VOC devkit or a plain folder of images with XML."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from frcnn_desktop.core.annotation import ImageAnnotation
from frcnn_desktop.core.errors import AnnotationReadError, DatasetError, ImageLoadError, reason_of
from frcnn_desktop.core.messages import Message
from frcnn_desktop.evaluation.ground_truth import GroundTruth, ground_truth_from
from frcnn_desktop.voc.checked import CheckedAnnotation, name_notes, read_checked, split_notes
from frcnn_desktop.voc.datasets import DataSet, ids_of_split, open_dataset
from frcnn_desktop.voc.left_out import LeftOutFrom, LeftOutImage, sort_objects
from frcnn_desktop.voc.locations import natural_key


@dataclass(frozen=True, slots=True, eq=False)
class AnnotatedImage:
    """One image of a split: its file and its objects. `labels` is a digest of all objects of its annotation,
    also of those that take no part."""

    image_id: str
    path: Path
    truth: GroundTruth
    labels: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Split:
    """The readable images of a split, what had to be left out, and what else there is to say about it."""

    images: tuple[AnnotatedImage, ...]
    class_names: tuple[str, ...]
    skipped: tuple[LeftOutImage, ...] = ()
    left_out: tuple[LeftOutFrom, ...] = ()
    notes: tuple[Message, ...] = ()


def read_split(
    root: Path | str,
    split: str,
    *,
    class_names: Sequence[str] | None = None,
    exclude: Collection[str] = (),
    only: Collection[str] | None = None,
) -> Split:
    """Read the annotations of a split; `exclude` and `only` are image ids.

    Without `class_names` those found in the split are used. Raises DatasetError when the data set or the
    split is not there, or nothing is left of it.
    """
    dataset = open_dataset(root)
    ids = [
        image_id
        for image_id in ids_of_split(dataset, split)
        if image_id not in exclude and (only is None or image_id in only)
    ]
    found = read_images(dataset, ids, class_names)
    return replace(found, notes=(*split_notes(dataset, split), *found.notes))


def read_images(
    dataset: DataSet, image_ids: Iterable[str], class_names: Sequence[str] | None = None
) -> Split:
    """Read these images of a data set, as `read_split` does. Raises DatasetError when none can be used.

    Images whose annotation is for the un-rotated image are left out: their boxes are elsewhere.
    """
    found: list[CheckedAnnotation] = []
    skipped = []
    for image_id in image_ids:
        try:
            found.append(read_checked(dataset, image_id))
        except (AnnotationReadError, DatasetError, ImageLoadError) as error:
            skipped.append(LeftOutImage(image_id, error.message))
    if not found:
        raise DatasetError(_none_usable(dataset.root.name, skipped))
    names = tuple(class_names) if class_names is not None else _names_in(each.annotation for each in found)
    images, left_out = [], []
    for each in found:
        objects = sort_objects(each.annotation, names)
        truth = ground_truth_from(objects, names)
        images.append(AnnotatedImage(each.image_id, each.path, truth, _labels_of(each.annotation)))
        left_out += [LeftOutFrom(each.image_id, each.file, what) for what in objects.left_out]
    there = {value.name for each in found for value in each.annotation.objects if value.name}
    return Split(tuple(images), names, tuple(skipped), tuple(left_out), name_notes(there | set(names)))


def _labels_of(annotation: ImageAnnotation) -> str:
    values = [(each.name, each.box, each.difficult) for each in annotation.objects]
    return hashlib.blake2b(repr(values).encode(), digest_size=8).hexdigest()


def read_ids(path: Path | str) -> frozenset[str]:
    """Read a file with one image id a line. Raises DatasetError when it cannot be read."""
    return frozenset(read_lines(path, "file.image_list_not_read", errors="surrogateescape"))


def read_lines(path: Path | str, refusal: str, errors: str = "strict") -> tuple[str, ...]:
    """Return the lines of a text file that are not empty, once each.

    `errors` is what becomes of bytes that are no UTF-8, as in the names of files. Raises DatasetError with
    the message of the id `refusal`.
    """
    try:
        lines = Path(path).read_text(encoding="utf-8-sig", errors=errors).splitlines()
    except (OSError, UnicodeError) as error:
        raise DatasetError(Message(refusal, path=path, reason=reason_of(error))) from error
    return tuple(dict.fromkeys(line.strip() for line in lines if line.strip()))


def _none_usable(name: str, skipped: Sequence[LeftOutImage]) -> Message:
    if not skipped:
        return Message("training.none_chosen", name=name)
    return Message("training.none_usable", name=name, count=len(skipped), reason=skipped[0].reason)


def _names_in(annotations: Iterable[ImageAnnotation]) -> tuple[str, ...]:
    names = {each.name for annotation in annotations for each in sort_objects(annotation).used}
    return tuple(sorted(names, key=natural_key))
