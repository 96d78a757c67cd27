"""Finding what the files of a folder bring. Each holds one value, under a name that they all use.

Adding one is adding a file: no list has to name it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from typing import TypeVar

T = TypeVar("T")


def modules_in(package: str) -> list[str]:
    """Return the full names of the files and folders of a package, by name."""
    return sorted(f"{package}.{found.name}" for found in iter_modules(import_module(package).__path__))


def modules_named(name: str, package: str) -> list[str]:
    """Return the full names of the modules of one name in the folders right inside a package, by folder."""
    folders = sorted(found.name for found in iter_modules(import_module(package).__path__) if found.ispkg)
    names = [f"{package}.{folder}.{name}" for folder in folders]
    return [each for each in names if find_spec(each) is not None]


def discovered(
    modules: Iterable[str], constant: str, kind: type[T], order: Callable[[T], int]
) -> tuple[T, ...]:
    """Import `modules` and return what each has under the name `constant`, the lowest `order` first.

    Whatever a module raises is passed on. TypeError where one has nothing of that kind, ValueError where two
    want the same place: it would depend on what their files are called.
    """
    found: dict[int, tuple[str, T]] = {}
    for module in modules:
        value = getattr(import_module(module), constant, None)
        if not isinstance(value, kind):
            raise TypeError(f"{module} has no {constant} that is a {kind.__name__}")
        place = order(value)
        if place in found:
            raise ValueError(f"the order {place} of {module} is taken by {found[place][0]}")
        found[place] = (module, value)
    return tuple(found[place][1] for place in sorted(found))
