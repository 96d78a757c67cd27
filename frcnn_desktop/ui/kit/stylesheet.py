"""What the palette cannot say: gaps, rounded corners and the quiet look of lists, docks and buttons."""

from __future__ import annotations

from frcnn_desktop.host.resources import resource_path
from frcnn_desktop.ui.kit.palettes import Colours
from frcnn_desktop.ui.kit.plain_text import PLAIN_LABELS

_HERO_SHARE = 5 / 3
"""Size of large titles, of the system's font."""
_COMPLETIONS = 'QListView[focusPolicy="NoFocus"][selectionBehavior="SelectRows"]'
"""What Qt completes in, e.g. in its own file dialog: a window, in which only black would shine through.
It has no parent and no name; by these two it differs from every list of ours."""


def stylesheet(colours: Colours, points: float) -> str:
    """Return the application's style sheet for one colour set; the system's font has this many points."""
    parts = (PLAIN_LABELS, _FRAME, _BUTTONS, _INPUTS, _VIEWS, _BARS, _PANELS)
    sheet = "\n".join(parts)
    for name in Colours.__slots__:
        sheet = sheet.replace(f"@{name};", f"{getattr(colours, name)};")
    sheet = sheet.replace("@hero_size;", f"{points * _HERO_SHARE:.1f}pt;")
    sheet = sheet.replace("@completions;", _COMPLETIONS)
    # A style sheet cannot recolour a picture, so these have files of their own.
    for name, file in (
        ("@check;", "check-white.svg"),
        ("@arrow;", "chevron-down-grey.svg"),
        ("@arrow_up;", "chevron-up-grey.svg"),
    ):
        sheet = sheet.replace(name, resource_path("icons", file).as_posix())
    return sheet


_FRAME = """
QToolTip { border: 1px solid @border; padding: 4px 6px; }
QMainWindow::separator { background: @window; width: 5px; height: 5px; }
QMainWindow::separator:hover { background: @accent; }
QMenuBar { background: @window; padding: 0 4px; }
QMenuBar::item { padding: 3px 8px; border-radius: 4px; }
QMenuBar::item:selected { background: @hover; }
QMenu { background: @raised; border: 1px solid @border; padding: 4px; }
QMenu::item { padding: 4px 28px 4px 8px; border-radius: 4px; }
QMenu::item:selected { background: @tint; }
QMenu::item:disabled { color: @disabled; }
QMenu::icon { padding-left: 6px; }
QMenu::separator { height: 1px; background: @border; margin: 4px 8px; }
QToolBar { background: @window; border: none; border-bottom: 1px solid @border; }
QToolBar { spacing: 2px; padding: 2px; }
QToolBar::separator { background: @border; width: 1px; margin: 5px 5px; }
QStatusBar { background: @window; border-top: 1px solid @border; }
QStatusBar::item { border: none; }
QTabBar { background: @window; border: none; }
QTabBar::tab { background: transparent; color: @muted; border: none; padding: 5px 10px; margin: 0 2px; }
QTabBar::tab { border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: @text; border-bottom-color: @accent; font-weight: 600; }
QTabBar::tab:hover:!selected { color: @text; border-bottom-color: @border; }
QDockWidget { border: none; }
"""

_BUTTONS = """
QToolButton { border: 1px solid transparent; border-radius: 5px; padding: 3px 6px; }
QToolButton:hover { background: @hover; }
QToolButton:pressed { background: @border; }
QToolButton:checked { background: @tint; }
QToolButton:focus { border-color: @accent; }
QToolButton:disabled { color: @disabled; }
QStatusBar QToolButton { padding: 1px 6px; }
QToolButton[role="small"] { padding: 2px; }
QToolButton[role="button"] { background: @raised; border: 1px solid @border; }
QToolButton[role="button"]:hover { background: @hover; }
QToolButton[role="button"]:disabled { background: transparent; }
QToolButton[role="chip"] { border: 1px solid @border; border-radius: 9px; padding: 1px 0 1px 5px; }
QToolButton[role="chip"]:checked { background: @raised; color: @text; }
QToolButton[role="chip"]:!checked { color: @muted; background: transparent; border-style: dashed; }
QToolButton[role="chip"]:hover { border-color: @muted; }
QPushButton[role="link"] { background: transparent; border: none; color: @accent_text; padding: 3px 8px; }
QPushButton[role="link"]:hover { background: @hover; }
QToolButton::menu-indicator { image: none; }
QPushButton { background: @raised; border: 1px solid @border; border-radius: 5px; padding: 4px 12px; }
QPushButton:hover { background: @hover; }
QPushButton:pressed { background: @border; }
QPushButton:focus { border-color: @accent; }
QPushButton:disabled { color: @disabled; background: @window; }
QPushButton[role="primary"] { background: @accent; color: @on_accent; border-color: @accent; }
QPushButton[role="primary"]:hover { background: @accent_hover; }
QPushButton[role="primary"]:disabled { background: @border; color: @disabled; border-color: @border; }
"""

