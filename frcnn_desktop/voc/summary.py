"""What is in a data set, counted: what a person wants to know before a training run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.errors import AnnotationReadError, DatasetError, ImageLoadError
from frcnn_desktop.core.messages import Message
from frcnn_desktop.voc.checked import name_notes, read_checked, split_notes
from frcnn_desktop.voc.datasets import DataSet, ids_of_split, split_names
from frcnn_desktop.voc.image_folder import ImageFolder
from frcnn_desktop.voc.left_out import LeftOutFrom, LeftOutImage, sort_objects
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
class DatasetSummary:
    """The usable images and objects of a split: those that training uses where all classes are asked for.

    `bad` images and `left_out` objects take no part. `unlabelled` images of a plain folder have no annotation
    file. `notes` tell what else is odd.
    """

    root: Path
    split: str
    splits: tuple[str, ...]
    images: int
    without_objects: int
    classes: tuple[ClassCount, ...]
    bad: tuple[LeftOutImage, ...]
    unlabelled: int = 0
    left_out: tuple[LeftOutFrom, ...] = ()
    notes: tuple[Message, ...] = ()

    @property
    def objects(self) -> int:
        """Objects of all classes."""
        return sum(each.objects for each in self.classes)

    @property
    def difficult(self) -> int:
        """Those among them that are marked difficult."""
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
    left_out: list[LeftOutFrom] = []
    for done, image_id in enumerate(image_ids, start=1):
        if token is not None:
            token.raise_if_cancelled()
        try:
            read = read_checked(dataset, image_id)
        except (AnnotationReadError, DatasetError, ImageLoadError) as error:
            bad.append(LeftOutImage(image_id, error.message))
        else:
            found = sort_objects(read.annotation)
            left_out += [LeftOutFrom(image_id, read.file, what) for what in found.left_out]
            objects.update(each.name for each in found.used)
            difficult.update(each.name for each in found.used if each.difficult)
            images.update({each.name for each in found.used})
            empty += not found.used
        if progress is not None:
            progress(done, len(image_ids))
    names = {*objects, *(each.what.name for each in left_out if each.what.name)}
    counts = (ClassCount(name, objects[name], difficult[name], images[name]) for name in objects)
    return DatasetSummary(
        root=dataset.root,
        split=split,
        splits=split_names(dataset),
        images=len(image_ids) - len(bad),
        without_objects=empty,
        classes=tuple(sorted(counts, key=lambda each: natural_key(each.name))),
        bad=tuple(bad),
        left_out=tuple(left_out),
        notes=(*split_notes(dataset, split), *name_notes(names)),
        unlabelled=dataset.unlabelled if isinstance(dataset, ImageFolder) else 0,
    )
