"""Where the images, text files and class names of a YOLO data set are: data.yaml, lists, folders."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from frcnn_desktop.core.errors import DatasetError
from frcnn_desktop.core.messages import Message, verbatim
from frcnn_desktop.formats.class_lists import NAMES, find_class_list
from frcnn_desktop.formats.glance import Glance
from frcnn_desktop.formats.plain_yaml import MAX_LENGTH, parse_yaml
from frcnn_desktop.formats.untrusted import head_and_tail, inside, is_clean, plain_name, read_text, text
from frcnn_desktop.voc.locations import list_images

_SPLITS = ("train", "val", "valid", "test")
_YAML = (".yaml", ".yml")
_LOOKED_AT = 20
_NAMES_KEY = re.compile(rb"^names\s*:", re.MULTILINE)
_LABEL_LINE = re.compile(rb"\s*[0-9]+(\.0*)?(\s+[-+.0-9eE]+){4,}\s*")
_INDEX = re.compile(r"[0-9]{1,6}")


@dataclass(frozen=True, slots=True)
class YoloLayout:
    """The images of each split, and the class names by index; none where the set has no list of them.

    `elsewhere` is the folder of the images where it is not that of the set.
    """

    root: Path
    images: Mapping[str, tuple[Path, ...]]
    folders: tuple[Path, ...]
    classes: tuple[str, ...] = ()
    keypoints: bool = False
    notes: tuple[Message, ...] = ()
    elsewhere: Path | None = None

    def label_of(self, image: Path) -> Path:
        """Return the file of an image's boxes, whether or not it is there."""
        usual = label_file(image)
        if self.elsewhere is None or usual.is_file():
            return usual
        name = Path(plain_name(image, self.elsewhere)).with_suffix(".txt")
        places = (folder / name for folder in (self.root / "labels", self.root))
        return next((each for each in places if each.is_file()), usual)

    def folder_of(self, image: Path) -> Path:
        """Return the folder in which an image has its name: that of its split, else the whole."""
        return next((each for each in self.folders if each in image.parents), self.root)


def label_file(image: Path) -> Path:
    """Return where the boxes of an image are: in labels for what is in images, else beside it."""
    parts = list(image.parts)
    for place in range(len(parts) - 2, -1, -1):
        if parts[place] == "images":
            parts[place] = "labels"
            break
    return Path(*parts).with_suffix(".txt")


def is_yolo(path: Path, glance: Glance) -> bool:
    """Say whether a data.yaml, or a folder, is of such a data set."""
    if not path.is_dir():
        return _is_data_yaml(path)
    return _yaml_in(path, glance) is not None or _label_folder(path, glance) is not None


def open_layout(path: Path, images: Path | None) -> YoloLayout:
    """Find what belongs to a data set. `images` is where its images are instead. Raises DatasetError."""
    file = _yaml_in(path, Glance()) if path.is_dir() else path
    if file is not None:
        return _from_yaml(file, images)
    root = path
    splits = _listed_splits(root) or _folder_splits(images or root)
    classes = find_class_list([root, root / "labels", root / "images", *(root / each for each in _SPLITS)])
    return YoloLayout(root, splits, _image_folders(images or root), classes or (), elsewhere=images)


def _is_data_yaml(path: Path) -> bool:
    return path.suffix.lower() in _YAML and _NAMES_KEY.search(head_and_tail(path)) is not None


def _yaml_in(folder: Path, glance: Glance) -> Path | None:
    found = [each for each in glance.files(folder, *_YAML) if _is_data_yaml(each)]
    return next((each for each in found if each.stem == "data"), found[0] if found else None)


def _label_folder(folder: Path, glance: Glance) -> Path | None:
    """Return the folder of the text files; None where there are none that look like them."""
    places = (folder, folder / "labels", *(folder / "labels" / each for each in _SPLITS))
    places += tuple(folder / each / "labels" for each in _SPLITS)
    for place in places:
        texts = (each for each in glance.files(place, ".txt") if each.name not in NAMES)
        if any(_LABEL_LINE.match(head_and_tail(each)) for each in islice(texts, _LOOKED_AT)):
            return place
    return None


def _from_yaml(file: Path, images: Path | None) -> YoloLayout:
    try:
        content = parse_yaml(read_text(file, MAX_LENGTH))
    except ValueError as error:
        reason = verbatim(str(error)[:200])
        raise DatasetError(Message("file.not_read", name=file.name, reason=reason)) from error
    if not isinstance(content, dict) or "names" not in content:
        raise DatasetError(Message("convert.not_this_format", name=file.name, format="YOLO"))
    root = file.parent
    base = images or _base(root, content.get("path"))
    found: dict[str, tuple[Path, ...]] = {}
    for split in _SPLITS:
        told = content.get(split)
        entries = [told] if isinstance(told, str) else told if isinstance(told, list) else []
        paths = [path for each in entries if isinstance(each, str) for path in _images_told(each, base, root)]
        if paths:
            found[split] = tuple(dict.fromkeys(paths))
    found, notes = _once(found)
    return YoloLayout(
        root, found or _folder_splits(base), _image_folders(base), _names(content["names"], file.name),
        "kpt_shape" in content, notes, images,
    )  # fmt: skip


