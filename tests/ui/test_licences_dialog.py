"""The About box leads to the licences."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QTreeWidget
from pytestqt.qtbot import QtBot

from frcnn_desktop.host.licences import Part
from frcnn_desktop.ui.help.about import AboutDialog
from frcnn_desktop.ui.help.licences import LicencesDialog


def test_that_the_chosen_part_shows_its_text(qtbot: QtBot, tmp_path: Path) -> None:
    text = tmp_path / "LICENSE"
    text.write_text("do as you like", "utf-8")
    parts = (Part("one", "1.0", "MIT", "", ()), Part("two", "2.0", "", "https://two.example", (text,)))
    dialog = LicencesDialog(parts=parts)
    qtbot.addWidget(dialog)
    rows, shown = dialog.findChild(QTreeWidget), dialog.findChild(QPlainTextEdit)
    assert rows is not None
    assert shown is not None
    assert "without a licence text" in shown.toPlainText()
    second = rows.topLevelItem(1)
    assert second is not None
    rows.setCurrentItem(second)
    assert shown.toPlainText() == "https://two.example\n\ndo as you like"


def test_that_the_about_box_opens_the_licences_of_this_installation(qtbot: QtBot) -> None:
    about = AboutDialog()
    qtbot.addWidget(about)
    about.show()
    next(button for button in about.findChildren(QPushButton) if button.text() == "&Licences").click()
    dialog = about.findChild(LicencesDialog)
    assert dialog is not None
    assert dialog.isVisible()
    rows = dialog.findChild(QTreeWidget)
    assert rows is not None
    assert rows.topLevelItemCount() > 20
    dialog.close()
