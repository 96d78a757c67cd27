"""What features put into the status bar: quiet labels, and buttons that open a menu."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QMenu, QToolButton

from frcnn_desktop.ui.kit.icons import set_icon


def status_label(tip: str) -> QLabel:
    """Return a label for a number that changes."""
    label = QLabel()
    label.setProperty("role", "muted")
    label.setContentsMargins(8, 0, 8, 0)
    label.setToolTip(tip)
    label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return label


def status_button(name: str, menu: QMenu, icon_name: str = "") -> QToolButton:
    """Return a button that says what is chosen and opens the menu to choose from."""
    button = QToolButton()
    button.setAccessibleName(name)
    button.setToolTip(name)
    button.setMenu(menu)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    if icon_name:
        set_icon(button, icon_name, "muted")
        button.setIconSize(QSize(14, 14))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    return button
