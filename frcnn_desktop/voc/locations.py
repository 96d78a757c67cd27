"""Where images and their annotation files are, and which file belongs to which image."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from frcnn_desktop.core.errors import DatasetError, reason_of
from frcnn_desktop.core.image_kinds import is_companion, is_image_name, unreadable_kind
from frcnn_desktop.core.messages import Message
from frcnn_desktop.core.path_folders import folders_of
from frcnn_desktop.voc.pairing import Pairs, family_of, is_file, names_in, pair, without_readable_twin

_DIGITS = re.compile(r"([0-9]+)")
_DIGITS_AS_ZEROS = str.maketrans("123456789", "000000000")
_MANY = 1000

NaturalKey = tuple[list[str | tuple[int, str]], str]


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
    return [path for each in sorted(by_folder, key=natural_key) for path in _paths_of(each, by_folder[each])]


def _paths_of(folder: str, names: list[str]) -> list[Path]:
    """Return the paths of files in a folder in natural order."""
    inside = Path(folder)
    try:
        # Listing makes a path in a third of the time that joining takes, which parses the name.
        there = {path.name: path for path in inside.iterdir()} if len(names) > _MANY else {}
    except OSError:
        there = dict[str, Path]()
    return [there.get(name) or inside / name for name in in_natural_order(names)]


def image_folders(folder: Path | str) -> tuple[Path, ...]:
    """Return where the images of a folder are that a person opens; most often that is the folder itself.

    Of a data set it is JPEGImages, or images beside Annotations: masks beside them are no photos. Of a folder
    that holds data sets and no images, such as VOCdevkit, it is that of each of them.
    """
    root = Path(folder)
    if (inside := _data_set_images(root)) is not None:
        return (inside,)
    if any(names_in(root).images.values()):
        return (root,)
    try:
        years = sorted((each for each in root.iterdir() if not is_companion(each.name)), key=_by_name)
    except OSError:
        # Listing it will say what is wrong.
        return (root,)
    found = [inside for year in years if (inside := _data_set_images(year)) is not None]
    if not found and (root / "VOCdevkit").is_dir():
        return image_folders(root / "VOCdevkit")
    return tuple(found) or (root,)


def _data_set_images(folder: Path) -> Path | None:
    for name, marks in (("JPEGImages", ()), ("images", ("Annotations",))):
        if all((folder / each).is_dir() for each in (name, *marks)):
            return folder / name
    return None


def _by_name(path: Path) -> NaturalKey:
    return natural_key(path.name)


def in_natural_order(texts: Iterable[str]) -> list[str]:
    """Return texts sorted by `natural_key`, ten times as fast where they differ only in digits, as the names
    of most data sets do: there it is the order of characters.
    """
    texts = list(texts)
    alike = len({text.translate(_DIGITS_AS_ZEROS) for text in texts}) == 1
    return sorted(texts) if alike else sorted(texts, key=natural_key)


def natural_key(text: str) -> NaturalKey:
    """Return a key that sorts numbers inside text by value and ignores case, where anything else differs.

    The order is total: texts that are equal but for that (Car and car, 007 and 7) are told apart by their
    characters, or they would come in the order of a set, which is another one in every process.
    """
    # Letters and digits by turns, letters first even where there are none: of two texts each part is
    # compared with one of its kind, and digits come before letters.
    texts = _DIGITS.split(text.casefold())
    parts: list[str | tuple[int, str]] = [*texts]
    # By length and digits, as int() refuses numbers of thousands of digits.
    parts[1::2] = [(len(digits), digits) for part in texts[1::2] for digits in (part.lstrip("0"),)]
    return parts, text


class Siblings:
    """The images of a list by what they share with others that could claim the same annotation files."""

    def __init__(
        self, images: Iterable[Path], annotation_folder: Callable[[Path], Path | None] = lambda _image: None
    ) -> None:
        """`annotation_folder` tells where the XML files of an image were chosen to be, if they were."""
        self._annotation_folder = annotation_folder
        self._families: defaultdict[str, list[Path]] = defaultdict(list)
        images = tuple(images)
        if len(folders_of(images)) < 2:
            # Pairing looks into the folder of an image anyhow.
            return
        for image in images:
            self._families[family_of(image.name)].append(image)

    def of(self, image: Path) -> tuple[Path, ...]:
        """Return the images that an annotation has to be told from to be this image's, where the list is of
        several folders; those of one folder are found there."""
        folder = self._annotation_folder(image)
        family = self._families.get(family_of(image.name), ())
        return tuple(each for each in family if self._annotation_folder(each) == folder)


def find_annotation(
    image_path: Path | str, annotation_folder: Path | None = None, siblings: Iterable[Path] = ()
) -> Path | None:
    """Return the annotation file of an image, or None.

    It is looked for in the chosen folder, beside the image, and in ../Annotations; in each of them by the
    rule of `pairing`. `siblings` are the other images of the list: give them where images of several folders
    may meet in one, as in a chosen folder.
    """
    image, others = Path(image_path), tuple(siblings)
    for folder in _folders(image, annotation_folder):
        name = _pairs(image, folder, annotation_folder, others).found.get(image)
        if name is not None:
            return folder / name
    return None


def annotation_target(
    image_path: Path | str, annotation_folder: Path | None = None, siblings: Iterable[Path] = ()
) -> Path:
    """Return where the annotation of an image is saved.

    That is where it was found; a new one goes to the chosen folder, else beside the image. An image whose
    file name is taken there by another image gets one of its own, e.g. `a.png.xml`, beside itself if need
    be.
    """
    image, others = Path(image_path), tuple(siblings)
    if (found := find_annotation(image, annotation_folder, others)) is not None:
        return found
    if annotation_folder is not None:
        name = _pairs(image, annotation_folder, annotation_folder, others).new.get(image)
        if name is not None:
            return annotation_folder / name
    return image.parent / _pairs(image, image.parent, annotation_folder, others).new[image]


def annotated_image(annotation: Path, image_folder: Path) -> Path | None:
    """Return the image of a folder that an annotation belongs to, or will when it is saved; else None."""
    images = [
        image_folder / name for name in names_in(image_folder).images.get(family_of(annotation.name), ())
    ]
    if not images:
        return None
    pairs = _pairs(images[0], annotation.parent, None, ())
    images_by_name = {name: image for image, name in (*pairs.new.items(), *pairs.found.items())}
    if annotation.name in images_by_name:
        return images_by_name[annotation.name]
    folded = {name.casefold(): image for name, image in images_by_name.items()}
    return folded.get(annotation.name.casefold())


def _images_below(folder: str, recursive: bool) -> Iterator[tuple[str, list[str]]]:
    names, unreadable, subfolders = [], [], []
    with os.scandir(folder) as entries:
        for entry in entries:
            if is_companion(entry.name):
                continue
            if is_image_name(entry.name) and is_file(entry):
                names.append(entry.name)
            elif unreadable_kind(entry.name) and is_file(entry):
                unreadable.append(entry.name)
            elif recursive and entry.is_dir(follow_symlinks=False):
                subfolders.append(entry.path)
    yield folder, names + without_readable_twin(unreadable, names)
    for subfolder in subfolders:
        try:
            yield from _images_below(subfolder, recursive)
        except OSError:
            continue


def _folders(image: Path, annotation_folder: Path | None) -> list[Path]:
    beside = [image.parent, image.parent.parent / "Annotations"]
    return [annotation_folder, *beside] if annotation_folder is not None else beside


def _pairs(image: Path, folder: Path, annotation_folder: Path | None, siblings: tuple[Path, ...]) -> Pairs:
    """Divide the files of `folder` among this image and all that look into it as well."""
    family = family_of(image.name)
    looking = {image}
    for each in siblings:
        if family_of(each.name) == family and folder in _folders(each, annotation_folder):
            looking.add(each)
    for parent in {each.parent for each in looking} | {folder}:
        looking.update(parent / name for name in names_in(parent).images.get(family, ()))
    return pair(folder, looking)
