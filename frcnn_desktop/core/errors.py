"""Errors a person can act on. The message says what happened and what to do; it is shown as it is."""

import os


class FrcnnError(Exception):
    """Base of every error of this program whose text is meant for the user."""


class ImageLoadError(FrcnnError):
    """An image cannot be read, or is too large to be decoded."""


class AnnotationReadError(FrcnnError):
    """An annotation file is refused; it stays untouched."""


class AnnotationWriteError(FrcnnError):
    """An annotation cannot be saved; the edits are kept in memory."""


class AnnotationChangedError(AnnotationWriteError):
    """Somebody else has written the file since it was read; it stays as they left it."""


class CheckpointError(FrcnnError):
    """A model file is missing, damaged or not a checkpoint of this program."""


class DownloadError(FrcnnError):
    """A file cannot be fetched, or is not what was asked for; nothing of it is kept."""


class DatasetError(FrcnnError):
    """A data set lacks what the requested work needs."""


class DeviceError(FrcnnError):
    """A compute device is not there or has run out of memory."""


class ResourceError(FrcnnError):
    """A file that belongs to the installation is missing."""


class MissingPackageError(FrcnnError):
    """A package is not installed that only some commands need."""


class Cancelled(Exception):  # noqa: N818 - it reports a wish, not a mistake
    """Work stopped because its token was set. Never shown as an error."""


def reason_of(error: Exception) -> str:
    """Return what went wrong, without the number and the path that Python puts around it."""
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


def os_error_sentence(error: OSError) -> str:
    """Say what the system refused, and for which file."""
    reason = reason_of(error)
    place = f": {os.fsdecode(error.filename)}" if isinstance(error.filename, str | bytes) else ""
    return f"{reason}{place}."
