"""Columns of a table on a terminal, where a Chinese, Japanese or Korean letter takes two places."""

from __future__ import annotations

from rich.cells import cell_len

from frcnn_desktop.core.printable import printable


def columns_of(text: str) -> int:
    """Return how many places a text takes on a terminal, as it is printed."""
    return cell_len(printable(text))


def filled(text: str, width: int) -> str:
    """Return the text as it is printed, with blanks behind it to `width` places."""
    return printable(text) + " " * max(0, width - columns_of(text))
