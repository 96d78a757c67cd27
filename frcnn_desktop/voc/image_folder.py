"""A plain folder of images with their annotations beside them, read as a data set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from frcnn_desktop.core.errors import DatasetError
from frcnn_desktop.core.messages import Message
from frcnn_desktop.voc.locations import find_annotation, list_images, natural_key


@dataclass(frozen=True, slots=True)
class ImageFolder:
    """The annotated images of one folder. It has no splits; images without an annotation are left out.

    `files` maps an image id to the image and its annotation; `unlabelled` counts the images without one. An
    id is the name without its suffix, or the whole name where that would name another image as well.
    """

    root: Path
    files: Mapping[str, tuple[Path, Path]]
    unlabelled: int = 0

    def splits(self) -> tuple[str, ...]:
        """Return none: a plain folder has no lists."""
        return ()

    def image_ids(self, split: str | None = None) -> tuple[str, ...]:
        """Return every image id in natural order. Raises DatasetError when a split is asked for."""
        if split is not None:
            raise DatasetError(Message("dataset.folder_has_no_split", name=self.root.name, split=repr(split)))
        return tuple(sorted(self.files, key=natural_key))

    def doubled_ids(self, split: str | None = None) -> tuple[str, ...]:  # noqa: ARG002
        """Return nothing: files are found once each."""
        return ()

    def image_path(self, image_id: str) -> Path:
        """Return the path of an image. Raises DatasetError when there is none with this id."""
        return self._pair(image_id)[0]

    def annotation_path(self, image_id: str) -> Path:
        """Return the path of an image's annotation. Raises DatasetError as `image_path` does."""
        return self._pair(image_id)[1]

    def _pair(self, image_id: str) -> tuple[Path, Path]:
        try:
            return self.files[image_id]
        except KeyError:
            raise DatasetError(
                Message("dataset.no_annotated_image", image=image_id, folder=self.root)
            ) from None


def open_image_folder(root: Path | str, annotation_folder: Path | None = None) -> ImageFolder:
    """Find the images of a folder and their annotations, as the window does.

    `annotation_folder` is where the XML files are when they are not beside the images. Raises DatasetError
    when the folder cannot be read, or holds no annotated image.
    """
    folder = Path(root)
    images = list_images(folder)
    stems = Counter(image.stem for image in images)
    names = {image.name for image in images}
    files: dict[str, tuple[Path, Path]] = {}
    for image in images:
        annotation = find_annotation(image, annotation_folder)
        if annotation is not None:
            alone = stems[image.stem] == 1 and image.stem not in names
            files[image.stem if alone else image.name] = (image, annotation)
    if not images:
        raise DatasetError(Message("dataset.no_images", folder=folder))
    if not files:
        raise DatasetError(Message("dataset.not_annotated", count=len(images), folder=folder))
    return ImageFolder(folder, files, len(images) - len(files))