def _base(root: Path, told: object) -> Path:
    """Return the folder that paths are relative to: the one told where it is inside, else the file's own."""
    inner = inside(root, root, told) if isinstance(told, str) and is_clean(told) else None
    return inner if inner is not None and inner.is_dir() else root


def _images_told(told: str, base: Path, root: Path) -> list[Path]:
    """Return the images of an entry: a folder, a list of paths, or one image.

    Of a path that leads out of the data set, as Roboflow's "../train/images" does, what stands behind it
    counts. Raises DatasetError when nothing of it is there.
    """
    path = _place(told, base, root)
    if path is None:
        raise DatasetError(Message("convert.outside", path=told[:200], folder=root))
    if path.is_dir():
        return list_images(path, recursive=True)
    if path.suffix.lower() == ".txt":
        return _listed(path, base, root)
    return [path]


def _place(told: str, base: Path, root: Path) -> Path | None:
    name = told.replace("\\", "/")
    if not is_clean(name):
        return None
    names = [name]
    while names[-1].startswith(("../", "./", "images/")):
        names.append(names[-1].partition("/")[2])
    found = (inside(limit, start, each) for each in names for start in (base, root) for limit in (root, base))
    return next((each for each in found if each is not None and each.exists()), None)


def _listed(file: Path, base: Path, root: Path) -> list[Path]:
    """Return the images of a list. Those of another machine are found by what follows "images"."""
    paths = []
    for line in read_text(file).splitlines():
        told = line.strip().replace("\\", "/")
        if not is_clean(told):
            continue
        tail = "images/" + told.rpartition("/images/")[2] if "/images/" in told else told.rpartition("/")[2]
        found = _place(told, base, root) or _place(tail, base, root) or _place(told, file.parent, root)
        # Named all the same: an image that is not there is told of.
        paths.append(found if found is not None and found.is_file() else base / tail.replace("..", "_"))
    return paths


def _listed_splits(root: Path) -> dict[str, tuple[Path, ...]]:
    found = {}
    for split in _SPLITS:
        file = root / f"{split}.txt"
        if file.is_file() and not _LABEL_LINE.match(head_and_tail(file)):
            found[split] = tuple(dict.fromkeys(_listed(file, root, root)))
    return found


def _folder_splits(root: Path) -> dict[str, tuple[Path, ...]]:
    """Return the images of images/SPLIT, SPLIT/images or SPLIT; all of a folder without such."""
    found: dict[str, tuple[Path, ...]] = {}
    for split in _SPLITS:
        for folder in (root / "images" / split, root / split / "images", root / split):
            if folder.is_dir():
                found[split] = tuple(list_images(folder, recursive=True))
                break
    if any(found.values()):
        return found
    return {"": tuple(list_images(root, recursive=True))}


def _image_folders(root: Path) -> tuple[Path, ...]:
    """Return the folders in which images have their names, innermost first."""
    splits = [root / "images" / each for each in _SPLITS] + [root / each / "images" for each in _SPLITS]
    return (*splits, *(root / each for each in _SPLITS), root / "images", root)


def _once(splits: Mapping[str, Sequence[Path]]) -> tuple[dict[str, tuple[Path, ...]], tuple[Message, ...]]:
    """Return each image in the first of its splits alone."""
    seen: set[Path] = set()
    found, doubled = {}, 0
    for split, images in splits.items():
        rest = tuple(each for each in images if each not in seen)
        doubled += len(images) - len(rest)
        seen.update(rest)
        if rest:
            found[split] = rest
    return found, (Message("convert.several_splits", count=doubled),) if doubled else ()


def _names(told: object, file: str) -> tuple[str, ...]:
    """Return the class names by index: of a list, or of a mapping whose keys leave none out."""
    if isinstance(told, list):
        names = [text(each) for each in told]
    elif isinstance(told, dict):
        known = {
            int(key): text(name)
            for key, name in told.items()
            if isinstance(key, str) and _INDEX.fullmatch(key)
        }
        names = [known.get(number, "") for number in range(len(told))]
    else:
        names = []
    if not names or "" in names or len(set(names)) < len(names):
        raise DatasetError(Message("convert.names_odd", name=file))
    return tuple(names)
