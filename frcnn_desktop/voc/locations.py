"""Where images and their annotation files are, and which file belongs to which image."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from frcnn_desktop.core.errors import AnnotationReadError, DatasetError, reason_of
from frcnn_desktop.core.image_kinds import is_companion, is_image_name, unreadable_kind
from frcnn_desktop.core.messages import Message
from frcnn_desktop.voc.files import read_annotation

_DIGITS = re.compile(r"([0-9]+)")

NaturalKey = tuple[tuple[tuple[int, int, str], ...], str]


def list_images(folder: Path | str, recursive: bool = False) -> list[Path]:
    """Return the images of a folder in natural order (img2 before img10).

    Hidden files and companions of other systems are left out; images of a kind that cannot be read are
    listed where no readable one has their name. With `recursive` its subfolders follow; links to folders
    are not entered. Raises DatasetError when the folder cannot be read; unreadable subfolders are skipped.
    """
    root = Path(folder)
    try:
        by_folder = dict(_images_below(str(root), recursive))
    except OSError as error:
        raise DatasetError(
            Message("folder.not_opened", folder=root.name or root, reason=reason_of(error))
        ) from error
    return [
        Path(each, name)
        for each in sorted(by_folder, key=natural_key)
        for name in sorted(by_folder[each], key=natural_key)
    ]


def natural_key(text: str) -> NaturalKey:
    """Return a key that sorts numbers inside text by value and ignores case, where anything else differs.

    The order is total: texts that are equal but for that (Car and car, 007 and 7) are told apart by their
    characters, or they would come in the order of a set, which is another one in every process.
    """
    return tuple(_natural_part(part) for part in _DIGITS.split(text.casefold()) if part), text


def _natural_part(part: str) -> tuple[int, int, str]:
    if part[0] not in "0123456789":
        return 1, 0, part
    # By length and digits, as int() refuses numbers of thousands of digits.
    digits = part.lstrip("0")
    return 0, len(digits), digits


def find_annotation(
    image_path: Path | str, annotation_folder: Path | None = None, siblings: Iterable[Path] = ()
) -> Path | None:
    """Return the annotation file of an image, or None.

    It is looked for in the chosen folder, beside the image, and in ../Annotations. Images that share a stem
    never share a file: the file's own `<filename>` says whose it is, else the first by name has it; the
    others use e.g. `a.png.xml`. `siblings` are the other images of the list: give them when a folder is
    chosen, because images of several folders may then meet in it.
    """
    image = Path(image_path)
    for folder in _folders(image, annotation_folder):
        rivals = _rivals(image, folder, siblings)
        own = _own_file(image, folder, rivals)
        if own is not None and _is_file(own):
            return own
        shared = _shared_file(image, folder)
        if shared is not None and _owner(shared, rivals) == image:
            return shared
    return None


def annotation_target(
    image_path: Path | str, annotation_folder: Path | None = None, siblings: Iterable[Path] = ()
) -> Path:
    """Return where the annotation of an image is saved.

    That is where it was found; a new one goes to the chosen folder, else beside the image. An image whose
    file name is taken there by another image gets one of its own, e.g. `a.png.xml`, beside itself if need
    be.
    """
    image = Path(image_path)
    siblings = tuple(siblings)
    if (found := find_annotation(image, annotation_folder, siblings)) is not None:
        return found
    for folder in (annotation_folder or image.parent, image.parent):
        rivals = _rivals(image, folder, siblings)
        if rivals[0] == image and _shared_file(image, folder) is None:
            return folder / f"{image.stem}.xml"
        if (own := _own_file(image, folder, rivals)) is not None:
            return own
    return image.with_name(f"{image.name}.xml")


def _images_below(folder: str, recursive: bool) -> Iterator[tuple[str, list[str]]]:
    names, unreadable, subfolders = [], [], []
    with os.scandir(folder) as entries:
        for entry in entries:
            if is_companion(entry.name):
                continue
            if is_image_name(entry.name) and _is_file(entry):
                names.append(entry.name)
            elif unreadable_kind(entry.name) and _is_file(entry):
                unreadable.append(entry.name)
            elif recursive and entry.is_dir(follow_symlinks=False):
                subfolders.append(entry.path)
    yield folder, names + _without_readable_twin(unreadable, names)
    for subfolder in subfolders:
        try:
            yield from _images_below(subfolder, recursive)
        except OSError:
            continue


def _without_readable_twin(unreadable: list[str], readable: list[str]) -> list[str]:
    """Return the images that cannot be read, but for those that were converted to a kind that can.

    They are listed so that opening, detecting and exporting name them with the reason.
    """
    stems = {_key(os.path.splitext(name)[0]) for name in readable}
    return [name for name in unreadable if _key(os.path.splitext(name)[0]) not in stems]


def _is_file(path: Path | os.DirEntry[str]) -> bool:
    """Say no where it cannot be told: links that go in a circle, locked folders, names that are too long."""
    try:
        return path.is_file()
    except OSError:
        return False


def _folders(image: Path, annotation_folder: Path | None) -> list[Path]:
    beside = [image.parent, image.parent.parent / "Annotations"]
    return [annotation_folder, *beside] if annotation_folder is not None else beside


def _rivals(image: Path, folder: Path, siblings: Iterable[Path]) -> list[Path]:
    """Return the images, this one among them, whose annotation would have the same name in `folder`."""
    wanted = _key(image.stem)
    names = _names_by_stem(image.parent).get(wanted, ())
    rivals = {image.with_name(name) for name in names if is_image_name(name)}
    if folder not in (image.parent, image.parent.parent / "Annotations"):
        rivals |= {each for each in siblings if _key(each.stem) == wanted}
    return sorted(rivals | {image}, key=lambda path: natural_key(str(path)))


def _own_file(image: Path, folder: Path, rivals: list[Path]) -> Path | None:
    """Return the file that bears the image's full name, unless an image of another folder has that name."""
    first = next(rival for rival in rivals if rival.name == image.name)
    return folder / f"{image.name}.xml" if first == image else None


def _shared_file(image: Path, folder: Path) -> Path | None:
    """Return the existing file that bears the image's stem, whatever its case or Unicode form."""
    exact = folder / f"{image.stem}.xml"
    if _is_file(exact):
        return exact
    names = _names_by_stem(folder).get(_key(image.stem), ())
    found = [name for name in names if name.lower().endswith(".xml")]
    return folder / min(found) if found else None


def _owner(shared: Path, rivals: list[Path]) -> Path:
    candidates = [rival for rival in rivals if rival.stem == shared.stem] or rivals
    if len(candidates) == 1:
        return candidates[0]
    try:
        annotation = read_annotation(shared)
    except AnnotationReadError:
        return candidates[0]
    named = [each for each in candidates if each.name == annotation.filename] or candidates
    return next((each for each in named if each.parent.name == annotation.folder), named[0])


def _names_by_stem(folder: Path) -> dict[str, tuple[str, ...]]:
    try:
        return _scan(str(folder), os.stat(folder).st_mtime_ns)
    except OSError:
        return {}


@lru_cache(maxsize=16)
def _scan(folder: str, _modified: int) -> dict[str, tuple[str, ...]]:
    """List a folder; `_modified` makes the cache forget it when a name appears or goes."""
    names: dict[str, list[str]] = {}
    for name in os.listdir(folder):
        names.setdefault(_key(os.path.splitext(name)[0]), []).append(name)
    return {stem: tuple(found) for stem, found in names.items()}


def _key(name: str) -> str:
    """Make names equal that differ in case or in composed and decomposed Hangul, as macOS writes it."""
    return unicodedata.normalize("NFC", name).casefold()
