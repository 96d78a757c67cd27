"""COCO: one JSON file per split, boxes as x, y, width and height from the upper left corner of the image."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.core.boxes import Box
from frcnn_desktop.core.errors import DatasetError
from frcnn_desktop.core.messages import Message
from frcnn_desktop.formats.box_frame import BoxFrame, Unit, Written
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
    read_json,
    relative_name,
    short_json,
    text,
)
from frcnn_desktop.formats.values import LabelledImage, LabelledSet
from frcnn_desktop.voc.reader import UNSPECIFIED_POSE

_PREFIX = "instances_"
_LOOKED_AT = 50
_ROBOFLOW = "_annotations.coco"
DEFAULT = "default"
"""What datumaro and CVAT call the part of a set without splits."""
_KEYS = (b'"images"', b'"annotations"', b'"categories"')
_USUAL = frozenset({"train", "val", "valid", "test", "validation"})


def recognises(path: Path, glance: Glance) -> bool:
    """Say whether a JSON file is COCO's, or a folder holds such files."""
    if not path.is_dir():
        return _is_coco(path)
    # A folder may hold any number of other JSON files, of which each would be read in part.
    likely = sorted(_files_in(path, glance), key=lambda each: not each.stem.startswith(_PREFIX))
    return any(_is_coco(each) for each in likely[:_LOOKED_AT])


def _is_coco(path: Path) -> bool:
    if path.suffix.lower() != ".json":
        return False
    text_ = head_and_tail(path)
    return sum(key in text_ for key in _KEYS) >= 2 and b'"shapes"' not in text_


def _files(path: Path) -> list[Path]:
    """Return the JSON files of a set; those of its boxes where a folder has captions and the like as well."""
    if not path.is_dir():
        return [path] if _is_coco(path) else []
    found = [each for each in _files_in(path, Glance()) if _is_coco(each)]
    return [each for each in found if each.stem.startswith(_PREFIX)] or found


def _files_in(folder: Path, glance: Glance) -> list[Path]:
    """Return the JSON files where those of a set can be."""
    roboflow = [each / f"{_ROBOFLOW}.json" for each in glance.folders(folder)]
    return [
        *glance.files(folder, ".json"),
        *glance.files(folder / "annotations", ".json"),
        *(each for each in roboflow if each.is_file()),
    ]


def read(path: Path, reading: Reading) -> LabelledSet:
    """Read a JSON file, or all splits of a folder. Raises DatasetError, Cancelled."""
    files = _files(path)
    if not files:
        raise DatasetError(Message("convert.not_this_format", name=path.name, format="COCO"))
    root = path if path.is_dir() else path.parent.parent if path.parent.name == "annotations" else path.parent
    gathering = Gathering(root, reading)
    classes: dict[str, None] = {}
    parts = []
    for file in files:
        gathering.step(0, 0)
        part = _Part(file, _split(file, len(files) > 1), read_json(file), gathering)
        classes |= dict.fromkeys(part.categories.values())
        parts.append(part)
    total, done = sum(len(part.images) for part in parts), 0
    for part in parts:
        done = part.gather(done, total)
    return gathering.finish(tuple(classes), True)


def _split(file: Path, several: bool) -> str:
    """Return the split that a file is of; "" where its name tells none and it is the only one."""
    if file.stem == _ROBOFLOW:
        return file.parent.name if several or file.parent.name in _USUAL else ""
    name = file.stem.removeprefix(_PREFIX)
    told = file.stem.startswith(_PREFIX) or name in _USUAL
    return "" if name == DEFAULT or not (several or told) else name


class _Part:
    """One file. `categories` maps ids to names in the file's order."""

    def __init__(self, file: Path, split: str, content: object, gathering: Gathering) -> None:
        if not isinstance(content, dict) or not isinstance(content.get("images"), list):
            raise DatasetError(Message("convert.not_this_format", name=file.name, format="COCO"))
        self.images: list[Any] = content["images"]
        self.categories: dict[object, str] = {}
        self._file, self._split, self._gathering = file, split, gathering
        for each in _dicts(content.get("categories")):
            if name := text(each.get("name")):
                self.categories[_id(each.get("id"))] = name
        self._entries: defaultdict[object, list[tuple[int, Any]]] = defaultdict(list)
        entries = content.get("annotations")
        for place, each in enumerate(entries if isinstance(entries, list) else [], start=1):
            owner = _id(each.get("image_id")) if isinstance(each, dict) else None
            self._entries[owner].append((place, each))
        self._places = _image_places(file, split, gathering)

    def gather(self, done: int, total: int) -> int:
        """Hand over every image with its objects. Returns the images done."""
        for image in self.images:
            self._gathering.step(done, total)
            self._gather_image(image if isinstance(image, dict) else {})
            done += 1
        self._gathering.step(done, total)
        for owner, entries in self._entries.items():
            what = remark("unknown-image", id=short_json(owner))
            for place, _ in entries:
                self._gathering.tell_of_object("", self._file.name, place, "", what)
        return done

    def _gather_image(self, image: Mapping[str, Any]) -> None:
        entries = self._entries.pop(_id(image.get("id")), ())
        told = text(image.get("file_name"))
        name = relative_name(told)
        path = self._find(name) if name is not None else None
        if name is None or ".." in name.split("/"):
            self._gathering.tell("bad-name", told or short_json(image.get("id")), self._file.name)
            return
        self._gathering.add(
            FoundImage(
                name,
                self._split,
                path,
                self._file.name,
                [self._object(place, each) for place, each in entries],
                (pixels(image.get("width")), pixels(image.get("height"))),
                image.get("verified") is True,
            )
        )

    def _find(self, name: str) -> Path | None:
        for root, folder in self._places:
            path = inside(root, folder, name)
            if path is not None and path.is_file():
                return path
        return None

    def _object(self, place: int, entry: Any) -> FoundObject:
        if not isinstance(entry, dict):
            return FoundObject(place, "", None, remarks=(remark("bad-entry"),))
        name = self.categories.get(_id(entry.get("category_id")), "")
        remarks = []
        if not name:
            remarks.append(remark("unknown-class", id=short_json(entry.get("category_id"))))
        box = _box(entry, remarks)
        told = entry.get("attributes")
        attributes = told if isinstance(told, dict) else {}
        crowd = entry.get("iscrowd") in (1, True)
        if crowd:
            remarks.append(remark("crowd"))
        if any(each for each in (numbers(entry.get("keypoints")) or ())):
            remarks.append(remark("keypoints"))
        if number(entry.get("score")) is not None:
            remarks.append(remark("score"))
        told_more = (key for key, value in attributes.items() if value not in (False, None, ""))
        if more := [key for key in told_more if key not in FLAGS]:
            remarks.append(remark("attributes", names=", ".join(more)[:200]))
        difficult = attributes.get("difficult", entry.get("ignore"))
        return FoundObject(
            place,
            name,
            box,
            crowd or _flag(difficult),
            _flag(attributes.get("truncated")),
            _flag(attributes.get("occluded")),
            text(attributes.get("pose")) or UNSPECIFIED_POSE,
            tuple(remarks),
        )


