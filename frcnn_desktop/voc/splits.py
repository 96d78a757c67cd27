"""Dividing images into train and val, and the lists of ImageSets/Main."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.voc.locations import natural_key
from frcnn_desktop.voc.portable_names import PortableNames

# Colons part its fields, "#" begins a comment.
_FITS_LABEL_MAP = re.compile(r"[^#:\s][^:\n\r]*")

Splits = Mapping[str, tuple[str, ...]]


def divide(image_ids: Sequence[str], val_share: float, seed: int) -> Splits:
    """Return "train", "val" and "trainval", each in natural order.

    Every id has its own place in the seeded order, so that images added later move few of the others.
    Where there are two images or more and a share is asked for, neither side is empty.
    """
    ordered = sorted(image_ids, key=natural_key)
    count = math.floor(len(ordered) * val_share + 0.5)
    if 0 < val_share < 1 and len(ordered) > 1:
        count = min(max(count, 1), len(ordered) - 1)
    val = set(sorted(ordered, key=lambda image_id: _draw(image_id, seed))[:count])
    return {
        "train": tuple(each for each in ordered if each not in val),
        "val": tuple(each for each in ordered if each in val),
        "trainval": tuple(ordered),
    }


def write_lists(folder: Path, splits: Splits, objects: Mapping[str, Sequence[ObjectAnnotation]]) -> None:
    """Write ImageSets/Main: one list per split, and one per class and split with a flag for each image.

    The flags are the devkit's: 1 the image shows the class, 0 only difficult objects of it, -1 none.
    `objects` are those of each image id.
    """
    folder.mkdir(parents=True)
    names = sorted({each.name for found in objects.values() for each in found}, key=natural_key)
    files = PortableNames()
    for name in splits:
        files.take(name)
    stems = {name: files.take(name) for name in names}
    for split, image_ids in splits.items():
        _write_lines(folder / f"{split}.txt", image_ids)
        for name in names:
            lines = [f"{each} {_flag(name, objects[each]):2d}" for each in image_ids]
            _write_lines(folder / f"{stems[name]}_{split}.txt", lines)


def write_label_map(path: Path, objects: Mapping[str, Sequence[ObjectAnnotation]]) -> None:
    """Write labelmap.txt, without which datumaro and CVAT refuse classes that are not VOC's twenty.

    Names that do not fit are left out.
    """
    names = {each.name for found in objects.values() for each in found} - {"background"}
    lines = ["# label:color_rgb:parts:actions", "background:::"]
    lines.extend(f"{name}:::" for name in sorted(names, key=natural_key) if fits_label_map(name))
    _write_lines(path, lines)


def fits_label_map(name: str) -> bool:
    """Say whether a class name can stand in labelmap.txt."""
    return _FITS_LABEL_MAP.fullmatch(name) is not None


def _draw(image_id: str, seed: int) -> bytes:
    return hashlib.blake2b(f"{seed}:{image_id}".encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _flag(name: str, objects: Sequence[ObjectAnnotation]) -> int:
    found = [each.difficult for each in objects if each.name == name]
    if not found:
        return -1
    return 0 if all(found) else 1


def _write_lines(path: Path, lines: Sequence[str]) -> None:
    path.write_bytes("".join(f"{line}\n" for line in lines).encode("utf-8"))
