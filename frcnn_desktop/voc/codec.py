"""Annotation values to VOC XML bytes and back, losslessly."""

from __future__ import annotations

from dataclasses import replace

from frcnn_desktop.core.annotation import ImageAnnotation
from frcnn_desktop.core.errors import AnnotationReadError, AnnotationWriteError, reason_of
from frcnn_desktop.core.messages import Message
from frcnn_desktop.voc.fresh import fresh_document
from frcnn_desktop.voc.patch import patched_document
from frcnn_desktop.voc.problems import list_problems
from frcnn_desktop.voc.reader import read_values
from frcnn_desktop.voc.source import source_of

MAX_BYTES = 16 * 1024 * 1024


def decode_annotation(data: bytes, name: str = "") -> ImageAnnotation:
    """Decode the bytes of a VOC XML file.

    Boxes come back half-open; numbers are not corrected: an inverted box in the file is inverted here, and
    listed in `problems`. Objects without a usable box are not among `objects` but stay in the file. `name`
    is used in messages. Raises AnnotationReadError when the bytes are not well-formed XML, not an
    `annotation`, in an unreadable encoding, or declare entities.
    """
    if len(data) > MAX_BYTES:
        raise too_large(name)
    try:
        annotation = read_values(data)
    except AnnotationReadError as error:
        raise AnnotationReadError(_not_read(name, error.message)) from error
    return replace(annotation, problems=list_problems(annotation))


def too_large(name: str) -> AnnotationReadError:
    """Return the error for a file of more than `MAX_BYTES`."""
    return AnnotationReadError(_not_read(name, Message("annotation.too_large", limit=MAX_BYTES // 2**20)))


def encode_annotation(annotation: ImageAnnotation) -> bytes:
    """Encode an annotation as VOC XML.

    One that was read from a file gives that file's bytes with only what changed replaced; a new one gives a
    complete document with every field that strict readers need. Boxes written are integers inside the image.
    Raises AnnotationWriteError when something cannot be written, e.g. an object without a class name.
    """
    try:
        if (source := source_of(annotation)) is not None:
            return patched_document(annotation, source)
        return fresh_document(annotation)
    except (AnnotationWriteError, ValueError) as error:
        raise AnnotationWriteError(Message("annotation.not_saved", reason=reason_of(error))) from error


def _not_read(name: str, reason: Message) -> Message:
    if not name:
        return Message("annotation.unnamed_not_read", reason=reason)
    return Message("annotation.not_read", name=name, reason=reason)
