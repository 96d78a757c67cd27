"""Every public class, function, method and property says what it is for. What Qt declares, Qt documents."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

from support.package_source import MODULES, PACKAGE, tree_of

Named = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def named_in(node: ast.AST, within: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Named]]:
    """Give what a module or class defines by its path of names, also under an `if` or a `try`."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, Named):
            yield (*within, child.name), child
            if isinstance(child, ast.ClassDef):
                yield from named_in(child, (*within, child.name))
        elif isinstance(child, ast.If | ast.Try | ast.ExceptHandler | ast.With):
            yield from named_in(child, within)


def stands_for_another(node: Named) -> bool:
    """Say whether it is a setter, whose property speaks for it, or an overload of what follows."""
    return any(ast.unparse(each).endswith((".setter", "overload")) for each in node.decorator_list)


def is_declared_by_qt(module: ModuleType, names: tuple[str, ...]) -> bool:
    """Say whether a PySide6 base of the class has a method of this name."""
    owner: object = module
    for name in names[:-1]:
        owner = getattr(owner, name)
    bases = owner.__mro__ if isinstance(owner, type) else ()
    return any(base.__module__.startswith("PySide6.") and hasattr(base, names[-1]) for base in bases)


def undocumented(tree: ast.AST, module: Callable[[], ModuleType]) -> list[str]:
    """Return the names without docstring; the module is loaded only to ask whether Qt declares a method."""
    return [
        ".".join(names)
        for names, node in named_in(tree)
        if not any(name.startswith("_") for name in names)
        and ast.get_docstring(node) is None
        and not stands_for_another(node)
        and not (len(names) > 1 and is_declared_by_qt(module(), names))
    ]


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)


def test_that_every_public_name_has_a_docstring() -> None:
    missing = {}
    for path in MODULES:
        name = module_name(path)
        if found := undocumented(tree_of(path), lambda n=name: importlib.import_module(n)):
            missing[name] = found
    assert missing == {}


PLANTED = '''
from typing import TYPE_CHECKING, overload
from PySide6.QtCore import QObject

class Bare(QObject):
    """Has one."""

class Told(Bare):
    class Inner:
        """Has one."""
        def inside(self): ...
    @property
    def asked(self): ...
    @asked.setter
    def asked(self, value): ...
    @overload
    def many(self): ...
    def many(self): ...
    def eventFilter(self, watched, event): ...
    def _own(self): ...

class _Hidden:
    def shown(self): ...

if not TYPE_CHECKING:
    def function(): ...
'''


def test_that_a_name_without_docstring_is_found_unless_it_is_private_or_qt_declares_it() -> None:
    module = ModuleType("planted")
    exec(PLANTED, vars(module))
    expected = ["Told", "Told.Inner.inside", "Told.asked", "Told.many", "function"]
    assert undocumented(ast.parse(PLANTED), lambda: module) == expected
