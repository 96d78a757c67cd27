"""Reading and writing annotation files: a save replaces the whole file or nothing."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
from dataclasses import replace
from pathlib import Path

from frcnn_desktop.core.annotation import ImageAnnotation
from frcnn_desktop.core.errors import (
    AnnotationChangedError,
    AnnotationReadError,
    AnnotationWriteError,
    reason_of,
)
from frcnn_desktop.core.image_kinds import IMAGE_SUFFIXES
from frcnn_desktop.core.messages import Message
from frcnn_desktop.voc.codec import MAX_BYTES, decode_annotation, encode_annotation
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
        if not stat.S_ISREG(path.stat().st_mode):
            # Opening a pipe would wait for somebody to write to it.
            raise AnnotationReadError(Message("annotation.not_a_file", name=path.name))
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
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
    if Path(path.stem).suffix.lower() in IMAGE_SUFFIXES:
        return path.stem
    names = (path.stem + suffix for suffix in (".jpg", *sorted(IMAGE_SUFFIXES)))
    return next((name for name in names if path.with_name(name).exists()), f"{path.stem}.jpg")


def _replace_file(path: Path, data: bytes, known: bytes | None) -> None:
    mode = None
    with contextlib.suppress(FileNotFoundError):
        mode = stat.S_IMODE(path.stat().st_mode)
        present = path.read_bytes()
        if present == data:
            return
        if known is not None and present != known:
            raise AnnotationChangedError(Message("annotation.changed_elsewhere", name=path.name))
        if not os.access(path, os.W_OK):
            raise AnnotationWriteError(Message("annotation.write_protected", name=path.name))
    # Made by hand and not by `tempfile`, whose files are private whatever the umask says. A name of its own:
    # one with the file's name in it can be too long where the file's is not.
    temporary = path.with_name(f".frcnn-desktop-{secrets.token_hex(8)}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            with contextlib.suppress(OSError):
                # Some network drives know no permissions; that is no reason to lose the edits.
                temporary.chmod(mode)
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    _flush_folder(path.parent)


def _flush_folder(folder: Path) -> None:
    """Make the renaming itself survive a power cut, where folders can be opened."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
