"""A table of boxes, boxes.csv: a row for each, and one without a box for an image without objects."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from frcnn_desktop.core.errors import DatasetError
from frcnn_desktop.core.messages import Message
from frcnn_desktop.formats.box_frame import BoxFrame, Unit, Written
from frcnn_desktop.formats.class_lists import CLASS_LIST, class_list_text, find_class_list
from frcnn_desktop.formats.format import Format, Reading
from frcnn_desktop.formats.gathering import FoundImage, FoundObject, Gathering, remark
from frcnn_desktop.formats.glance import Glance
from frcnn_desktop.formats.output import Output
from frcnn_desktop.formats.untrusted import inside, read_text, relative_name, text
from frcnn_desktop.formats.values import LabelledImage, LabelledSet

TABLE = "boxes.csv"
COLUMNS = ("split", "image", "class", "left", "top", "right", "bottom")
Row = dict[str, str]


def recognises(path: Path, glance: Glance) -> bool:
    """Say whether there is such a table."""
    return path.name == TABLE or path / TABLE in glance.files(path, ".csv")


def read(path: Path, reading: Reading) -> LabelledSet:
    """Read the table and what it names. Raises DatasetError, Cancelled."""
    root = path if path.is_dir() else path.parent
    rows = csv.DictReader(io.StringIO(read_text(root / TABLE)), restval="", restkey="more")
    if tuple(rows.fieldnames or ()) != COLUMNS:
        raise DatasetError(Message("convert.not_this_format", name=path.name, format=FORMAT.title))
    images: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        images.setdefault((row["split"], row["image"]), []).append(row)
    gathering = Gathering(root, reading)
    for done, ((split, told), found) in enumerate(images.items()):
        gathering.step(done, len(images))
        name = relative_name(told)
        place = name and inside(root, (reading.images or root) / split, name)
        if not name or not place:
            gathering.tell("bad-name", told, TABLE)
            continue
        file = place if place.is_file() else None
        objects = [_object(number, row) for number, row in enumerate(found, start=1) if row["class"]]
        gathering.add(FoundImage(name, split, file, TABLE, objects))
    listed = find_class_list((root,))
    names = dict.fromkeys(row["class"] for found in images.values() for row in found)
    return gathering.finish(listed or tuple(names), listed is not None)


def _object(number: int, row: Row) -> FoundObject:
    try:
        left, top, right, bottom = (float(row[column]) for column in COLUMNS[3:])
    except ValueError:
        return FoundObject(number, text(row["class"]), None, remarks=(remark("bad-entry"),))
    return FoundObject(number, text(row["class"]), (left, top, right, bottom))


def write(data: LabelledSet, output: Output) -> None:
    """Write the images, a folder for each split, and the table beside them."""
    table = io.StringIO()
    rows = csv.writer(table, lineterminator="\n")
    rows.writerow(COLUMNS)
    for image in output.each(data.images):
        output.put_image(image, f"{image.split}/{image.name}" if image.split else image.name)
        rows.writerows(_rows(image))
    output.write(TABLE, table.getvalue())
    output.write(CLASS_LIST, class_list_text(data.classes))


def _rows(image: LabelledImage) -> list[tuple[object, ...]]:
    found = [(image.split, image.name, each.name, *each.box) for each in image.annotation.objects]
    return [*found] or [(image.split, image.name, "", "", "", "", "")]


FORMAT = Format(
    name="table",
    title="Table",
    order=35,
    frame=BoxFrame(Written.CORNERS, Unit.PIXELS),
    holds=frozenset(),
    recognises=recognises,
    read=read,
    write=write,
    files=("*.csv",),
)
