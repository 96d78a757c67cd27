"""Texts on buttons and lines that have little room."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from frcnn_desktop.ui.kit.elided_label import ElidedLabel
from frcnn_desktop.ui.kit.mnemonics import plain_text


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("&Save", "Save"),
        ("저장(&S)", "저장"),
        ("Open &folder…", "Open folder"),
        ("폴더 열기(&F)…", "폴더 열기"),
        ("dog && cat", "dog & cat"),
        ("Soft-NMS (slow)", "Soft-NMS (slow)"),
    ],
)
def test_that_buttons_show_no_mnemonics(text: str, plain: str) -> None:
    assert plain_text(text) == plain


def test_that_a_line_without_room_ends_in_an_ellipsis_and_its_tooltip_has_it_all(qtbot: QtBot) -> None:
    label = ElidedLabel()
    qtbot.addWidget(label)
    text = "10.9 × 20.8 → 12 × 22 cells → 7 × 7 bins"
    label.setText(text)
    label.resize(120, 20)
    assert label.shown.endswith("…")
    assert label.toolTip() == text
    assert not label.grab().isNull()
    label.resize(2000, 20)
    assert label.shown == text
