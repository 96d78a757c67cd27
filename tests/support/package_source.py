"""The source of the program; a file is parsed and walked once in a process, however many tests ask."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import frcnn_desktop

PACKAGE = Path(frcnn_desktop.__file__).parent
MODULES = tuple(sorted(PACKAGE.rglob("*.py")))


def modules_of(room: str) -> list[Path]:
    """Return the files of a package of ours, and of those in it."""
    return [path for path in MODULES if path.is_relative_to(PACKAGE / room)]


@cache
def tree_of(path: Path) -> ast.Module:
    """Return the syntax tree of a file; it must stay as it is."""
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    """Return all nodes of the tree of a file."""
    return tuple(ast.walk(tree_of(path)))


@cache
def names_used(path: Path) -> frozenset[str]:
    """Return the names behind a dot."""
    return frozenset(node.attr for node in nodes_of(path) if isinstance(node, ast.Attribute))


def called(call: ast.Call) -> str:
    """Return "a.b.c" where a.b.c is called; "" where what is called is no name."""
    names: list[str] = []
    function = call.func
    while isinstance(function, ast.Attribute):
        names.append(function.attr)
        function = function.value
    return ".".join([function.id, *reversed(names)]) if isinstance(function, ast.Name) else ""
