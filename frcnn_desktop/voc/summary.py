"""What is in a data set, counted: what a person wants to know before a training run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.errors import AnnotationReadError, DatasetError, ImageLoadError
from frcnn_desktop.core.images import check_image
from frcnn_desktop.core.messages import Message
from frcnn_desktop.voc.datasets import DataSet, ids_of_split, split_names
from frcnn_desktop.voc.files import read_annotation
from frcnn_desktop.voc.image_folder import ImageFolder
from frcnn_desktop.voc.locations import natural_key

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class ClassCount:
    """`objects` of one class, difficult ones among them, in `images` images."""

    name: str
    objects: int
    difficult: int
    images: int


@dataclass(frozen=True, slots=True)
class BadFile:
    """An image that training will leave out, and why."""

    image_id: str
    reason: Message


@dataclass(frozen=True, slots=True)
class DatasetSummary:
    """The usable images of a split. `unlabelled` images of a plain folder have no annotation file."""

    root: Path
    split: str
    splits: tuple[str, ...]
    images: int
    without_objects: int
    classes: tuple[ClassCount, ...]
    bad: tuple[BadFile, ...]
    unlabelled: int = 0

    @property
    def objects(self) -> int:
        return sum(each.objects for each in self.classes)

    @property
    def difficult(self) -> int:
        return sum(each.difficult for each in self.classes)


def summarise_dataset(
    dataset: DataSet, split: str, progress: Progress | None = None, token: CancelToken | None = None
) -> DatasetSummary:
    """Read every annotation of a split and the head of every image.

    Raises Cancelled, and DatasetError when the split is not there.
    """
    image_ids = ids_of_split(dataset, split)
    objects: Counter[str] = Counter()
    difficult: Counter[str] = Counter()
    images: Counter[str] = Counter()
    bad, empty = [], 0
    for done, image_id in enumerate(image_ids, start=1):
        if token is not None:
            token.raise_if_cancelled()
        try:
            names = _objects_of(dataset, image_id)
        except (AnnotationReadError, DatasetError, ImageLoadError) as error:
            bad.append(BadFile(image_id, error.message))
        else:
            objects.update(name for name, _ in names)
            difficult.update(name for name, flag in names if flag)
            images.update({name for name, _ in names})
            empty += not names
        if progress is not None:
            progress(done, len(image_ids))
    counts = (ClassCount(name, objects[name], difficult[name], images[name]) for name in objects)
    return DatasetSummary(
        root=dataset.root,
        split=split,
        splits=split_names(dataset),
        images=len(image_ids) - len(bad),
        without_objects=empty,
        classes=tuple(sorted(counts, key=lambda each: natural_key(each.name))),
        bad=tuple(bad),
        unlabelled=dataset.unlabelled if isinstance(dataset, ImageFolder) else 0,
    )


def _objects_of(dataset: DataSet, image_id: str) -> Sequence[tuple[str, bool]]:
    """Return class name and difficult flag of each object, after a look at the image itself."""
    annotation = read_annotation(dataset.annotation_path(image_id))
    check_image(dataset.image_path(image_id))
    return [(each.name, each.difficult) for each in annotation.objects if each.name]