def _box(entry: Mapping[str, Any], remarks: list[Remark]) -> Box | None:
    """Return the box of an entry, that of its outline where it has no other."""
    outline = entry.get("segmentation")
    rings = [numbers(each) or () for each in outline] if isinstance(outline, list) else []
    points = [point for ring in rings for point in zip(ring[::2], ring[1::2], strict=False)]
    box = None
    if (told := numbers(entry.get("bbox"), 4)) is not None:
        x, y, width, height = told
        box = (x, y, x + width, y + height)
    elif points:
        xs, ys = zip(*points, strict=True)
        box = (min(xs), min(ys), max(xs), max(ys))
    if box is None:
        remarks.append(remark("no-box"))
    elif outline and set(points) != {(x, y) for x in box[::2] for y in box[1::2]}:
        remarks.append(remark("polygon"))
    return box


def _image_places(file: Path, split: str, gathering: Gathering) -> list[tuple[Path, Path]]:
    """Return where images may be, each with the folder that their names may not lead out of."""
    chosen, root = gathering.reading.images, gathering.root
    if chosen is not None:
        return [(chosen, chosen / split), (chosen, chosen)]
    split_folder = split or DEFAULT
    folders = (
        root / "images" / split_folder,
        root / split_folder,
        root / "images",
        file.parent / "images",
        file.parent,
        root,
    )
    return [(root, each) for each in dict.fromkeys(folders) if each.is_dir()]


def _dicts(value: object) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _id(value: object) -> object:
    return value if isinstance(value, int | str) and not isinstance(value, bool) else None


def _flag(value: object) -> bool:
    return value in (True, 1, "1", "true", "True")


def write(data: LabelledSet, output: Output) -> None:
    """Write annotations/instances_SPLIT.json and images/SPLIT."""
    images: dict[str, list[dict[str, Any]]] = {split: [] for split in data.splits}
    entries: dict[str, list[dict[str, Any]]] = {split: [] for split in data.splits}
    ids = {name: number for number, name in enumerate(data.classes, start=1)}
    for image in output.each(data.images):
        split = image.split or DEFAULT
        output.put_image(image, f"images/{split}/{image.name}")
        rows = images[image.split]
        rows.append(_image_entry(len(rows) + 1, image))
        for each in image.annotation.objects:
            found = entries[image.split]
            found.append(_object_entry(len(found) + 1, len(rows), ids[each.name], each))
    for split, rows in images.items():
        content = {
            "info": {"description": output.name},
            "licenses": [],
            "images": rows,
            "annotations": entries[split],
            "categories": [{"id": ids[name], "name": name, "supercategory": ""} for name in data.classes],
        }
        output.write(
            f"annotations/{_PREFIX}{split or DEFAULT}.json",
            json.dumps(content, ensure_ascii=False, separators=(",", ":")),
        )


def _image_entry(image_id: int, image: LabelledImage) -> dict[str, Any]:
    annotation = image.annotation
    entry = {"id": image_id, "file_name": image.name, "width": annotation.width, "height": annotation.height}
    return entry | ({"verified": True} if annotation.verified else {})


def _object_entry(entry_id: int, image_id: int, category_id: int, value: ObjectAnnotation) -> dict[str, Any]:
    x1, y1, x2, y2 = value.box
    attributes: dict[str, Any] = {
        "difficult": value.difficult,
        "truncated": value.truncated,
        "occluded": value.occluded,
    }
    if value.pose != UNSPECIFIED_POSE:
        attributes["pose"] = value.pose
    return {
        "id": entry_id,
        "image_id": image_id,
        "category_id": category_id,
        "bbox": [_short(each) for each in (x1, y1, x2 - x1, y2 - y1)],
        "area": _short((x2 - x1) * (y2 - y1)),
        "iscrowd": 0,
        "ignore": int(value.difficult),
        "segmentation": [],
        "attributes": attributes,
    }


def _short(value: float) -> float:
    """Return whole numbers as such: half the size, and what people expect to see."""
    return int(value) if value == int(value) else value


FORMAT = Format(
    name="coco",
    title="COCO",
    order=20,
    frame=BoxFrame(Written.SIZE, Unit.PIXELS),
    holds=frozenset({*FLAGS, "verified"}),
    recognises=recognises,
    read=read,
    write=write,
    single_split=DEFAULT,
    files=("*.json",),
)
