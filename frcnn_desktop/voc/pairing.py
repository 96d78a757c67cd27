"""Which annotation file of one folder belongs to which image: never one file to two, never two to one.

The file of `photo.png` is called `photo.xml`, as every tool does; where that is another image's, e.g. of
`photo.jpg`, it is `photo.png.xml`; and where that in turn is the usual name of `photo.png.jpg`, one more
`.xml` follows. What a file says about itself, its `<filename>`, comes before what it is called.
"""

from __future__ import annotations

import itertools
import os
import time
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from frcnn_desktop.core.errors import AnnotationReadError
from frcnn_desktop.core.image_kinds import (
    IMAGE_SUFFIXES,
    UNREADABLE_KINDS,
    is_companion,
    is_image_name,
    unreadable_kind,
)
from frcnn_desktop.voc.files import read_annotation
from frcnn_desktop.voc.markup import written_name

_XML = ".xml"
_LOOKED_AGAIN_NS = (20_000_000, 100_000_000, 500_000_000, 2_100_000_000)
"""So long after a change a folder is listed again: what comes in the same tick of the file system's clock,
which is two seconds on some, leaves the time of the folder as it was."""
_STRIPPED = IMAGE_SUFFIXES | UNREADABLE_KINDS.keys() | {_XML}


@dataclass(frozen=True, slots=True)
class Pairs:
    """The annotation files of some images in one folder.

    `found` are names of files that are there, `new` the names that the other images would save under; no
    name is given twice. An image is in neither where another folder's image of its name was served before.
    """

    found: Mapping[Path, str]
    new: Mapping[Path, str]


@dataclass(frozen=True, slots=True)
class FolderNames:
    """The images and XML files of one folder, by family."""

    images: Mapping[str, tuple[str, ...]]
    annotations: Mapping[str, tuple[str, ...]]


def family_of(name: str) -> str:
    """Return what the name of an image or XML file shares with all that could claim the same files."""
    stem = _key(os.path.splitext(name)[0])
    root, suffix = os.path.splitext(stem)
    while suffix in _STRIPPED:
        stem = root
        root, suffix = os.path.splitext(stem)
    return stem


def pair(folder: Path, images: Iterable[Path], *, one_folder: bool = False) -> Pairs:
    """Divide the annotation files in `folder` among images of one family, all that look into it.

    `one_folder`: they have nowhere else to go, so that all of them get a name.
    """
    ordered = sorted(set(images), key=lambda path: (path.parent != folder, _key(str(path)), str(path)))
    there = names_in(folder).annotations
    # An image of an unusual suffix is of another family than the file with its full name.
    families = dict.fromkeys(name for each in ordered for name in _families(each.name))
    annotations = sorted(name for family in families for name in there.get(family, ()))
    found = _found(folder, ordered, annotations)
    return Pairs(found, _new_names(ordered, found, annotations, one_folder))


def divide_names(folder: Path, images: Iterable[Path]) -> dict[Path, str]:
    """Return the names of the files in `folder` that are, or will be, those of images from anywhere.

    Other than in a list of images, even two of one name have their files there.
    """
    families: defaultdict[str, set[Path]] = defaultdict(set)
    for image in images:
        families[family_of(image.name)].add(image)
    names: dict[Path, str] = {}
    for family in families.values():
        pairs = pair(folder, family, one_folder=True)
        names |= {**pairs.found, **pairs.new}
    return names


def names_in(folder: Path) -> FolderNames:
    """List a folder; one that cannot be read holds nothing. Kept until a name appears there or goes."""
    try:
        modified = os.stat(folder).st_mtime_ns
        age = time.time_ns() - modified
        return _scan(str(folder), modified, sum(age >= each for each in _LOOKED_AGAIN_NS))
    except OSError:
        return FolderNames({}, {})


def without_readable_twin(unreadable: Iterable[str], readable: Iterable[str]) -> list[str]:
    """Return the images that cannot be read, but for those that were converted to a kind that can.

    They are listed so that opening, detecting and exporting name them with the reason.
    """
    unreadable = list(unreadable)
    # Of a hundred thousand names the stems take a while, and hardly any folder needs them.
    stems = {_key(os.path.splitext(name)[0]) for name in readable} if unreadable else frozenset[str]()
    return [name for name in unreadable if _key(os.path.splitext(name)[0]) not in stems]