_INPUTS = """
QLineEdit { background: @base; border: 1px solid @border; border-radius: 5px; padding: 3px 6px; }
QLineEdit:focus { border-color: @accent; }
QLineEdit[role="path"] { background: transparent; border: none; padding: 0; }
QCheckBox { spacing: 6px; }
QCheckBox::indicator, QListView::indicator {
    width: 13px; height: 13px; border: 1px solid @muted; border-radius: 3px;
}
QCheckBox::indicator:checked, QListView::indicator:checked {
    background: @accent; border-color: @accent; image: url("@check;");
}
QCheckBox::indicator:hover, QListView::indicator:hover { border-color: @accent; }
QCheckBox:focus { color: @accent_text; }
QComboBox { background: @base; border: 1px solid @border; border-radius: 5px; padding: 3px 6px; }
QComboBox:focus { border-color: @accent; }
QComboBox::drop-down { border: none; width: 20px; }
QComboBox::down-arrow { image: url("@arrow;"); width: 12px; height: 12px; }
QAbstractSpinBox { background: @base; border: 1px solid @border; border-radius: 5px; padding: 2px 7px; }
QAbstractSpinBox:focus { border-color: @accent; }
QAbstractSpinBox:disabled { color: @disabled; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {
    subcontrol-origin: border; width: 18px; border: none; background: transparent;
}
QAbstractSpinBox::up-button { subcontrol-position: top right; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; }
QAbstractSpinBox::up-arrow { image: url("@arrow_up;"); width: 10px; height: 10px; }
QAbstractSpinBox::down-arrow { image: url("@arrow;"); width: 10px; height: 10px; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: @border; }
QSlider::sub-page:horizontal { height: 4px; border-radius: 2px; background: @accent; }
QSlider::sub-page:horizontal:disabled { background: @border; }
QSlider::handle:horizontal {
    width: 12px; height: 12px; margin: -5px 0; border-radius: 7px;
    background: @raised; border: 1px solid @muted;
}
QSlider::handle:horizontal:hover, QSlider::handle:horizontal:focus { border-color: @accent; }
QSlider::handle:horizontal:disabled { border-color: @border; }
"""

_VIEWS = """
QAbstractItemView { outline: none; }
QListView, QTreeView { background: transparent; border: none; }
QListView[role="popup"], @completions; { background: @base; border: 1px solid @border; padding: 2px; }
QListView[role="popup"]::item { padding: 3px 4px; }
QComboBox QAbstractItemView { background: @base; border: 1px solid @border; }
QListView::item, QTreeView::item { border: none; }
QListView::item:hover, QTreeView::item:hover { background: @hover; }
QListView::item:selected, QTreeView::item:selected { background: @tint; color: @text; }
QTreeView[role="facts"]::item { padding: 3px 4px; }
QListView:focus, QTreeView:focus { border: none; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section { background: transparent; border: none; color: @muted; padding: 2px 4px; }
"""

_BARS = """
QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: 10px; }
QScrollBar:horizontal { height: 10px; }
QScrollBar::handle { background: @border; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: @muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QProgressBar { background: @border; border: none; border-radius: 2px; }
QProgressBar::chunk { background: @accent; border-radius: 2px; }
"""

_PANELS = """
QLabel[role="muted"] { color: @muted; }
QLabel[role="error"] { color: @danger; }
QLabel[role="title"] { font-weight: 600; }
QLabel[role="hero"] { font-size: @hero_size; font-weight: 600; }
QLabel[role="key"] { background: @hover; border: 1px solid @border; border-radius: 4px; padding: 1px 5px; }
QFrame[role="card"] { background: @raised; border: 1px solid @border; border-radius: 8px; }
QFrame[role="line"] { background: @border; border: none; }
"""
