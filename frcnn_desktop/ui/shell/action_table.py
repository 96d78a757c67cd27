"""The menu bar as a table: which menus there are, and the rows that features have brought for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import QObject

from frcnn_desktop.ui.shell.action_ids import ActionSpec, Category, MenuBlock

_IN_A_TEN = 10


@dataclass(frozen=True, slots=True)
class MenuSpec:
    """One menu: its rows from top to bottom; None is a line between two groups."""

    category: Category
    title: str
    rows: tuple[ActionSpec | None, ...]


class ActionTable(QObject):
    """Sorts the blocks of all features, whichever came first, into the menus."""

    def menus(self, blocks: Iterable[MenuBlock]) -> tuple[MenuSpec, ...]:
        """Return every menu of the menu bar, left to right.

        ValueError where two blocks want the same place: their order would depend on who came first.
        """
        brought = sorted(blocks, key=lambda block: block.place)
        for (category, place), count in Counter((each.category, each.place) for each in brought).items():
            if category is not None and count > 1:
                raise ValueError(f"place {place} of the menu {category} is taken")
        return tuple(
            MenuSpec(category, title, _rows([block for block in brought if block.category is category]))
            for category, title in self._titles().items()
        )

    def _titles(self) -> dict[Category, str]:
        return {
            Category.FILE: self.tr("&File"),
            Category.EDIT: self.tr("&Edit"),
            Category.OBJECT: self.tr("&Object"),
            Category.IMAGE: self.tr("&Image"),
            Category.DETECT: self.tr("&Detect"),
            Category.VIEW: self.tr("&View"),
            Category.INSIDE: self.tr("I&nside"),
            Category.HELP: self.tr("&Help"),
        }


def _rows(blocks: list[MenuBlock]) -> tuple[ActionSpec | None, ...]:
    rows: list[ActionSpec | None] = []
    for _, group in groupby(blocks, key=lambda block: block.place // _IN_A_TEN):
        if rows:
            rows.append(None)
        rows += [row for block in group for row in block.rows]
    return tuple(rows)
