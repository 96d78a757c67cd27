"""Training images from a VOC devkit."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from frcnn_desktop.core.errors import AnnotationReadError, DatasetError
from frcnn_desktop.evaluation.ground_truth import GroundTruth, ground_truth_of
from frcnn_desktop.training.events import ImageSkipped
from frcnn_desktop.voc import read_annotation
from frcnn_desktop.voc.devkit import VocDataset, open_voc


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
    dataset = open_voc(root)
    ids = [
        image_id
        for image_id in dataset.image_ids(split)
        if image_id not in exclude and (only is None or image_id in only)
    ]
    names = tuple(class_names) if class_names is not None else dataset.class_names(ids)
    images, skipped = [], []
    for image_id in ids:
        try:
            images.append(_read(dataset, image_id, names))
        except (AnnotationReadError, DatasetError) as error:
            skipped.append(ImageSkipped(image_id, str(error)))
    if not images:
        raise DatasetError(
            f"No image of the split {split!r} can be used. Check the split and its annotations."
        )
    return Split(tuple(images), names, tuple(skipped))


def read_ids(path: Path | str) -> frozenset[str]:
    """Read a file with one image id a line. Raises DatasetError when it cannot be read."""
    try:
        return frozenset(Path(path).read_text(encoding="utf-8").split())
    except (OSError, UnicodeError) as error:
        raise DatasetError(f"The list of images {path} cannot be read: {error}.") from error


def _read(dataset: VocDataset, image_id: str, names: Sequence[str]) -> AnnotatedImage:
    annotation = read_annotation(dataset.annotation_path(image_id))
    return AnnotatedImage(image_id, dataset.image_path(image_id), ground_truth_of(annotation, names))
