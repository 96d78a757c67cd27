"""YOLO detection: a text file per image, boxes as centre and size in parts of the image's sides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from frcnn_desktop.core.boxes import Box
from frcnn_desktop.core.errors import DatasetError
from frcnn_desktop.core.messages import Message
from frcnn_desktop.formats.box_frame import BoxFrame, Unit, Written
from frcnn_desktop.formats.class_lists import CLASS_LIST, class_list_text
from frcnn_desktop.formats.format import Format, Reading
from frcnn_desktop.formats.gathering import FoundImage, FoundObject, Gathering, Remark, remark
from frcnn_desktop.formats.output import Output
from frcnn_desktop.formats.plain_yaml import yaml_text
from frcnn_desktop.formats.untrusted import plain_name, read_text
from frcnn_desktop.formats.values import LabelledSet
from frcnn_desktop.formats.yolo_layout import YoloLayout, is_yolo, open_layout

TRAIN, VAL = "train", "val"
_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,3})?")
_MOST_VALUES = 20_000


def read(path: Path, reading: Reading) -> LabelledSet:
    """Read what a data.yaml tells of, or a folder with class list and text files.

    Raises DatasetError, Cancelled. Without any list of class names they have to be given.
    """
    layout = open_layout(path, reading.images)
    gathering = Gathering(layout.root, reading, list(layout.notes))
    names = layout.classes or reading.classes
    if not names:
        raise DatasetError(Message("convert.no_class_names", name=path.name))
    decoder = _Decoder(names, layout.keypoints)
    total = sum(len(images) for images in layout.images.values())
    done = 0
    for split, images in layout.images.items():
        for image in images:
            gathering.step(done, total)
            done += 1
            _gather_image(image, split, layout, decoder, gathering)
    gathering.step(done, total)
    return gathering.finish(names, True)


def _gather_image(
    image: Path, split: str, layout: YoloLayout, decoder: _Decoder, gathering: Gathering
) -> None:
    name = plain_name(image, layout.folder_of(image))
    file = layout.label_of(image)
    if not image.is_file():
        gathering.tell("size-unknown", name, file.name)
        return
    if not file.is_file():
        if gathering.reading.unlabelled:
            gathering.add(FoundImage(name, split, image, "", ()))
        else:
            gathering.tell("unannotated", name, file.name)
        return
    try:
        objects = list(decoder.objects(read_text(file)))
    except DatasetError as error:
        gathering.tell("unreadable", name, file.name, error.message)
        return
    gathering.add(FoundImage(name, split, image, file.name, objects, shares=True))


@dataclass(frozen=True, slots=True)
class _Decoder:
    """Reads label files. `keypoints`: what follows a box are points, not an outline."""

    names: tuple[str, ...]
    keypoints: bool

    def objects(self, content: str) -> Iterator[FoundObject]:
        for number, line in enumerate(content.splitlines(), start=1):
            if line.strip():
                yield self._object(number, line)

    def _object(self, number: int, line: str) -> FoundObject:
        words = line.split(maxsplit=_MOST_VALUES)
        if len(words) < 5 or not all(_NUMBER.fullmatch(each) for each in words):
            return FoundObject(number, "", None, remarks=(remark("bad-entry"),))
        kind, *values = map(float, words)
        index = int(kind) if 0 <= kind < len(self.names) and kind == int(kind) else None
        remarks: list[Remark] = []
        if index is None:
            remarks.append(remark("unknown-class", id=words[0][:60]))
        box = self._box(values, remarks)
        return FoundObject(
            number, self.names[index] if index is not None else "", box, remarks=tuple(remarks)
        )

    def _box(self, values: list[float], remarks: list[Remark]) -> Box | None:
        """Return the box in parts of the image, of an outline the one around it."""
        if self.keypoints or len(values) in (4, 5):
            if len(values) > 4:
                remarks.append(remark("keypoints" if self.keypoints else "score"))
            x, y, width, height = values[:4]
            return (x - width / 2, y - height / 2, x + width / 2, y + height / 2)
        if len(values) % 2:
            remarks.append(remark("bad-entry"))
            return None
        remarks.append(remark("polygon"))
        xs, ys = values[::2], values[1::2]
        return (min(xs), min(ys), max(xs), max(ys))


def write(data: LabelledSet, output: Output) -> None:
    """Write images/SPLIT, labels/SPLIT, data.yaml and classes.txt."""
    indices = {name: number for number, name in enumerate(data.classes)}
    for image in output.each(data.images):
        output.put_image(image, f"images/{image.split}/{image.name}")
        width, height = image.annotation.width, image.annotation.height
        lines = [
            f"{indices[each.name]} {_shares(each.box, width, height)}\n" for each in image.annotation.objects
        ]
        file = Path("labels", image.split, image.name).with_suffix(".txt")
        output.write(file.as_posix(), "".join(lines))
    splits = {_usual(split): f"images/{split}" for split in data.splits}
    # Without both of them ultralytics reads nothing.
    first = next(iter(splits.values()))
    places = {TRAIN: splits.get(TRAIN, first), VAL: splits.get(VAL, splits.get(TRAIN, first))}
    output.write("data.yaml", yaml_text({**places, **splits, "names": data.classes}))
    output.write(CLASS_LIST, class_list_text(data.classes))


def _shares(box: Box, width: int, height: int) -> str:
    x1, y1, x2, y2 = box
    values = ((x1 + x2) / 2 / width, (y1 + y2) / 2 / height, (x2 - x1) / width, (y2 - y1) / height)
    return " ".join(f"{value:.8f}".rstrip("0").rstrip(".") for value in values)


def _usual(split: str) -> str:
    """Return the key that ultralytics looks for, e.g. of train2017."""
    return next((key for key in (TRAIN, VAL, "test") if re.fullmatch(rf"{key}\d*", split)), split)


FORMAT = Format(
    name="yolo",
    title="YOLO",
    order=30,
    frame=BoxFrame(Written.CENTRE, Unit.PARTS),
    holds=frozenset(),
    recognises=is_yolo,
    read=read,
    write=write,
    single_split=TRAIN,
    files=("*.yaml", "*.yml"),
)
