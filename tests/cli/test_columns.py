"""Tables on a terminal with names of every script."""

from __future__ import annotations

from frcnn_desktop.cli.columns import columns_of, filled


def test_that_wide_letters_and_those_without_width_are_counted_as_a_terminal_does() -> None:
    assert [columns_of(text) for text in ("cat", "고양이", "猫", "e\u0301", "")] == [3, 6, 2, 1, 0]


def test_that_columns_line_up_under_wide_names() -> None:
    names = ["cat", "고양이", "犬 dog", "แมว", "\x1b[31mred"]
    width = max(map(columns_of, names))
    assert {columns_of(filled(name, width)) for name in names} == {width}
