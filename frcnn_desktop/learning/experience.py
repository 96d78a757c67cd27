"""What became of the last suggestions, as plain arrays that a file can hold.

Each part learns from one image at a time; an image's entry is a few arrays with a row for each suggestion,
object or side. Shapes: I images, R rows of all of them, S suggestions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import DTypeLike, NDArray

Entry = tuple[NDArray, ...]

MOST_IMAGES = 4096
_LARGEST = 1e4
"""No gain, sign or weight is as large; what is would make every number that follows one that is none."""


class UnsoundError(ValueError):
    """Arrays that no session has kept. The text says what is wrong."""


@dataclass(frozen=True, slots=True, eq=False)
class Experience:
    """`arrays` by name, see the parts that give and take them; `names` are the classes and `keys` the content
    keys of images that they speak of by number; `model` tells the network whose suggestions they were."""

    arrays: Mapping[str, NDArray]
    names: tuple[str, ...]
    keys: tuple[str, ...]
    model: str


@dataclass(frozen=True, slots=True)
class Layout:
    """A part's arrays: under which `name`, what a row of each looks like, and how many rows are kept."""

    name: str
    rows: tuple[tuple[DTypeLike, tuple[int, ...]], ...]
    most_rows: int


def packed(layout: Layout, entries: Sequence[Entry]) -> dict[str, NDArray]:
    """Return the newest entries whose rows are few enough: `NAME.counts` I, `NAME.0`, `NAME.1`, ... R."""
    counts = np.array([len(entry[0]) for entry in entries], np.int64)
    fit = np.cumsum(counts[::-1])[::-1] <= layout.most_rows
    kept = [entry for entry, fits in zip(entries, fit, strict=True) if fits][-MOST_IMAGES:]
    found = {f"{layout.name}.counts": counts[len(counts) - len(kept) :]}
    for column, (dtype, shape) in enumerate(layout.rows):
        rows = [np.asarray(entry[column], dtype) for entry in kept]
        found[f"{layout.name}.{column}"] = np.concatenate([np.zeros((0, *shape), dtype), *rows])
    return found


def unpacked(layout: Layout, arrays: Mapping[str, NDArray]) -> list[Entry]:
    """Return the entries of a part, oldest first. Raises UnsoundError."""
    counts = _checked(arrays, f"{layout.name}.counts", np.int64, ())
    if len(counts) > MOST_IMAGES or (counts < 0).any() or counts.sum() > layout.most_rows:
        raise UnsoundError(f"{layout.name} has other counts")
    columns = []
    for column, (dtype, shape) in enumerate(layout.rows):
        rows = _checked(arrays, f"{layout.name}.{column}", dtype, shape)
        if len(rows) != counts.sum():
            raise UnsoundError(f"{layout.name} has other rows than counts")
        columns.append(np.split(rows, np.cumsum(counts)[:-1]) if len(counts) else [])
    return list(zip(*columns, strict=True))


def numbered(names: Iterable[str]) -> dict[str, int]:
    """Return each name once, with its number."""
    return {name: number for number, name in enumerate(dict.fromkeys(names))}


def named(numbers: NDArray, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of numbers. Raises UnsoundError for one that none has."""
    if len(numbers) and not (numbers.min() >= 0 and numbers.max() < len(names)):
        raise UnsoundError("a number has no name")
    return tuple(names[number] for number in numbers.tolist())


def whole_numbers(arrays: Mapping[str, NDArray], name: str, shape: tuple[int, ...]) -> NDArray:
    """Return an array of numbers of things, R x `shape`. Raises UnsoundError."""
    found = _checked(arrays, name, np.int64, shape)
    if len(found) > MOST_IMAGES or (found < 0).any():
        raise UnsoundError(f"{name} has numbers that nothing has")
    return found


def _checked(arrays: Mapping[str, NDArray], name: str, dtype: DTypeLike, shape: tuple[int, ...]) -> NDArray:
    array = arrays.get(name)
    kind = np.dtype(dtype), len(shape) + 1, shape
    if array is None or (array.dtype, array.ndim, array.shape[1:]) != kind:
        raise UnsoundError(f"{name} is missing, or of another kind")
    if array.dtype.kind == "f" and not (np.abs(array) <= _LARGEST).all():
        raise UnsoundError(f"{name} has numbers that nothing has")
    return array
