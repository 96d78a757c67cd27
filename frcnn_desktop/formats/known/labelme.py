"""labelme: a JSON file per image with shapes, of which rectangles are boxes. X-AnyLabeling's are such."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from itertools import chain, islice
from pathlib import Path
from typing import Any

from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.core.boxes import Box
from frcnn_desktop.core.errors import DatasetError
from frcnn_desktop.core.image_kinds import is_companion
from frcnn_desktop.core.messages import Message
from frcnn_desktop.formats.box_frame import BoxFrame, Unit, Written
from frcnn_desktop.formats.class_lists import CLASS_LIST, class_list_text, find_class_list
from frcnn_desktop.formats.format import FLAGS, Format, Reading
from frcnn_desktop.formats.gathering import FoundImage, FoundObject, Gathering, Remark, remark
from frcnn_desktop.formats.glance import Glance
from frcnn_desktop.formats.output import Output
from frcnn_desktop.formats.untrusted import (
    head_and_tail,
    inside,
    number,
    numbers,
    pixels,
    plain_name,
    read_json,
    relative_name,
    short_json,
    text,
)
from frcnn_desktop.formats.values import LabelledImage, LabelledSet
from frcnn_desktop.voc.locations import list_images, natural_key
from frcnn_desktop.voc.reader import UNSPECIFIED_POSE

_MAX_FILE = 256 * 2**20
"""Bytes. A file may hold its whole image as text."""
_LOOKED_AT = 50
_VERSION = "5.5.0"
"""Of the fields written; every later labelme reads them."""
_SPLITS = frozenset({"train", "val", "valid", "test"})
_AROUND = frozenset({"polygon", "rotation", "mask", "oriented_rectangle"})


def recognises(path: Path, glance: Glance) -> bool:
    """Say whether a JSON file is labelme's, or a folder or one of its subfolders holds such."""
    if not path.is_dir():
        return _is_labelme(path)
    inside = (each for folder in glance.folders(path) for each in glance.files(folder, ".json"))
    # So many tell what a folder is for: it may hold any number of other JSON files.
    levels = islice(glance.files(path, ".json"), _LOOKED_AT), islice(inside, _LOOKED_AT)
    return any(_is_labelme(each) for each in chain(*levels))


def _is_labelme(path: Path) -> bool:
    if path.suffix.lower() != ".json" or is_companion(path.name):
        return False
    text_ = head_and_tail(path)
    return b'"shapes"' in text_ and b'"imagePath"' in text_


def read(path: Path, reading: Reading) -> LabelledSet:
    """Read a file, or all of a folder and its subfolders. Raises DatasetError, Cancelled."""
    root = path if path.is_dir() else path.parent
    found = sorted(path.rglob("*.json"), key=lambda each: natural_key(str(each))) if path.is_dir() else [path]
    files = [each for each in found if _is_labelme(each)]
    if not files:
        raise DatasetError(Message("convert.not_this_format", name=path.name, format="labelme"))
    gathering = Gathering(root, reading)
    if len(files) < len(found):
        gathering.notes.append(Message("convert.other_json", count=len(found) - len(files)))
    names: dict[str, None] = {}
    used: set[Path] = set()
    for done, file in enumerate(files):
        gathering.step(done, len(files))
        try:
            image = _image(file, root, reading.images)
        except DatasetError as error:
            gathering.tell("unreadable", file.stem, file.name, error.message)
            continue
        if image is None:
            gathering.tell("bad-name", file.stem, file.name)
            continue
        gathering.add(image)
        used.update([image.path] if image.path else [])
        names |= dict.fromkeys(each.name for each in image.objects)
    gathering.step(len(files), len(files))
    if path.is_dir():
        _tell_unannotated(root, used, gathering)
    listed = find_class_list((root,))
    return gathering.finish(listed or sorted(names, key=natural_key), listed is not None)


def _tell_unannotated(root: Path, used: set[Path], gathering: Gathering) -> None:
    for each in list_images(root, recursive=True):
        if each in used:
            continue
        name, split = _name_and_split(each, root)
        if gathering.reading.unlabelled:
            gathering.add(FoundImage(name, split, each, "", ()))
        else:
            gathering.tell("unannotated", name, "")


def _name_and_split(path: Path, root: Path) -> tuple[str, str]:
    name = plain_name(path, root)
    first, _, rest = name.partition("/")
    return (rest, first) if rest and first in _SPLITS else (name, "")


