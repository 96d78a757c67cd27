"""What callers of the public API pass, checked at the door: taken rightly or refused, never guessed at."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray
from PIL import Image

from frcnn_desktop.core.boxes import BoxArray, as_box_array, clip_boxes
from frcnn_desktop.core.errors import InputError, reason_of
from frcnn_desktop.core.messages import Message
from frcnn_desktop.core.pixels import to_rgb
from frcnn_desktop.core.upright import upright_pixels

ImageLike: TypeAlias = "NDArray[np.uint8] | Image.Image"


def rgb_pixels(image: ImageLike) -> NDArray[np.uint8]:
    """Return the pixels of an image as H x W x 3 uint8, contiguous.

    Taken are uint8 arrays of H x W x 3; H x W and H x W x 1, which are grey; H x W x 4, which are RGB and
    opacity, over white; and images of Pillow, upright. Raises InputError for everything else: of numbers in
    another range nobody can tell what is white.
    """
    if isinstance(image, Image.Image):
        try:
            return upright_pixels(image)
        except Exception as error:  # a file that is read only now, and may hold anything
            raise InputError(Message("api.image_unreadable", reason=reason_of(error))) from error
    if not isinstance(image, np.ndarray):
        raise InputError(Message("api.image_no_array", kind=type(image).__name__))
    if image.dtype != np.uint8:
        raise InputError(Message("api.image_type", kind=str(image.dtype)))
    if image.ndim not in (2, 3) or (image.ndim == 3 and image.shape[2] not in (1, 3, 4)):
        raise InputError(Message("api.image_shape", shape=str(image.shape)))
    if image.size == 0:
        raise InputError(Message("api.image_empty", shape=str(image.shape)))
    if image.ndim == 2 or image.shape[2] == 1:
        image = np.repeat(image.reshape(*image.shape[:2], 1), 3, axis=2)
    elif image.shape[2] == 4:
        image = np.asarray(to_rgb(Image.fromarray(np.ascontiguousarray(image))))
    return np.ascontiguousarray(image)


def boxes_in_image(boxes: ArrayLike, width: int, height: int) -> BoxArray:
    """Return N x 4 float32 boxes, cut to the image; one box of four numbers is taken for 1 x 4.

    Raises InputError for what is no such list of numbers, and for boxes that are not finite, the wrong way
    round, without area or wholly outside the image.
    """
    array = _numbers(boxes)
    _refuse(~np.isfinite(array).all(axis=1), "api.box_not_finite", array)
    _refuse((array[:, 2:] < array[:, :2]).any(axis=1), "api.box_inverted", array)
    cut = clip_boxes(array, width, height)
    _refuse((array[:, 2:] == array[:, :2]).any(axis=1), "api.box_flat", array)
    _refuse((cut[:, 2:] <= cut[:, :2]).any(axis=1), "api.box_outside", array)
    return cut


def share(value: float, name: str) -> float:
    """Return a threshold that is a number from 0 to 1. Raises InputError for everything else."""
    # NaN compares as False.
    if isinstance(value, (int, float, np.integer, np.floating)) and 0 <= value <= 1:
        return float(value)
    raise InputError(Message("api.share", name=name, value=str(value)))


def _numbers(boxes: ArrayLike) -> BoxArray:
    try:
        array = np.asarray(boxes)
    except (ValueError, TypeError) as error:
        raise InputError(Message("api.boxes_shape", shape=type(boxes).__name__)) from error
    if array.size == 0 and array.shape in ((0,), (0, 4)):
        return as_box_array([])
    if array.dtype.kind not in "iuf":
        raise InputError(Message("api.boxes_type", kind=str(array.dtype)))
    if array.shape != (4,) and (array.ndim != 2 or array.shape[1] != 4):
        raise InputError(Message("api.boxes_shape", shape=str(array.shape)))
    with np.errstate(over="ignore"):
        return as_box_array(array)


def _refuse(wrong: ArrayLike, message: str, boxes: BoxArray) -> None:
    rows = np.flatnonzero(wrong)
    if len(rows):
        row = int(rows[0])
        text = ", ".join(f"{value:g}" for value in boxes[row].tolist())
        raise InputError(Message(message, row=row, box=text))
