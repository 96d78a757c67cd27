"""What files of strangers hold: numbers that are none, names that lead elsewhere, text without an end."""

from __future__ import annotations

import json
import math
import os
import re
from pathlib import Path, PurePosixPath, PureWindowsPath

from frcnn_desktop.core.errors import DatasetError, reason_of
from frcnn_desktop.core.messages import Message, verbatim
from frcnn_desktop.core.plain_json import parse_plain
from frcnn_desktop.core.regular_file import read_regular

MAX_JSON = 512 * 2**20
"""Bytes. That of COCO's own training images has 448 MB."""
MAX_TEXT = 16 * 2**20
MAX_NAME, MAX_PART = 1000, 255
_HEAD = 65536
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


def read_bytes(path: Path, limit: int = MAX_TEXT) -> bytes:
    """Return what is in a file. Raises DatasetError, also for what is no file and above `limit`."""
    try:
        return read_regular(path, limit)
    except OSError as error:
        raise DatasetError(Message("file.not_opened", name=path.name, reason=reason_of(error))) from error


def read_text(path: Path, limit: int = MAX_TEXT) -> str:
    """Return the UTF-8 text of a file, without its mark. Raises DatasetError."""
    try:
        return read_bytes(path, limit).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DatasetError(
            Message("file.not_read", name=path.name, reason=Message("convert.not_utf8"))
        ) from error


def read_json(path: Path, limit: int = MAX_JSON) -> object:
    """Return the value of a JSON file, bounded in size and depth. Raises DatasetError."""
    data = read_bytes(path, limit)
    try:
        return parse_plain(data.removeprefix(b"\xef\xbb\xbf"), limit)
    except (ValueError, RecursionError) as error:
        # Of the parser's own sentence only the first line, and not its input.
        reason = verbatim(str(error).partition("\n")[0][:200])
        raise DatasetError(Message("file.not_read", name=path.name, reason=reason)) from error


def head_and_tail(path: Path) -> bytes:
    """Return the first and last bytes of a file, enough to tell its kind; nothing of what is no file."""
    try:
        if not path.is_file():
            return b""
        with path.open("rb") as file:
            head = file.read(_HEAD)
            file.seek(max(len(head), os.fstat(file.fileno()).st_size - _HEAD))
            return head + file.read(_HEAD)
    except OSError:
        return b""


def number(value: object) -> float | None:
    """Return a JSON number as a finite float; None for everything else, also for true and false."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        found = float(value)
    except OverflowError:
        return None
    return found if math.isfinite(found) else None


def numbers(value: object, count: int | None = None) -> tuple[float, ...] | None:
    """Return a list of finite numbers, `count` of them where it is given; None for everything else."""
    if not isinstance(value, list) or (count is not None and len(value) != count):
        return None
    found = [number(each) for each in value]
    known = tuple(each for each in found if each is not None)
    return known if len(known) == len(found) else None


def pixels(value: object) -> int:
    """Return a width or height; 0 for what is none."""
    found = number(value)
    return int(found) if found is not None and 0 < found < 2**31 and found == int(found) else 0


def text(value: object) -> str:
    """Return a JSON text without blanks around it; "" for what is none, or holds control characters."""
    if not isinstance(value, str) or len(value) > MAX_NAME or _CONTROL.search(value.strip()):
        return ""
    return value.strip()


def short_json(value: object) -> str:
    """Return a value as it can stand in a sentence."""
    return json.dumps(value, ensure_ascii=False)[:60]


def relative_name(told: str) -> str | None:
    """Return a file's name as told in a data set, with "/" between folders; None for one that leads nowhere.

    Absolute paths, drives and names with control characters are refused; ".." is left to `inside`.
    """
    name = told.replace("\\", "/")
    if not is_clean(name):
        return None
    if PurePosixPath(name).is_absolute() or PureWindowsPath(name).drive:
        return None
    return name


def is_clean(name: str) -> bool:
    """Say whether systems take a path of this length and these characters."""
    if not name or len(name) > MAX_NAME or _CONTROL.search(name):
        return False
    return all(len(part.encode("utf-8")) <= MAX_PART for part in name.split("/"))


def inside(root: Path, folder: Path, name: str) -> Path | None:
    """Return the path of `name` told in `folder`; None when it leads out of `root`.

    Links that a person has made in there are followed.
    """
    path, base = os.path.abspath(folder / name), os.path.abspath(root)
    return Path(path) if path == base or path.startswith(os.path.join(base, "")) else None


def plain_name(path: Path, root: Path) -> str:
    """Return how a path inside `root` is called there."""
    return Path(os.path.relpath(path, root)).as_posix()
