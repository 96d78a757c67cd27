"""What the workers that read images and folders say to the GUI thread.

Every message is frozen and its arrays are read-only.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.annotation import ImageAnnotation
from frcnn_desktop.core.file_stamp import Stamp
from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.core.messages import Message
from frcnn_desktop.search.facts import ObjectFacts


@dataclass(frozen=True, slots=True, eq=False)
class ImageOpened:
    """An image, its annotation as read (None: there is none yet), and the path where it is saved."""

    request_id: int
    image: LoadedImage
    annotation: ImageAnnotation | None
    annotation_path: Path


@dataclass(frozen=True, slots=True, eq=False)
class ThumbnailLoaded:
    """`rgb` h x w x 3 uint8, None where the image cannot be read. `stamp` is that of the file it shows."""

    path: Path
    rgb: NDArray[np.uint8] | None
    stamp: Stamp


@dataclass(frozen=True, slots=True, eq=False)
class ImagesListed:
    """`first` is the image to show first, None without images; `roots` are the folders asked for.

    `folders` are where their images are: of a data set only its JPEGImages. `wanted` is what was asked for;
    `refused` the first file in it that is no image, and `reason` says why. `data_set` is the first of another
    annotation format, looked for where there is no image.
    """

    request_id: int
    paths: tuple[Path, ...]
    first: Path | None
    roots: tuple[Path, ...]
    folders: tuple[Path, ...]
    wanted: tuple[Path, ...] = ()
    refused: Path | None = None
    reason: Message | None = None
    data_set: Path | None = None


@dataclass(frozen=True, slots=True)
class AnnotationSummary:
    """What is listed and searched of an image. `objects` None: it has no annotation.

    `size` width and height, as its annotation says or else as displayed; None: neither tells. `saved` is the
    day on which the annotation file was last written.
    """

    path: Path
    objects: tuple[ObjectFacts, ...] | None = None
    verified: bool = False
    problem: Message | None = None
    size: tuple[int, int] | None = None
    saved: date | None = None
    comment: str = ""

    @property
    def object_count(self) -> int | None:
        """Objects of the annotation, None without one."""
        return None if self.objects is None else len(self.objects)

    @property
    def names(self) -> tuple[str, ...]:
        """The classes, each once."""
        return tuple(dict.fromkeys(each.name for each in self.objects or ()))
