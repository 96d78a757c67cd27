"""Names from files are shown as they are written, wherever they are shown: none of them is markup."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QInputDialog,
    QLabel,
    QMessageBox,
    QToolTip,
    QTreeView,
    QWidget,
)
from pytestqt.qtbot import QtBot
from support.composed import Composed, annotate, make_image

from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.ui.browse.feature import BrowseFeature
from frcnn_desktop.ui.help.about import AboutDialog
from frcnn_desktop.ui.kit.banner import MessageKind
from frcnn_desktop.ui.kit.question import Question
from frcnn_desktop.ui.shell.action_ids import ActionId

# A picture that is not there: where a test fails, nothing is read. The attack names /dev/zero.
HOSTILE = '<img src="/not/there.png"><b>bold</b>'
FILE = "<img src=zero.png><b>a<b>.png"


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Composed]:
    made = Composed(qtbot, tmp_path / "settings.json")
    folder = tmp_path / "<h1>folder<br>"
    folder.mkdir()
    annotate(make_image(folder / FILE), ObjectAnnotation(HOSTILE, (1, 1, 30, 30)))
    (folder / "<u>broken<br>.png").write_text("no image")
    (folder / "<u>xml<br>.png").write_bytes((folder / FILE).read_bytes())
    (folder / "<u>xml<br>.xml").write_text(
        f"<annotation><object><name>{'x' * 9}</name></object></annotation>"
    )
    made.open(folder)
    made.app.window.show()
    assert made.app.workspace.current == folder / FILE
    yield made
    made.close()


def rich_labels() -> list[str]:
    """Return the texts on labels of all windows that would be shown as markup, but for our own."""
    found = []
    for widget in QApplication.allWidgets():
        if isinstance(widget, QLabel) and not widget.property("markup"):
            widget.ensurePolished()
            if widget.textFormat() is not Qt.TextFormat.PlainText:
                found.append(widget.text())
    return found


def shown_tip(text: str, owner: QWidget) -> QLabel:
    QToolTip.showText(QPoint(10, 10), text, owner)
    tips = [each for each in QApplication.topLevelWidgets() if each.metaObject().className() == "QTipLabel"]
    assert isinstance(tips[-1], QLabel)
    return tips[-1]


def test_that_no_label_of_the_window_shows_a_name_as_markup(qtbot: QtBot, window: Composed) -> None:
    app = window.app
    for image in list(app.workspace.paths):
        if image != app.workspace.current:
            window.show(image)
        for kind in MessageKind:
            app.frame.banner.show_message(kind, f"{image.name}: {HOSTILE}", key=str(kind))
            assert rich_labels() == []
        app.frame.banner.clear()
    app.actions[ActionId.SHORTCUTS].trigger()
    app.feature(BrowseFeature).empty_page.show_error(HOSTILE, HOSTILE)
    app.feature(BrowseFeature).empty_page.set_recent_folders([Path("/<b>a<br>")])
    assert rich_labels() == []
    assert any("<img" in widget.text() for widget in app.window.findChildren(QLabel))


def test_that_no_dialog_shows_a_name_as_markup(qtbot: QtBot, window: Composed) -> None:
    ours = Question("info", HOSTILE, HOSTILE, HOSTILE, window.app.window)
    theirs = QMessageBox(window.app.window)
    theirs.setText(HOSTILE)
    theirs.setInformativeText(HOSTILE)
    asked = QInputDialog(window.app.window)
    asked.setLabelText(HOSTILE)
    for dialog in (ours, theirs, asked):
        dialog.open()
        qtbot.waitUntil(dialog.isVisible)
        assert rich_labels() == []
        dialog.close()


def test_that_no_tooltip_shows_a_name_as_markup(qtbot: QtBot, window: Composed) -> None:
    tips = []
    for widget in window.app.window.findChildren(QWidget):
        tips.append(widget.toolTip())
        if isinstance(widget, QAbstractItemView) and (model := widget.model()) is not None:
            for row in range(model.rowCount(QModelIndex())):
                for column in range(widget.header().count() if isinstance(widget, QTreeView) else 1):
                    tip = model.index(row, column, QModelIndex()).data(Qt.ItemDataRole.ToolTipRole)
                    tips.append(tip if isinstance(tip, str) else "")
    hostile = [tip for tip in dict.fromkeys(tips) if "<" in tip]
    assert hostile
    for tip in hostile:
        shown = shown_tip(tip, window.app.window)
        assert (shown.text(), shown.textFormat()) == (tip, Qt.TextFormat.PlainText)
    QToolTip.hideText()


def test_that_links_of_the_program_s_own_still_are_links(qtbot: QtBot, window: Composed) -> None:
    about = AboutDialog(window.app.window)
    about.open()
    links = [each for each in about.findChildren(QLabel) if each.property("markup")]
    assert links
    assert all(each.textFormat() is Qt.TextFormat.RichText for each in links)
    about.close()
