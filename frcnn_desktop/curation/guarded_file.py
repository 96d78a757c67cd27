"""Writing a file that others may have written meanwhile."""

from __future__ import annotations

from pathlib import Path

from frcnn_desktop.core.atomic_file import write_atomically
from frcnn_desktop.core.errors import AnnotationChangedError
from frcnn_desktop.core.messages import Message
from frcnn_desktop.core.regular_file import read_regular

MAX_BYTES = 16 * 2**20


def content_of(path: Path) -> bytes | None:
    """Return what is in a file, None where there is none. Raises OSError."""
    try:
        return read_regular(path, MAX_BYTES)
    except FileNotFoundError:
        return None


def replace_known(path: Path, known: bytes | None, data: bytes | None) -> None:
    """Put `data` in the place of `known`; None is no file.

    Raises AnnotationChangedError when something else is there, and OSError; the file is then as it was.
    """
    if content_of(path) != known:
        raise AnnotationChangedError(Message("annotation.changed_elsewhere", name=path.name))
    if data is None:
        path.unlink()
    else:
        write_atomically(path, data)