def _image(file: Path, root: Path, images: Path | None) -> FoundImage | None:
    """Return the image that a file tells of; None where it names none. Raises DatasetError."""
    content = read_json(file, _MAX_FILE)
    if not isinstance(content, dict) or not isinstance(content.get("shapes"), list):
        raise DatasetError(Message("convert.not_this_format", name=file.name, format="labelme"))
    told = relative_name(text(content.get("imagePath")))
    if told is None:
        return None
    beside = images or file.parent
    names = (told, Path(told).name) if images else (told,)
    places = (inside(images or root, beside, each) for each in names)
    path = next((each for each in places if each is not None and each.is_file()), None)
    name, split = _name_and_split(path if path and not images else file.with_name(Path(told).name), root)
    flags = content.get("flags")
    return FoundImage(
        name,
        split,
        path,
        file.name,
        [_object(place, each) for place, each in enumerate(content["shapes"], start=1)],
        (pixels(content.get("imageWidth")), pixels(content.get("imageHeight"))),
        isinstance(flags, dict) and flags.get("verified") is True,
    )


def _object(place: int, shape: Any) -> FoundObject:
    if not isinstance(shape, dict):
        return FoundObject(place, "", None, remarks=(remark("bad-entry"),))
    remarks: list[Remark] = []
    box = _box(shape, remarks)
    told = shape.get("flags")
    flags: dict[str, Any] = told if isinstance(told, dict) else {}
    told = shape.get("attributes")
    attributes: dict[str, Any] = told if isinstance(told, dict) else {}
    more = [key for key, value in (*flags.items(), *attributes.items()) if key not in FLAGS and value]
    more += [key for key in ("description", "group_id") if shape.get(key) not in (None, "")]
    if more:
        remarks.append(remark("attributes", names=", ".join(more)[:200]))
    if number(shape.get("score")) is not None:
        remarks.append(remark("score"))
    return FoundObject(
        place,
        text(shape.get("label")),
        box,
        flags.get("difficult") is True or shape.get("difficult") is True,
        flags.get("truncated") is True,
        flags.get("occluded") is True,
        text(attributes.get("pose")) or UNSPECIFIED_POSE,
        tuple(remarks),
    )


def _box(shape: Mapping[str, Any], remarks: list[Remark]) -> Box | None:
    told = shape.get("points")
    found = [numbers(each, 2) for each in told] if isinstance(told, list) else []
    points = [each for each in found if each is not None]
    kind = shape.get("shape_type", "polygon")
    if not points or len(points) < len(found):
        remarks.append(remark("no-box"))
        return None
    if kind == "circle" and len(points) == 2:
        remarks.append(remark("polygon"))
        (x, y), radius = points[0], math.dist(*points)
        return (x - radius, y - radius, x + radius, y + radius)
    if kind in _AROUND:
        remarks.append(remark("rotated" if kind in ("rotation", "oriented_rectangle") else "polygon"))
    elif kind != "rectangle" or len(points) not in (2, 4):
        remarks.append(remark("not-a-box", kind=short_json(kind)))
        return None
    xs, ys = zip(*points, strict=True)
    return (min(xs), min(ys), max(xs), max(ys))


def write(data: LabelledSet, output: Output) -> None:
    """Write each image with its JSON file beside it, in a folder per split, and classes.txt."""
    for image in output.each(data.images):
        place = f"{image.split}/{image.name}" if image.split else image.name
        output.put_image(image, place)
        content = json.dumps(_content(image), ensure_ascii=False, indent=2)
        output.write(Path(place).with_suffix(".json").as_posix(), content)
    output.write(CLASS_LIST, class_list_text(data.classes))


def _content(image: LabelledImage) -> dict[str, Any]:
    annotation = image.annotation
    return {
        "version": _VERSION,
        "flags": {"verified": True} if annotation.verified else {},
        "shapes": [_shape(each) for each in annotation.objects],
        "imagePath": Path(image.name).name,
        "imageData": None,
        "imageHeight": annotation.height,
        "imageWidth": annotation.width,
    }


def _shape(value: ObjectAnnotation) -> dict[str, Any]:
    x1, y1, x2, y2 = value.box
    flags = {"difficult": value.difficult, "truncated": value.truncated, "occluded": value.occluded}
    shape = {
        "label": value.name,
        "points": [[x1, y1], [x2, y2]],
        "group_id": None,
        "description": "",
        "shape_type": "rectangle",
        "flags": {key: True for key, flag in flags.items() if flag},
        "mask": None,
    }
    # labelme keeps fields that it does not know, and X-AnyLabeling knows this one.
    return shape | ({"attributes": {"pose": value.pose}} if value.pose != UNSPECIFIED_POSE else {})


FORMAT = Format(
    name="labelme",
    title="labelme",
    order=40,
    frame=BoxFrame(Written.CORNERS, Unit.PIXELS),
    holds=frozenset({*FLAGS, "verified"}),
    recognises=recognises,
    read=read,
    write=write,
    files=("*.json",),
)
