"""A choice that is wider than its box."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from frcnn_desktop.ui.kit.elided_combo_box import ElidedComboBox


def test_that_a_choice_without_room_keeps_its_count_behind_an_ellipsis(qtbot: QtBot) -> None:
    box = ElidedComboBox()
    qtbot.addWidget(box)
    box.addItem("All images of the folder (1234)")
    box.resize(600, 30)
    assert box.shown == "All images of the folder (1234)"
    box.resize(130, 30)
    assert "…" in box.shown
    assert box.shown.endswith(")")
    assert not box.grab().isNull()
