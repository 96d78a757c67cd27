"""Reading a VOC devkit folder: JPEGImages, Annotations, ImageSets/Main."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from frcnn_desktop.core.errors import AnnotationReadError, DatasetError, reason_of
from frcnn_desktop.core.image_kinds import IMAGE_SUFFIXES, is_companion
from frcnn_desktop.core.messages import Message
from frcnn_desktop.core.regular_file import read_regular
from frcnn_desktop.voc.files import read_annotation
from frcnn_desktop.voc.locations import annotated_image, natural_key

_CLASS_FLAGS = frozenset({"1", "-1", "0"})
_MAX_LIST_BYTES = 256 * 2**20


def text_of_list(data: bytes) -> str:
    """Return the text of a list of image ids. They name files, whose names need not be UTF-8.

    Raises ValueError for what is no text.
    """
    if b"\0" in data:
        raise ValueError("zeros in a list")
    return data.decode("utf-8-sig", "surrogateescape")


@dataclass(frozen=True, slots=True)
class VocDataset:
    """One year of a VOC devkit. `root` holds Annotations."""

    root: Path

    def splits(self) -> tuple[str, ...]:
        """Return the names of the splits, e.g. ("train", "trainval", "val"); per-class lists are left out."""
        stems = {path.stem for path in _own_files(self._split_folder, "*.txt")}
        main = (stem for stem in stems if stem.rpartition("_")[2] not in stems - {stem} or "_" not in stem)
        return tuple(sorted(main))

    def image_ids(self, split: str | None = None) -> tuple[str, ...]:
        """Return the image ids of a split in file order, each once; None gives every annotated image.

        Raises DatasetError when the split is not there, or lists nothing.
        """
        if split is None:
            stems = (path.stem for path in _own_files(self._annotations, "*.xml"))
            return tuple(sorted(stems, key=natural_key))
        listed = self._listed(split)
        if not listed:
            raise DatasetError(Message("dataset.empty_split", name=self.root.name, split=repr(split)))
        return tuple(dict.fromkeys(listed))

    def doubled_ids(self, split: str | None = None) -> tuple[str, ...]:
        """Return the image ids that a split lists more than once; `image_ids` gives them once."""
        counts = Counter(self._listed(split)) if split is not None else {}
        return tuple(image_id for image_id, count in counts.items() if count > 1)

    def _listed(self, split: str) -> list[str]:
        """Return the ids of a list as they stand in it, without the names of files that some have."""
        path = self._split_folder / f"{split}.txt"
        try:
            lines = text_of_list(read_regular(path, _MAX_LIST_BYTES)).splitlines()
        except (OSError, ValueError) as error:
            raise DatasetError(self._no_split(split)) from error
        ids = [line.strip() for line in lines if line.strip()]
        if split not in self.splits():
            ids = [_without_flag(each) for each in ids]
        return [self._without_suffix(each) for each in ids]

    def _without_suffix(self, image_id: str) -> str:
        """Cut the suffix of an image, unless it belongs to the id: photo.jpg with photo.jpg.xml."""
        stem, dot, suffix = image_id.rpartition(".")
        if f"{dot}{suffix}".lower() not in IMAGE_SUFFIXES or self.annotation_path(image_id).exists():
            return image_id
        return stem or image_id

    def _no_split(self, split: str) -> Message:
        known = ", ".join(self.splits())
        if not known:
            return Message("dataset.no_splits", name=self.root.name, split=repr(split))
        return Message("dataset.no_split", name=self.root.name, split=repr(split), known=known)

    def image_path(self, image_id: str) -> Path:
        """Return the path of an image. Raises DatasetError when it is not there."""
        folder = self.root / "JPEGImages"
        if (path := annotated_image(self.annotation_path(image_id), folder)) is not None:
            return path
        raise DatasetError(Message("dataset.image_not_there", image=image_id, folder=folder))

    def annotation_path(self, image_id: str) -> Path:
        """Return the path of an image's annotation, whether or not it is there."""
        return self._annotations / f"{image_id}.xml"

    def class_names(self, image_ids: Sequence[str] | None = None) -> tuple[str, ...]:
        """Return every class name in the annotations, sorted; it reads them all.

        Annotations that cannot be read are passed over.
        """
        names = set()
        for image_id in self.image_ids() if image_ids is None else image_ids:
            try:
                annotation = read_annotation(self.annotation_path(image_id))
            except AnnotationReadError:
                continue
            names.update(each.name for each in annotation.objects if each.name)
        return tuple(sorted(names, key=natural_key))

    @property
    def _annotations(self) -> Path:
        return self.root / "Annotations"

    @property
    def _split_folder(self) -> Path:
        return self.root / "ImageSets" / "Main"


def open_voc(root: Path | str) -> VocDataset:
    """Open a folder that holds Annotations, or a VOCdevkit folder with one year in it.

    Raises DatasetError when there is none, or several years to choose from.
    """
    folder = Path(root)
    if (folder / "Annotations").is_dir():
        return VocDataset(folder)
    try:
        years = sorted(
            each
            for each in folder.iterdir()
            if (each / "Annotations").is_dir() and not is_companion(each.name)
        )
    except OSError as error:
        raise DatasetError(Message("folder.not_opened", folder=folder, reason=reason_of(error))) from error
    if len(years) == 1:
        return VocDataset(years[0])
    if years:
        names = ", ".join(year.name for year in years)
        raise DatasetError(Message("dataset.several", folder=folder, names=names))
    if (folder / "VOCdevkit").is_dir():
        return open_voc(folder / "VOCdevkit")
    raise DatasetError(Message("dataset.no_annotations_folder", folder=folder))


def _own_files(folder: Path, pattern: str) -> Iterator[Path]:
    """Yield what a folder holds, without what systems put beside a person's files."""
    return (path for path in folder.glob(pattern) if not is_companion(path.name))


def _without_flag(line: str) -> str:
    """Cut what per-class lists put behind the id; ids themselves may hold spaces."""
    head, _, last = line.rpartition(" ")
    return head.strip() if head and last in _CLASS_FLAGS else line
