"""An annotation made of what was found on an image."""

from __future__ import annotations

from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation
from frcnn_desktop.core.detections import Detections
from frcnn_desktop.core.images import LoadedImage


def annotation_of(image: LoadedImage, found: Detections) -> ImageAnnotation:
    """Return the annotation with one object for each detection, best first."""
    objects = tuple(
        ObjectAnnotation(name, (x1, y1, x2, y2))
        for name, (x1, y1, x2, y2) in zip(found.class_names, found.boxes.tolist(), strict=True)
    )
    return ImageAnnotation(
        image.width, image.height, objects, filename=image.path.name, folder=image.path.parent.name
    )
