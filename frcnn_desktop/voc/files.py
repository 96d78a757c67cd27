"""Reading and writing annotation files: a save replaces the whole file or nothing."""

from __future__ import annotations

import contextlib
import errno
import os
from dataclasses import replace
from pathlib import Path

from frcnn_desktop.core.annotation import ImageAnnotation
from frcnn_desktop.core.atomic_file import write_atomically
from frcnn_desktop.core.errors import (
    AnnotationChangedError,
    AnnotationReadError,
    AnnotationWriteError,
    reason_of,
)
from frcnn_desktop.core.image_kinds import IMAGE_SUFFIXES
from frcnn_desktop.core.messages import Message
from frcnn_desktop.core.regular_file import IrregularFileError, LargeFileError, read_regular
from frcnn_desktop.voc.codec import MAX_BYTES, decode_annotation, encode_annotation, too_large
from frcnn_desktop.voc.source import source_of

_REASONS = {
    errno.ENOSPC: "save.disk_full",
    errno.EDQUOT: "save.quota",
    errno.EROFS: "save.read_only",
    errno.EACCES: "save.not_permitted",
    errno.EPERM: "save.not_permitted",
    errno.ENOENT: "save.folder_gone",
    errno.ENAMETOOLONG: "save.name_too_long",
}


def read_annotation(path: Path | str) -> ImageAnnotation:
    """Read a VOC XML file.

    Boxes are half-open, in pixels; what is odd about the file is listed in `problems`. Raises
    AnnotationReadError when the file cannot be opened or is refused (see `decode_annotation`); nothing is
    changed on disk in any case.
    """
    path = Path(path)
    try:
        data = read_regular(path, MAX_BYTES)
    except LargeFileError as error:
        raise too_large(path.name) from error
    except IrregularFileError as error:
        raise AnnotationReadError(Message("annotation.not_a_file", name=path.name)) from error
    except OSError as error:
        raise AnnotationReadError(
            Message("file.not_opened", name=path.name, reason=reason_of(error))
        ) from error
    return decode_annotation(data, path.name)


def write_annotation(annotation: ImageAnnotation, path: Path | str, known: bytes | None = None) -> bytes:
    """Write an annotation as VOC XML, losslessly (see `encode_annotation`) and atomically.

    A temporary file in the same folder is flushed to the disk and then takes the file's place and its
    permissions. A file that already holds the same bytes is not touched. In a new or fixed annotation
    an empty `folder` and `filename` are filled in from `path`. Returns the bytes that are on disk now.

    `known` is what the caller believes to be there, b"" for no file: AnnotationChangedError is raised when
    it is something else. None overwrites whatever is there. Raises AnnotationWriteError with the reason and
    what to do; the old file is then still there, unharmed.
    """
    if not isinstance(annotation, ImageAnnotation):
        raise AnnotationWriteError(Message("api.no_annotation", kind=type(annotation).__name__))
    path = Path(path)
    data = encode_annotation(_with_names(annotation, path))
    try:
        _replace_file(Path(os.path.realpath(path)), data, known)
    except OSError as error:
        advice = _REASONS.get(error.errno or 0)
        reason = Message(advice) if advice else reason_of(error)
        raise AnnotationWriteError(Message("file.not_saved", name=path.name, reason=reason)) from error
    return data


def _with_names(annotation: ImageAnnotation, path: Path) -> ImageAnnotation:
    source = source_of(annotation)
    complete = bool(annotation.folder and annotation.filename)
    if complete or (source is not None and not source.fixed_head):
        return annotation
    folder = annotation.folder or Path(os.path.abspath(path)).parent.name
    return replace(annotation, folder=folder, filename=annotation.filename or _image_name(path))


def _image_name(path: Path) -> str:
    """Return the name of the image beside the XML file; the usual one when there is none."""
    full = [path.stem] if Path(path.stem).suffix.lower() in IMAGE_SUFFIXES else []
    names = [*full, *(path.stem + suffix for suffix in (".jpg", *sorted(IMAGE_SUFFIXES)))]
    return next((name for name in names if path.with_name(name).exists()), names[0])


def _replace_file(path: Path, data: bytes, known: bytes | None) -> None:
    with contextlib.suppress(FileNotFoundError):
        present = _content(path)
        if present == data:
            return
        if known is not None and present != known:
            raise AnnotationChangedError(Message("annotation.changed_elsewhere", name=path.name))
        if not os.access(path, os.W_OK):
            raise AnnotationWriteError(Message("annotation.write_protected", name=path.name))
    write_atomically(path, data)


def _content(path: Path) -> bytes | None:
    """Return what is written over; None for a file too large to be an annotation."""
    try:
        return read_regular(path, MAX_BYTES)
    except LargeFileError:
        return None
    except IrregularFileError as error:
        raise AnnotationWriteError(Message("annotation.target_not_a_file", name=path.name)) from error
