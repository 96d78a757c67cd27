"""What Qt calls across threads."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

import frcnn_desktop

PACKAGE = Path(frcnn_desktop.__file__).parent


def test_that_no_slot_overrides_another() -> None:
    """Connected in the base's constructor, PySide takes it for no slot: it runs in the thread that emits."""
    slots: defaultdict[str, set[str]] = defaultdict(set)
    classes: list[tuple[str, list[str], set[str]]] = []
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                methods = [item for item in node.body if isinstance(item, ast.FunctionDef)]
                found = {m.name for m in methods if any("Slot" in ast.unparse(d) for d in m.decorator_list)}
                slots[node.name] |= found
                bases = [ast.unparse(base).rpartition(".")[2] for base in node.bases]
                classes.append((node.name, bases, {m.name for m in methods}))
    overridden = {
        f"{name}.{method}"
        for name, bases, methods in classes
        for base in bases
        for method in methods & slots[base]
    }
    assert slots["Policy"]
    assert overridden == set()
