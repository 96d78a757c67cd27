"""The formats: one for each file in `known`. Commands and menus are made of them."""

from __future__ import annotations

from pathlib import Path

from frcnn_desktop.core.discovery import discovered, modules_in
from frcnn_desktop.core.errors import DatasetError
from frcnn_desktop.core.messages import Message
from frcnn_desktop.formats.format import Format
from frcnn_desktop.formats.glance import Glance
from frcnn_desktop.formats.known.pascal_voc import FORMAT as VOC

FORMATS: tuple[Format, ...] = discovered(
    modules_in("frcnn_desktop.formats.known"), "FORMAT", Format, lambda each: each.order
)


def format_named(name: str) -> Format:
    """Return the format of a name that is one of FORMATS'."""
    return next(each for each in FORMATS if each.name == name)


def recognise(path: Path) -> tuple[Format, ...]:
    """Return the formats that a file or folder can be of. Never raises."""
    found, glance = [], Glance()
    for each in FORMATS:
        try:
            if each.recognises(path, glance):
                found.append(each)
        except OSError:
            continue
    return tuple(found)


def foreign_formats(path: Path) -> tuple[Format, ...]:
    """Return the formats of a data set that can be imported; none where VOC is there as well."""
    found = recognise(path)
    return () if VOC in found else found


def the_format_of(path: Path) -> Format:
    """Return the one format of a file or folder. Raises DatasetError when it is none, or could be several."""
    if not path.exists():
        raise DatasetError(Message("input.not_there", path=path))
    match recognise(path):
        case ():
            raise DatasetError(Message("convert.unknown_format", name=path.name))
        case (found,):
            return found
        case several:
            names = ", ".join(each.name for each in several)
            raise DatasetError(Message("convert.several_formats", name=path.name, names=names))
