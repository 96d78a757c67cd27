"""What the style sheet makes of widgets that are Qt's own."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QCompleter, QLineEdit
from pytestqt.qtbot import QtBot

from frcnn_desktop.ui.kit.palettes import DARK, LIGHT, Colours
from frcnn_desktop.ui.kit.stylesheet import stylesheet


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_that_completions_have_a_background_to_be_read_on(
    qtbot: QtBot, qapp: QApplication, colours: Colours
) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    completer = QCompleter(["annotations", "images"], field)
    field.setCompleter(completer)
    before = qapp.styleSheet()
    qapp.setStyleSheet(stylesheet(colours, 10))
    try:
        popup = completer.popup()
        # As large as two rows and more: nothing is written in its lower right corner.
        popup.resize(200, 120)
        image = popup.grab().toImage()
    finally:
        qapp.setStyleSheet(before)
    assert image.pixelColor(190, 110).name() == colours.base
