"""What a format is to the rest of the program: one value that knows how to recognise, read and write it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.messages import Message
from frcnn_desktop.formats.box_frame import BoxFrame, Unit
from frcnn_desktop.formats.glance import Glance
from frcnn_desktop.formats.output import Output
from frcnn_desktop.formats.values import LabelledSet

Progress = Callable[[int, int], None]
"""Called with the images done and the images to do."""

FLAGS = ("difficult", "truncated", "occluded", "pose")
"""What an object has besides its class and box."""


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """How a data set is read.

    `images` is where its images are, when they are not where the format puts them. `classes` name the class
    indices of a set without a list. With `unlabelled` an image without an annotation is one without objects.
    """

    images: Path | None = None
    classes: tuple[str, ...] = ()
    unlabelled: bool = False
    progress: Progress | None = None
    token: CancelToken | None = None


@dataclass(frozen=True, slots=True)
class Format:
    """One annotation format.

    `name` is a word for programs, `title` its own name; `order` says where it stands among the others;
    `frame` is how it writes a box. `holds` are the FLAGS and "verified" where it can keep them. `flat`: its
    images are in one folder, their names ids. `single_split`: a set without splits still gets one, so called.
    `files` are patterns of the file that a set can be chosen by, beside its folder.

    `recognises(path, glance)` tells whether a file or folder is one; it raises nothing but OSError.
    `read(path, reading)` raises FrcnnError, or Cancelled. `write(data, output)` writes into an empty folder.
    """

    name: str
    title: str
    order: int
    frame: BoxFrame
    holds: frozenset[str]
    recognises: Callable[[Path, Glance], bool]
    read: Callable[[Path, Reading], LabelledSet]
    write: Callable[[LabelledSet, Output], None]
    flat: bool = False
    single_split: str = ""
    files: tuple[str, ...] = ()

    @property
    def box_message(self) -> Message:
        """The sentence about how it writes a box."""
        return self.frame.told(self.title)

    @property
    def whole_pixels(self) -> bool:
        """Whether its coordinates are integers."""
        return self.frame.unit is Unit.WHOLE_PIXELS
