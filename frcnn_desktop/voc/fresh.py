"""A new annotation document, as VOC and labelImg lay it out: every field that strict readers need."""

from __future__ import annotations

from frcnn_desktop.core.annotation import ImageAnnotation
from frcnn_desktop.core.errors import AnnotationWriteError
from frcnn_desktop.core.messages import Message
from frcnn_desktop.voc.markup import (
    Layout,
    block_markup,
    leaf_markup,
    object_markup,
    size_markup,
    source_markup,
    written_name,
)


def fresh_document(annotation: ImageAnnotation) -> bytes:
    """Return the UTF-8 bytes of a complete document.

    Raises ValueError when the image size is unknown or an object cannot be written.
    """
    layout = Layout()
    children = root_children(annotation, (annotation.width, annotation.height), layout)
    document = block_markup("annotation", children, layout.child, layout.child_close) + "\n"
    if annotation.verified:
        document = document.replace("<annotation>", '<annotation verified="yes">', 1)
    return document.encode("utf-8")


def root_children(
    annotation: ImageAnnotation, size: tuple[int, int], layout: Layout, prefix: str = ""
) -> list[str]:
    """Return the markup of everything that stands in the root of a complete document."""
    if min(size) <= 0:
        raise AnnotationWriteError(Message("annotation.size_unknown"))
    return [
        leaf_markup(prefix + "folder", written_name(annotation.folder)),
        leaf_markup(prefix + "filename", written_name(annotation.filename)),
        source_markup(layout, prefix),
        size_markup((*size, annotation.depth), layout, prefix),
        leaf_markup(prefix + "segmented", "0"),
        *([leaf_markup(prefix + "comment", annotation.comment)] if annotation.comment else []),
        *(object_markup(each, size, layout, prefix) for each in annotation.objects),
    ]
