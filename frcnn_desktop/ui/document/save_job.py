"""One save of the open annotation: what is written where, taken down before the edits go on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from frcnn_desktop import voc
from frcnn_desktop.core.annotation import ImageAnnotation
from frcnn_desktop.core.errors import AnnotationChangedError, AnnotationWriteError
from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.core.messages import Message


@dataclass(frozen=True, slots=True)
class SaveRefused:
    """Nothing was written. `conflict`: because the file is no longer what was read or last saved here."""

    message: Message
    conflict: bool


@dataclass(frozen=True, slots=True, eq=False)
class SaveJob:
    """`known` is what the file should hold until now, b"" for no file; None overwrites whatever is there."""

    image: LoadedImage
    annotation: ImageAnnotation
    path: Path
    known: bytes | None

    def write(self) -> bytes | SaveRefused:
        """Write the file and return its bytes. Touches nothing but the disk: any thread may call it.

        Encoding depends on the annotation and on the bytes that it was first read from alone: what is saved
        again gives the same bytes, and undo past a save brings back even elements nobody knows.
        """
        try:
            return voc.write_annotation(self.annotation, self.path, self.known)
        except AnnotationWriteError as error:
            return SaveRefused(error.message, isinstance(error, AnnotationChangedError))
