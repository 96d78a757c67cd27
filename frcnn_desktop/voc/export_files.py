"""One image and its annotation, made ready for a devkit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from types import MappingProxyType

from PIL import Image

from frcnn_desktop.core.annotation import ImageAnnotation, ObjectAnnotation, new_object_id
from frcnn_desktop.core.errors import DatasetError
from frcnn_desktop.core.images import LoadedImage, content_key, load_image
from frcnn_desktop.core.messages import Message
from frcnn_desktop.core.opened_image import opened_image
from frcnn_desktop.voc.box_repair import normalised
from frcnn_desktop.voc.files import read_annotation
from frcnn_desktop.voc.left_out import LeftOutObject, SortedObjects, sort_objects
from frcnn_desktop.voc.problems import check_against_image, is_unrotated

JPEG_QUALITY = 95
_JPEG_START = b"\xff\xd8\xff"
_WORTH_NOTING = frozenset({"zero-based", "size-differs"})
_PUT_RIGHT = MappingProxyType({"inverted-box": "export.turned_round", "outside-image": "export.cut_to_image"})
"""What is said of an object whose box changes by more than rounding, by the code of its problem."""


@dataclass(frozen=True, slots=True)
class ReadyImage:
    """What goes into the devkit for one image; `notes` are sentences on what was changed or dropped."""

    jpeg: bytes
    width: int
    height: int
    depth: int
    objects: tuple[ObjectAnnotation, ...]
    verified: bool
    notes: tuple[Message, ...]
    left_out: tuple[LeftOutObject, ...] = ()
    comment: str = ""

    def annotation(self, image_id: str, folder: str) -> ImageAnnotation:
        """Return the new annotation under the image's id in the devkit."""
        return ImageAnnotation(
            self.width, self.height, self.objects, self.verified, f"{image_id}.jpg", folder, self.depth,
            self.comment,
        )  # fmt: skip


def prepare(image_path: Path, annotation_path: Path, include_unverified: bool) -> ReadyImage:
    """Read one image and its annotation and normalise both.

    Raises a FrcnnError with the reason when the image cannot be exported.
    """
    read = read_annotation(annotation_path)
    if not (read.verified or include_unverified):
        raise DatasetError(Message("export.not_verified"))
    image = load_image(image_path)
    annotation = check_against_image(read, image.width, image.height)
    if is_unrotated(annotation):
        raise DatasetError(Message("export.unrotated"))
    jpeg, depth = _as_jpeg(image)
    found = sort_objects(annotation, turning=True)
    objects = tuple(_clean(each, image.width, image.height) for each in found.used)
    notes = [each.message for each in annotation.problems if each.code in _WORTH_NOTING]
    notes += [*_put_right(annotation, found), *(each.reason for each in found.left_out)]
    return ReadyImage(
        jpeg, image.width, image.height, depth, objects, annotation.verified, tuple(notes), found.left_out,
        annotation.comment,
    )  # fmt: skip


def _as_jpeg(image: LoadedImage) -> tuple[bytes, int]:
    """Return JPEG bytes of the upright pixels and their number of channels."""
    data = image.path.read_bytes()
    if content_key(data) != image.content_key:
        raise DatasetError(Message("export.image_changed"))
    if data.startswith(_JPEG_START) and image.orientation == 1:
        with opened_image(BytesIO(data), image.path) as stored:
            # Four inks, as printers want them, are read as something else by half of the readers.
            if stored.mode in ("L", "RGB"):
                return data, len(stored.getbands())
    buffer = BytesIO()
    Image.fromarray(image.rgb).save(buffer, "JPEG", quality=JPEG_QUALITY, subsampling=0)
    return buffer.getvalue(), 3


def _put_right(annotation: ImageAnnotation, found: SortedObjects) -> list[Message]:
    used = {each.id for each in found.used}
    return [
        Message(_PUT_RIGHT[each.code], problem=each.message)
        for each in annotation.problems
        if each.code in _PUT_RIGHT and each.object_id in used
    ]


def _clean(value: ObjectAnnotation, width: int, height: int) -> ObjectAnnotation:
    """Return an object of its own, its box as every reader takes it."""
    return replace(value, box=normalised(value.box, width, height), id=new_object_id())
