"""The class list of a data set: `classes.txt`, as labelImg and darknet write it, one name per line.

Its order is that of the digit keys. In a folder with YOLO's text files it numbers their classes as well.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from frcnn_desktop.core.errors import DatasetError, reason_of
from frcnn_desktop.core.messages import Message
from frcnn_desktop.core.regular_file import read_regular
from frcnn_desktop.curation.guarded_file import replace_known

NAMES = ("classes.txt", "predefined_classes.txt")
MAX_BYTES = 2**20
MOST_NAMES = 10_000
_MARK = b"\xef\xbb\xbf"
_NUMBERED = re.compile(rb"\s*[0-9]+(\s+[-+.0-9eE]+){4,}\s*(\n|$)")
_LOOKED_INTO = 200


@dataclass(frozen=True, slots=True)
class ClassFile:
    """A class list on disk. `data` are its bytes, None where there is no file yet.

    `numbers` says that text files beside it mean its lines by number: no name may change its place.
    """

    path: Path
    names: tuple[str, ...]
    data: bytes | None
    numbers: bool = False

    def bytes_of(self, names: Sequence[str]) -> bytes:
        """Return the file with other names, its mark and line ends as they were.

        Raises DatasetError where that would give other numbers to names.
        """
        if not self.may_become(names):
            raise DatasetError(self.numbered)
        before = self.data or b""
        end = "\r\n" if b"\r\n" in before else "\n"
        text = "".join(f"{name}{end}" for name in names).encode("utf-8")
        return (_MARK if before.startswith(_MARK) else b"") + text

    @property
    def numbered(self) -> Message:
        """Say why names may not change their places."""
        return Message("classes.numbered", name=self.path.name)

    def may_become(self, names: Sequence[str]) -> bool:
        """Say whether every name of the file keeps its number: renamed in its place, or new ones behind."""
        return not self.numbers or (
            len(names) >= len(self.names)
            and all(
                name == old or name not in self.names for name, old in zip(names, self.names, strict=False)
            )
        )


def find_class_list(
    image_folders: Collection[Path], annotation_folders: Mapping[Path, Path] | None = None
) -> ClassFile | None:
    """Return the class list of one or several folders of images; None where these are no data set together.

    That of a devkit of several years, or of folders side by side, is in the folder above them. Where none is
    there it could be made of what the lists of the single folders hold. Raises DatasetError for one that
    cannot be read.
    """
    chosen = annotation_folders or {}
    if len(image_folders) == 1:
        (folder,) = image_folders
        return find_class_file(folder, chosen.get(folder))
    home = _home_of_all(image_folders)
    if home is None:
        return None
    there = _list_in((home,))
    if there is not None:
        return there
    lists = [find_class_file(folder, chosen.get(folder)) for folder in sorted(image_folders)]
    names = dict.fromkeys(name for each in lists for name in each.names)
    return ClassFile(home / NAMES[0], tuple(names), None, numbers=_numbers(home))


def find_class_file(image_folder: Path, annotation_folder: Path | None = None) -> ClassFile:
    """Return the class list of the images of a folder; where there is none, the one that could be made.

    It is looked for where the XML files were chosen to be, beside the images, beside the XML files of a
    devkit and in the devkit's folder. Raises DatasetError for one that cannot be read.
    """
    places = list_places(image_folder, annotation_folder)
    there = _list_in(places)
    if there is not None:
        return there
    home = places[-1] if _is_devkit(image_folder) else places[0]
    return ClassFile(home / NAMES[0], (), None, numbers=_numbers(home))


def list_places(image_folder: Path, annotation_folder: Path | None = None) -> tuple[Path, ...]:
    """Return the folders where the class list of a folder of images can be, the nearest first."""
    chosen = [annotation_folder] if annotation_folder is not None else []
    if _is_devkit(image_folder):
        root = image_folder.parent
        return tuple(dict.fromkeys([*chosen, image_folder, root / "Annotations", root]))
    return tuple(dict.fromkeys([*chosen, image_folder]))


def read_class_file(path: Path) -> ClassFile:
    """Read a list: empty lines and doubles are passed over. Raises DatasetError when it is no such text."""
    try:
        data = read_regular(path, MAX_BYTES)
        lines = [line.strip() for line in data.removeprefix(_MARK).decode("utf-8").splitlines()]
    except OSError as error:
        raise DatasetError(Message("file.class_list_not_read", path=path, reason=reason_of(error))) from error
    except UnicodeDecodeError as error:
        reason = Message("convert.not_utf8")
        raise DatasetError(Message("file.class_list_not_read", path=path, reason=reason)) from error
    names = tuple(dict.fromkeys(filter(None, lines)))
    if "\0" in "".join(names) or len(names) > MOST_NAMES:
        raise DatasetError(Message("file.class_list_not_read", path=path, reason=Message("classes.no_list")))
    return ClassFile(path, names, data, numbers=_numbers(path.parent))


def write_class_file(file: ClassFile, names: Sequence[str]) -> ClassFile:
    """Write a list that a person has agreed to, and return it as it is now.

    Raises AnnotationChangedError when somebody else has written it meanwhile, and DatasetError.
    """
    data = file.bytes_of(names)
    try:
        replace_known(file.path, file.data, data)
    except OSError as error:
        reason = reason_of(error)
        raise DatasetError(Message("file.not_written", name=file.path.name, reason=reason)) from error
    return replace(file, names=tuple(names), data=data)


def _list_in(places: Iterable[Path]) -> ClassFile | None:
    for folder in places:
        for name in NAMES:
            if (folder / name).is_file():
                return read_class_file(folder / name)
    return None


def _home_of_all(image_folders: Collection[Path]) -> Path | None:
    """Return the folder that holds these and nothing but this data set, as far as their places tell."""
    for folder in image_folders:
        if all(other.is_relative_to(folder) for other in image_folders):
            return folder
    above = {folder.parent.parent if _is_devkit(folder) else folder.parent for folder in image_folders}
    home = above.pop() if len(above) == 1 else None
    return None if home in (None, Path.home()) or home == home.parent else home


def _is_devkit(image_folder: Path) -> bool:
    return image_folder.name in ("JPEGImages", "images") and (image_folder.parent / "Annotations").is_dir()


def _numbers(folder: Path) -> bool:
    """Say whether there are text files of YOLO in a folder, which name classes by their line in the list."""
    try:
        return any(map(_is_numbered, _some_texts(folder)))
    except OSError:
        return False


def _some_texts(folder: Path) -> Iterable[Path]:
    texts = (each for each in folder.iterdir() if each.suffix == ".txt" and each.name not in NAMES)
    return (path for path, _ in zip(texts, range(_LOOKED_INTO), strict=False))


def _is_numbered(path: Path) -> bool:
    try:
        return _NUMBERED.match(read_regular(path, MAX_BYTES)) is not None
    except OSError:
        return False
