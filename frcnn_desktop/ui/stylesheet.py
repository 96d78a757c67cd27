"""What the palette cannot say: gaps, rounded corners and the quiet look of lists, docks and buttons."""

from __future__ import annotations

from frcnn_desktop.ui.palettes import Colours


def stylesheet(colours: Colours) -> str:
    """Return the application's style sheet for one colour set."""
    parts = (_FRAME, _BUTTONS, _INPUTS, _VIEWS, _BARS, _PANELS)
    sheet = "\n".join(parts)
    for name in Colours.__slots__:
        sheet = sheet.replace(f"@{name};", f"{getattr(colours, name)};")
    return sheet


_FRAME = """
QToolTip { border: 1px solid @border; padding: 4px 6px; }
QMainWindow::separator { background: @window; width: 5px; height: 5px; }
QMainWindow::separator:hover { background: @accent; }
QMenuBar { background: @window; padding: 0 4px; }
QMenuBar::item { padding: 3px 8px; border-radius: 4px; }
QMenuBar::item:selected { background: @hover; }
QToolBar { background: @window; border: none; border-bottom: 1px solid @border; }
QToolBar { spacing: 2px; padding: 2px 6px; }
QToolBar::separator { background: @border; width: 1px; margin: 5px 5px; }
QStatusBar { background: @window; border-top: 1px solid @border; }
QStatusBar::item { border: none; }
"""

_BUTTONS = """
QToolButton { border: 1px solid transparent; border-radius: 5px; padding: 3px 6px; }
QToolButton:hover { background: @hover; }
QToolButton:pressed { background: @border; }
QToolButton:checked { background: @tint; }
QToolButton:focus { border-color: @accent; }
QToolButton:disabled { color: @disabled; }
QToolButton[popupMode="2"] { padding-right: 6px; }
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
QComboBox QAbstractItemView { background: @base; border: 1px solid @border; }
QListView::item, QTreeView::item { border: none; }
QListView::item:hover, QTreeView::item:hover { background: @hover; }
QListView::item:selected, QTreeView::item:selected { background: @tint; color: @text; }
QHeaderView { background: transparent; }
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
QProgressBar { background: @border; border: none; border-radius: 2px; }
QProgressBar::chunk { background: @accent; border-radius: 2px; }
"""

_PANELS = """
QLabel[role="muted"] { color: @muted; }
QLabel[role="title"] { font-weight: 600; }
QLabel[role="hero"] { font-size: 15pt; font-weight: 600; }
QLabel[role="key"] { background: @hover; border: 1px solid @border; border-radius: 4px; padding: 1px 5px; }
QFrame[role="card"] { background: @raised; border: 1px solid @border; border-radius: 8px; }
QFrame[role="line"] { background: @border; border: none; }
"""
