"""Writing a data set into a folder that appears whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from pathlib import Path

from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.formats.values import LabelledImage


class ImageFiles(Enum):
    """What becomes of the image files: a copy, a second name of the same file, or nothing."""

    COPY = "copy"
    LINK = "link"
    NONE = "none"


class Output:
    """The folder that a format writes into. `name` is what it will be called.

    `copied` counts images that could not be linked, as on another disk, and were copied.
    """

    def __init__(
        self,
        folder: Path,
        name: str,
        images: ImageFiles,
        progress: Callable[[int, int], None] | None = None,
        token: CancelToken | None = None,
    ) -> None:
        self.folder, self.name, self.copied = folder, name, 0
        self._images, self._progress, self._token = images, progress, token
        self._made: set[str] = set()

    def each(self, images: Sequence[LabelledImage]) -> Iterator[LabelledImage]:
        """Yield the images one by one, with progress. Raises Cancelled."""
        for number, image in enumerate(images):
            self._step(number, len(images))
            yield image
        self._step(len(images), len(images))

    def write(self, name: str, content: str | bytes) -> None:
        """Write a file, its folders as well. Raises OSError."""
        data = content if isinstance(content, bytes) else content.encode("utf-8")
        self._place(name).write_bytes(data)

    def put_image(self, image: LabelledImage, name: str) -> None:
        """Put the file of an image there, if it has one and images are wanted. Raises OSError."""
        if image.path is None or self._images is ImageFiles.NONE:
            return
        target = self._place(name)
        if self._images is ImageFiles.LINK:
            try:
                # A link to a link would point to nowhere from its new place.
                os.link(os.path.realpath(image.path), target)
                return
            except OSError:
                self.copied += 1
        shutil.copyfile(image.path, target)

    def _place(self, name: str) -> Path:
        path = self.folder / name
        folder = str(path.parent)
        if folder not in self._made:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(folder)
        return path

    def _step(self, done: int, total: int) -> None:
        if self._token is not None:
            self._token.raise_if_cancelled()
        if self._progress is not None:
            self._progress(done, total)
