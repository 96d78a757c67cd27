"""Every icon that the code names is among the resources."""

from __future__ import annotations

import ast
from pathlib import Path

from frcnn_desktop.host.resources import resource_path
from frcnn_desktop.ui.kit import icons

PLACES = {
    "icon": 0,
    "icon_pixmap": 0,
    "Question": 0,
    "set_icon": 1,
    "name_icon": 1,
    "line_edit_icon": 1,
    "Row": 1,
    "draw_icon": 2,
}
"""At which place each call names its icon."""


def named_icons(source: str) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in PLACES:
            given = node.args[PLACES[node.func.id] :][:1]
            found |= {
                each.value for each in given if isinstance(each, ast.Constant) and isinstance(each.value, str)
            }
    return found


def test_that_every_icon_that_is_named_is_there() -> None:
    room = resource_path("icons")
    sources = [path.read_text("utf-8") for path in Path(icons.__file__).parents[1].rglob("*.py")]
    named = set().union(*map(named_icons, sources)) - {""}
    assert "chevron-up" in named
    assert sorted(name for name in named if not (room / f"{name}.svg").is_file()) == []
