"""Lists of class names beside a data set: one name per line, in the order of their indices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from frcnn_desktop.core.errors import DatasetError
from frcnn_desktop.core.messages import Message
from frcnn_desktop.formats.untrusted import read_text, text

CLASS_LIST = "classes.txt"
NAMES = (CLASS_LIST, "obj.names", "labels.txt")
_NO_CLASSES = frozenset({"__ignore__", "_background_"})
"""What labelme's own lists begin with."""


def read_class_list(path: Path) -> tuple[str, ...]:
    """Return the names of a list. Raises DatasetError when it cannot be read or holds one twice.

    An empty line between names would shift every index behind it: it is refused as well.
    """
    lines = [text(line) for line in read_text(path).rstrip().splitlines()]
    names = [line for line in lines if line not in _NO_CLASSES]
    if "" in names:
        raise DatasetError(Message("convert.class_list_gap", name=path.name, line=lines.index("") + 1))
    if doubled := next((name for name, count in Counter(names).items() if count > 1), None):
        raise DatasetError(Message("convert.class_list_doubled", name=path.name, class_name=repr(doubled)))
    return tuple(names)


def find_class_list(folders: Sequence[Path]) -> tuple[str, ...] | None:
    """Return the names of the first list in these folders; None without one. Raises DatasetError."""
    for folder in folders:
        for name in NAMES:
            if (folder / name).is_file():
                return read_class_list(folder / name)
    return None


def class_list_text(names: Sequence[str]) -> str:
    """Return the list as labelImg and darknet read it."""
    return "".join(f"{name}\n" for name in names)
