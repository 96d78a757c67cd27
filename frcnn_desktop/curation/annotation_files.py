"""Every annotation file of a data set's folder, whether its image is there or not."""

from __future__ import annotations

import os
from pathlib import Path

from frcnn_desktop.core.errors import DatasetError, reason_of
from frcnn_desktop.core.image_kinds import is_companion
from frcnn_desktop.core.messages import Message
from frcnn_desktop.voc.locations import image_folders, natural_key
from frcnn_desktop.voc.pairing import is_file


def annotation_files(folder: Path, annotation_folder: Path | None = None) -> tuple[Path, ...]:
    """Return the XML files of a folder of images, a devkit or a VOCdevkit with several years.

    `annotation_folder` is where they are if not there. Raises DatasetError when the folder cannot be read, or
    holds none.
    """
    found: dict[Path, None] = {}
    for place in annotation_folders(folder, annotation_folder):
        found.update(dict.fromkeys(_xml_in(place)))
    if not found:
        raise DatasetError(Message("classes.no_files", folder=folder))
    return tuple(found)


def annotation_folders(folder: Path, annotation_folder: Path | None = None) -> tuple[Path, ...]:
    """Return where the XML files of a folder can be, as far as these places are there."""
    if not folder.is_dir():
        raise DatasetError(Message("input.not_there", path=folder))
    if annotation_folder is not None:
        return (annotation_folder,)
    places = [folder, folder / "Annotations"]
    for images in image_folders(folder):
        places += [images, images.parent / "Annotations"] if images != folder else []
    if folder.name in ("JPEGImages", "images"):
        places.append(folder.parent / "Annotations")
    return tuple(place for place in dict.fromkeys(places) if place.is_dir())


def _xml_in(folder: Path) -> list[Path]:
    try:
        with os.scandir(folder) as entries:
            names = [
                each.name
                for each in entries
                if each.name.lower().endswith(".xml") and not is_companion(each.name) and is_file(each)
            ]
    except OSError as error:
        raise DatasetError(Message("folder.not_opened", folder=folder, reason=reason_of(error))) from error
    return [folder / name for name in sorted(names, key=natural_key)]
