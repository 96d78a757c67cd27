"""The keys of other programs, and the table that tells of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.window import all_actions

from frcnn_desktop.ui.keys.schemes import CVAT, LABELIMG, LABELME, OWN, SCHEMES, X_ANYLABELING, Scheme
from frcnn_desktop.ui.kit.mnemonics import plain_text
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.ui.shell.key_bindings import effective, portable

A = ActionId
pytestmark = pytest.mark.usefixtures("qapp")
TABLE = Path(__file__).parents[3] / "docs" / "KEYS.md"


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.name)
def test_that_a_scheme_names_commands_and_keys_that_there_are_each_key_once(scheme: Scheme) -> None:
    rows = all_actions().row_keys
    keys = [key for each in scheme.keys.values() for key in each]
    assert set(scheme.keys) <= set(rows)
    assert keys == [portable(key) for key in keys]
    assert len(keys) == len(set(keys))
    assert {name: effective(rows, scheme.keys)[name] for name in scheme.keys} == dict(scheme.keys)


def test_that_each_scheme_walks_and_draws_as_its_program_does() -> None:
    rows = all_actions().row_keys
    first = {
        scheme.name: tuple(
            effective(rows, scheme.keys)[name][0] for name in (A.PREVIOUS_IMAGE, A.NEXT_IMAGE, A.DRAW)
        )
        for scheme in SCHEMES
    }
    assert first == {
        OWN.name: ("A", "D", "W"),
        LABELIMG.name: ("A", "D", "W"),
        LABELME.name: ("A", "D", "Ctrl+R"),
        CVAT.name: ("D", "F", "N"),
        X_ANYLABELING.name: ("A", "D", "R"),
    }


def test_that_the_table_in_the_docs_is_what_the_schemes_say() -> None:
    assert table() in TABLE.read_text(encoding="utf-8")


def table() -> str:
    """Return the rows of the table, as the documentation has to have them."""
    actions = all_actions()
    others = [scheme for scheme in SCHEMES if scheme is not OWN]
    lines = [
        "| command | " + " | ".join(scheme.title for scheme in SCHEMES) + " |",
        "|---" * (len(SCHEMES) + 1) + "|",
    ]
    for row in actions.rows:
        if any(row.id in scheme.keys for scheme in others):
            cells = [_cell(row.keys.split())] + [_cell(scheme.keys.get(row.id, ())) for scheme in others]
            lines.append(f"| {plain_text(row.text)} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _cell(keys: object) -> str:
    assert isinstance(keys, list | tuple)
    return ", ".join(f"`` {key} ``" if "`" in key else f"`{key}`" for key in keys) or "·"
