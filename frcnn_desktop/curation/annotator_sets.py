"""The files of two annotators, paired by the images that they are about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from frcnn_desktop.core.errors import DatasetError
from frcnn_desktop.core.messages import Message
from frcnn_desktop.curation.annotation_files import annotation_files
from frcnn_desktop.voc.locations import annotated_image, natural_key


@dataclass(frozen=True, slots=True)
class AnnotatorSet:
    """The annotation files of one annotator by key: the name without its suffix; where a folder holds several
    data sets, with the data set's folder before it."""

    root: Path
    files: Mapping[str, Path]

    def image_of(self, key: str) -> Path | None:
        """Return the image of an annotation, if it is beside it."""
        file = self.files.get(key)
        if file is None:
            return None
        parent = file.parent
        folders = (parent, parent.parent / "JPEGImages", parent.parent / "images", parent.parent)
        found = (annotated_image(file, folder) for folder in folders if folder.is_dir())
        return next((image for image in found if image is not None), None)


def open_annotator(root: Path) -> AnnotatorSet:
    """Find the annotation files of a folder. Raises DatasetError when there are none, or two of one name."""
    files = annotation_files(root)
    parents = {file.parent for file in files}
    keyed: dict[str, Path] = {}
    for file in files:
        key = file.stem if len(parents) == 1 else f"{_set_of(file, root)}/{file.stem}"
        if key in keyed:
            raise DatasetError(Message("compare.doubled", key=key, folder=root))
        keyed[key] = file
    return AnnotatorSet(root, keyed)


def keys_of(first: AnnotatorSet, second: AnnotatorSet) -> tuple[str, ...]:
    """Return the keys of both in natural order. Raises DatasetError when not one is in both."""
    if first.files.keys().isdisjoint(second.files):
        raise DatasetError(Message("compare.nothing_in_common", first=first.root, second=second.root))
    return tuple(sorted(first.files.keys() | second.files, key=natural_key))


def _set_of(file: Path, root: Path) -> str:
    folder = file.parent.parent if file.parent.name == "Annotations" else file.parent
    return folder.relative_to(root).as_posix() if folder.is_relative_to(root) else folder.name