def is_file(path: Path | os.DirEntry[str]) -> bool:
    """Say no where it cannot be told: links that go in a circle, locked folders, names that are too long."""
    try:
        return path.is_file()
    except OSError:
        return False


def _families(name: str) -> tuple[str, str]:
    return family_of(name), family_of(name + _XML)


def _found(folder: Path, images: Sequence[Path], annotations: Sequence[str]) -> dict[Path, str]:
    """Give each file to the image with the best claim to it. `images` and `annotations` are in order."""
    ask = len(images) > 1 or len(annotations) > 1
    claims: list[tuple[int, int, int, int]] = []
    for number, annotation in enumerate(annotations):
        claimants = [
            (0, rank, place, number)
            for place, image in enumerate(images)
            if (rank := _claim(image.name, annotation)) is not None
        ]
        stated = _stated(folder / annotation) if ask and claimants else ("", "")
        named = [each for each in claimants if _composed(written_name(images[each[2]].name)) == stated[0]]
        if named:
            # What names one image is never another's, even where that one has a file already.
            claimants = [
                (-2 if images[place].parent.name == stated[1] else -1, rank, place, number)
                for _, rank, place, number in named
            ]
        claims.extend(claimants)
    found: dict[Path, str] = {}
    given: set[int] = set()
    for _, _, place, number in sorted(claims):
        if images[place] not in found and number not in given:
            found[images[place]] = annotations[number]
            given.add(number)
    return found


def _claim(image: str, annotation: str) -> int | None:
    """Return how an image could have a file of this name, the usual way lowest; None for not at all."""
    rest = annotation[: -len(_XML)]
    stem = os.path.splitext(image)[0]
    if rest == stem:
        return 0
    if _key(rest) == _key(stem):
        return 1
    rank = 2
    while rest != image and _key(rest) != _key(image):
        if not _key(rest).endswith(_XML):
            return None
        rest = rest[: -len(_XML)]
        rank += 2
    return rank if rest == image else rank + 1


def _new_names(
    images: Sequence[Path], found: Mapping[Path, str], annotations: Sequence[str], one_folder: bool
) -> dict[Path, str]:
    taken = {_key(name) for name in annotations}
    homes: defaultdict[str, set[Path]] = defaultdict(set)
    new: dict[Path, str] = {}
    for image in images:
        others = homes[_key(image.name)] - {image.parent}
        homes[_key(image.name)].add(image.parent)
        if image in found or (others and not one_folder):
            continue
        new[image] = next(name for name in _wanted(image.name) if _key(name) not in taken)
        taken.add(_key(new[image]))
    return new


def _wanted(image: str) -> Iterator[str]:
    yield os.path.splitext(image)[0] + _XML
    for count in itertools.count(1):
        yield image + _XML * count


def _stated(path: Path) -> tuple[str, str]:
    """Return the names of the image and of its folder that a file states, "" where it states none."""
    try:
        status = os.stat(path)
        return _read_stated(str(path), status.st_mtime_ns, status.st_size)
    except OSError:
        return "", ""


@lru_cache(maxsize=4096)
def _read_stated(path: str, _modified: int, _size: int) -> tuple[str, str]:
    try:
        annotation = read_annotation(path)
    except AnnotationReadError:
        return "", ""
    return _composed(annotation.filename), annotation.folder


@lru_cache(maxsize=16)
def _scan(folder: str, _modified: int, _looks: int) -> FolderNames:
    readable, unreadable = [], []
    annotations: defaultdict[str, list[str]] = defaultdict(list)
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.lower().endswith(_XML):
                if is_file(entry) and not is_companion(entry.name):
                    annotations[family_of(entry.name)].append(entry.name)
            elif is_image_name(entry.name) and is_file(entry):
                readable.append(entry.name)
            elif unreadable_kind(entry.name) and is_file(entry):
                unreadable.append(entry.name)
    images: defaultdict[str, list[str]] = defaultdict(list)
    for name in readable + without_readable_twin(unreadable, readable):
        images[family_of(name)].append(name)
    return FolderNames(
        {family: tuple(names) for family, names in images.items()},
        {family: tuple(names) for family, names in annotations.items()},
    )


def _composed(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def _key(name: str) -> str:
    """Make names equal that differ in case or in composed and decomposed Hangul, as macOS writes it."""
    return name.lower() if name.isascii() else unicodedata.normalize("NFC", name).casefold()
