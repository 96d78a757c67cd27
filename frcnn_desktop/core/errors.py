"""Errors a person can act on. Each carries a message that says what happened and what to do."""

import errno
import os
import socket

from frcnn_desktop.core.messages import Message, verbatim

_REFUSALS = {
    errno.ENOENT: "system.not_there",
    errno.EACCES: "system.permission_denied",
    errno.EPERM: "system.not_permitted",
    errno.ENOSPC: "system.disk_full",
    errno.EDQUOT: "system.quota_exceeded",
    errno.EROFS: "system.read_only",
    errno.EIO: "system.input_output",
    errno.ENAMETOOLONG: "system.name_too_long",
    errno.EEXIST: "system.exists",
    errno.EISDIR: "system.is_a_directory",
    errno.ENOTDIR: "system.not_a_directory",
    errno.EBUSY: "system.busy",
    errno.EFBIG: "system.file_too_large",
    errno.EMFILE: "system.too_many_files",
    errno.ENOMEM: "system.no_memory",
    errno.ESTALE: "system.stale",
    errno.ETIMEDOUT: "system.timed_out",
    errno.ECONNREFUSED: "system.connection_refused",
    errno.ECONNRESET: "system.connection_reset",
    errno.ENETUNREACH: "system.network_unreachable",
    errno.EHOSTUNREACH: "system.host_unreachable",
}
"""What systems refuse with. By number: the text differs from system to system, and by its language."""


class FrcnnError(Exception):
    """Base of every error of this program that is meant for the user. `str(error)` is English."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


class InputError(FrcnnError, ValueError):
    """A function of the public API was given what it cannot use."""


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


class FeaturesLostError(DeviceError):
    """The device that held an image's features has stopped working; the image has to be encoded again."""


class ResourceError(FrcnnError):
    """A file that belongs to the installation is missing."""


class MissingPackageError(FrcnnError):
    """A package is not installed that only some commands need."""


class Cancelled(Exception):  # noqa: N818 - it reports a wish, not a mistake
    """Work stopped because its token was set. Never shown as an error."""


def reason_of(error: BaseException) -> Message:
    """Return what went wrong, without the number and the path that Python puts around it."""
    if isinstance(error, FrcnnError):
        return error.message
    if isinstance(error, socket.gaierror):
        return Message("system.unknown_host")
    if isinstance(error, OSError) and error.errno in _REFUSALS:
        return Message(_REFUSALS[error.errno])
    return verbatim(getattr(error, "strerror", None) or str(error) or type(error).__name__)


def os_error_message(error: OSError) -> Message:
    """Return what the system refused, and for which file."""
    reason = reason_of(error)
    if isinstance(error.filename, str | bytes):
        return Message("system.refused_file", reason=reason, path=os.fsdecode(error.filename))
    return Message("system.refused", reason=reason)
