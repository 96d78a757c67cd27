"""Training images from a VOC devkit or a plain folder of images with XML."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from frcnn_desktop.core.annotation import ImageAnnotation
from frcnn_desktop.core.errors import AnnotationReadError, DatasetError, reason_of
from frcnn_desktop.core.messages import Message
from frcnn_desktop.evaluation.ground_truth import GroundTruth, ground_truth_of
from frcnn_desktop.training.events import ImageSkipped
from frcnn_desktop.voc import read_annotation
from frcnn_desktop.voc.datasets import DataSet, ids_of_split, open_dataset
from frcnn_desktop.voc.locations import natural_key


@dataclass(frozen=True, slots=True, eq=False)
class AnnotatedImage:
    """One image of a split: its file and its objects."""

    image_id: str
    path: Path
    truth: GroundTruth


@dataclass(frozen=True, slots=True, eq=False)
class Split:
    """The readable images of a split and what had to be left out."""

    images: tuple[AnnotatedImage, ...]
    class_names: tuple[str, ...]
    skipped: tuple[ImageSkipped, ...]


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
    return read_images(dataset, ids, class_names)


def read_images(
    dataset: DataSet, image_ids: Iterable[str], class_names: Sequence[str] | None = None
) -> Split:
    """Read these images of a data set, as `read_split` does. Raises DatasetError when none can be used."""
    found: list[tuple[str, Path, ImageAnnotation]] = []
    skipped = []
    for image_id in image_ids:
        try:
            annotation = read_annotation(dataset.annotation_path(image_id))
            found.append((image_id, dataset.image_path(image_id), annotation))
        except (AnnotationReadError, DatasetError) as error:
            skipped.append(ImageSkipped(image_id, error.message))
    if not found:
        raise DatasetError(_none_usable(dataset.root.name, skipped))
    names = class_names if class_names is not None else _names_in(each for *_, each in found)
    images = (
        AnnotatedImage(image_id, path, ground_truth_of(annotation, names))
        for image_id, path, annotation in found
    )
    return Split(tuple(images), tuple(names), tuple(skipped))


def read_ids(path: Path | str) -> frozenset[str]:
    """Read a file with one image id a line. Raises DatasetError when it cannot be read."""
    return frozenset(read_lines(path, "file.image_list_not_read"))


def read_lines(path: Path | str, refusal: str) -> tuple[str, ...]:
    """Return the lines of a text file that are not empty, once each.

    Raises DatasetError with the message of the id `refusal`.
    """
    try:
        lines = Path(path).read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeError) as error:
        raise DatasetError(Message(refusal, path=path, reason=reason_of(error))) from error
    return tuple(dict.fromkeys(line.strip() for line in lines if line.strip()))


def _none_usable(name: str, skipped: Sequence[ImageSkipped]) -> Message:
    if not skipped:
        return Message("training.none_chosen", name=name)
    return Message("training.none_usable", name=name, count=len(skipped), reason=skipped[0].reason)


def _names_in(annotations: Iterable[ImageAnnotation]) -> tuple[str, ...]:
    names = {each.name for annotation in annotations for each in annotation.objects if each.name}
    return tuple(sorted(names, key=natural_key))
