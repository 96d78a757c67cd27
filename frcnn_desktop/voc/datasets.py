"""Opening whatever holds annotated images: a devkit, or a plain folder of images with XML."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from frcnn_desktop.core.errors import DatasetError, reason_of
from frcnn_desktop.core.image_kinds import is_companion, is_image_name, unreadable_kind
from frcnn_desktop.core.messages import Message
from frcnn_desktop.voc.devkit import VocDataset, open_voc
from frcnn_desktop.voc.image_folder import open_image_folder

ALL = "all"
"""The split that every data set has: each annotated image."""
_WHOLE = ("trainval", "train")


class DataSet(Protocol):
    """Images by id with their annotations. `root` is its folder."""

    @property
    def root(self) -> Path:
        """The folder of the data set."""
        ...

    def splits(self) -> tuple[str, ...]:
        """Return the names of its lists of images."""
        ...

    def image_ids(self, split: str | None = None) -> tuple[str, ...]:
        """Return the ids of a split (None: of all images). Raises DatasetError where there is no such
        split."""
        ...

    def doubled_ids(self, split: str | None = None) -> tuple[str, ...]:
        """Return the ids that a split names more than once."""
        ...

    def image_path(self, image_id: str) -> Path:
        """Return the file of an image. Raises DatasetError where there is none."""
        ...

    def annotation_path(self, image_id: str) -> Path:
        """Return the XML file of an image, whether it is there or not."""
        ...


def open_dataset(root: Path | str, annotation_folder: Path | None = None) -> DataSet:
    """Open a folder that holds Annotations, a VOCdevkit with one year, or images with XML beside them.

    A devkit's JPEGImages stands for the devkit. `annotation_folder` is where the XML files of a plain folder
    are. Raises DatasetError when there is nothing, or several years to choose from.
    """
    folder = Path(root)
    parent = folder.parent
    if folder.name == "JPEGImages" and annotation_folder in (None, parent / "Annotations"):
        beside = [path for path in folder.glob("*.xml") if not is_companion(path.name)]
        if (parent / "Annotations").is_dir() and not beside:
            return VocDataset(parent)
    elif annotation_folder is None and (folder / "JPEGImages").is_dir():
        return open_voc(folder)
    if annotation_folder is None and (folder / "Annotations").is_dir() and (folder / "images").is_dir():
        # Many small data sets are a devkit but for this name.
        return open_image_folder(folder / "images", folder / "Annotations")
    if annotation_folder is not None or _holds_images(folder):
        beside = folder / "Annotations"
        return open_image_folder(folder, annotation_folder or (beside if beside.is_dir() else None))
    return open_voc(folder)


def split_names(dataset: DataSet) -> tuple[str, ...]:
    """Return the splits that can be asked for, `all` last."""
    return tuple(dict.fromkeys((*dataset.splits(), ALL)))


def usual_split(dataset: DataSet) -> str:
    """Return the split that training uses when none is named: trainval, else train, else everything."""
    return next((name for name in _WHOLE if name in dataset.splits()), ALL)


def ids_of_split(dataset: DataSet, split: str) -> tuple[str, ...]:
    """Return the image ids of a split, each once. Raises DatasetError when it is not there, or empty."""
    return dataset.image_ids(_listed_name(dataset, split))


def doubled_in_split(dataset: DataSet, split: str) -> tuple[str, ...]:
    """Return the image ids that the list of a split holds more than once."""
    return dataset.doubled_ids(_listed_name(dataset, split))


def _listed_name(dataset: DataSet, split: str) -> str | None:
    return None if split == ALL and ALL not in dataset.splits() else split


def _holds_images(folder: Path) -> bool:
    try:
        return any(is_image_name(path.name) or unreadable_kind(path.name) for path in folder.iterdir())
    except OSError as error:
        raise DatasetError(Message("folder.not_opened", folder=folder, reason=reason_of(error))) from error
