"""What a person hears who does not see the window, and reaches who has no mouse."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QScrollBar,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot
from support.composed import CAT, DOG, Composed, annotate, make_image
from support.window import all_actions
from ui.test_dialogs_look import DIALOGS

from frcnn_desktop.ui.inside.example.picture import ExamplePicture
from frcnn_desktop.ui.inside.example.text import ExampleWords
from frcnn_desktop.ui.inside.example.window import ExampleWindow
from frcnn_desktop.ui.keys.dialog import KeysDialog
from frcnn_desktop.ui.learn.similar_dialog import SimilarDialog
from frcnn_desktop.ui.shell.action_ids import ActionId

A, Role = ActionId, QAccessible.Role
CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QTabBar,
)
ROLES: dict[type[QWidget], set[QAccessible.Role]] = {
    QCheckBox: {Role.CheckBox},
    QRadioButton: {Role.RadioButton},
    QPushButton: {Role.Button, Role.CheckBox, Role.ButtonMenu},
    QComboBox: {Role.ComboBox},
    QLineEdit: {Role.EditableText},
    QPlainTextEdit: {Role.EditableText},
    QAbstractSpinBox: {Role.SpinBox},
    QAbstractSlider: {Role.Slider},
    QAbstractItemView: {Role.List, Role.Table, Role.Tree},
    QProgressBar: {Role.ProgressBar},
    QTabBar: {Role.PageTabList},
}


def worked_example() -> ExampleWindow:
    return ExampleWindow(ExamplePicture("example", lambda: None, ExampleWords()))


MORE_DIALOGS: dict[str, Callable[[], QDialog]] = {
    "keys": lambda: KeysDialog(all_actions()),
    "worked example": worked_example,
    "similar objects": SimilarDialog,
}


def is_qts_own(widget: QWidget) -> bool:
    """Say whether a widget is a part that Qt makes of another control, which is heard for it."""
    parent = widget.parentWidget()
    if isinstance(widget, QScrollBar | QHeaderView) or widget.objectName().startswith("qt_"):
        return True
    if isinstance(parent, QAbstractScrollArea) and widget is parent.viewport():
        return True
    while parent is not None:
        if isinstance(parent, QComboBox | QLineEdit | QAbstractSpinBox):
            return True
        parent = parent.parentWidget()
    return False


def is_empty(widget: QWidget) -> bool:
    """Say whether these are tabs of panels without a panel, which Qt keeps at hand."""
    return isinstance(widget, QTabBar) and not widget.count()


def controls(top: QWidget) -> list[QWidget]:
    """Return what a person works with: known kinds of controls, and whatever Tab leads to."""
    return [
        widget
        for widget in top.findChildren(QWidget)
        if (isinstance(widget, CONTROLS) or widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and not is_qts_own(widget)
        and not is_empty(widget)
    ]


def told(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName()} in {type(widget.parent()).__name__}"


def faults(top: QWidget) -> list[str]:
    """Return the controls without a name or with another role than such a control has."""
    wrong = []
    for widget in controls(top):
        heard = QAccessible.queryAccessibleInterface(widget)
        if not heard.text(QAccessible.Text.Name):
            wrong.append(f"no name: {told(widget)}")
        roles = next((roles for kind, roles in ROLES.items() if isinstance(widget, kind)), set())
        if heard.role() is Role.NoRole or (roles and heard.role() not in roles):
            wrong.append(f"{heard.role().name}: {told(widget)}")
    return wrong


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Composed]:
    photos = [make_image(tmp_path / f"{number}.png", (400, 300)) for number in range(2)]
    annotate(photos[0], CAT, DOG)
    made = Composed(qtbot, tmp_path / "settings.json")
    made.open(*photos)
    qtbot.waitUntil(lambda: made.app.detection.run is not None)
    yield made
    made.close()


def test_that_every_control_of_the_window_has_a_name_and_its_role(window: Composed) -> None:
    assert "\n".join(faults(window.app.window)) == ""


def test_that_every_control_of_the_training_page_has_a_name_and_its_role(window: Composed) -> None:
    window.app.actions[A.TRAINING].trigger()
    assert "\n".join(faults(window.app.window)) == ""


@pytest.mark.parametrize("name", {**DIALOGS, **MORE_DIALOGS})
def test_that_every_control_of_every_dialog_has_a_name_and_its_role(qtbot: QtBot, name: str) -> None:
    dialog = {**DIALOGS, **MORE_DIALOGS}[name]()
    qtbot.addWidget(dialog)
    dialog.show()
    assert "\n".join(faults(dialog)) == ""


@pytest.mark.parametrize(
    "name",
    [
        A.LOOK,
        A.STATISTICS,
        A.OBJECT_DETAILS,
        A.DATA_SET_CLASSES,
        A.COMPARE,
        A.EXPORT_PICTURE,
    ],
)
def test_that_every_control_of_what_the_window_opens_has_a_name_its_role_and_is_reached_by_tab(
    window: Composed, qtbot: QtBot, name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    annotate(make_image(other / "0.png", (400, 300)), CAT)
    monkeypatch.setattr(window.app.shell.prompts, "folder", lambda *_: other)
    qtbot.waitUntil(lambda: all(each.summarised for each in window.app.workspace.catalogue.entries))
    window.app.session.select([window.app.session.objects[0].id])
    window.app.actions[name].trigger()
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.app.window.findChildren(QDialog)))
    opened = next(each for each in window.app.window.findChildren(QDialog) if each.isVisible())
    assert "\n".join(faults(opened)) == ""
    opened.activateWindow()
    qtbot.waitUntil(lambda: opened.focusWidget() is not None)
    assert [told(each) for each in wanted(opened) - reached(opened)] == []
    opened.close()


def test_that_tab_reaches_every_control_of_every_dialog_and_comes_back(qtbot: QtBot) -> None:
    for make in {**DIALOGS, **MORE_DIALOGS}.values():
        dialog = make()
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.activateWindow()
        qtbot.waitUntil(lambda dialog=dialog: dialog.focusWidget() is not None)  # type: ignore[misc]
        missed = wanted(dialog) - reached(dialog)
        assert [told(each) for each in missed] == []
        dialog.hide()


def test_that_tab_reaches_every_control_of_the_window_and_comes_back(window: Composed) -> None:
    top = window.app.window
    top.activateWindow()
    window.app.canvas.setFocus()
    missed = wanted(top) - reached(top)
    assert [told(each) for each in missed] == []


def wanted(top: QWidget) -> set[QWidget]:
    """Return what can be used now and has to be reached by Tab."""
    return {
        each
        for each in controls(top)
        if each.isVisibleTo(top) and each.isEnabled() and each.focusPolicy() & Qt.FocusPolicy.TabFocus
    }


def reached(top: QWidget) -> set[QWidget]:
    """Press Tab until it comes back to where it began; return where it went."""
    found: set[QWidget] = set()
    for _ in range(400):
        focus = top.focusWidget()
        if focus is None or focus in found:
            break
        found.add(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    return found


@pytest.mark.parametrize("factor", [1.5, 2.0])
def test_that_text_and_rows_grow_with_the_font_of_the_system(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, factor: float
) -> None:
    before = qapp.font()
    small = Composed(qtbot, tmp_path / "small.json")
    sizes = measured(small)
    small.close()
    larger = qapp.font()
    larger.setPointSizeF(before.pointSizeF() * factor)
    qapp.setFont(larger)
    try:
        large = Composed(qtbot, tmp_path / "large.json")
        grown = measured(large)
        large.close()
    finally:
        qapp.setFont(before)
    assert sizes.keys() == grown.keys()
    for name, height in sizes.items():
        assert grown[name] >= height * (1 + (factor - 1) * 0.7), name


def measured(program: Composed) -> dict[str, int]:
    """Return how high letters are in parts of the window, its large titles among them."""
    top = program.app.window
    top.show()
    heights = {
        type(each).__name__: each.fontMetrics().height() for each in controls(top) if each.isVisibleTo(top)
    }
    title = next(each for each in top.findChildren(QLabel) if each.property("role") == "hero")
    title.ensurePolished()
    return {**heights, "title": title.fontMetrics().height()}
