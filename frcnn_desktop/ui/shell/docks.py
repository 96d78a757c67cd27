"""The panels' frames: a quiet title line with a count, to fold, drag, float and close."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QLabel, QMainWindow, QToolButton, QWidget
from shiboken6 import isValid

from frcnn_desktop.ui.kit.icons import set_icon
from frcnn_desktop.ui.kit.steady_label import SteadyLabel

_UNLIMITED = (1 << 24) - 1


class DockTitle(QWidget):
    """The title line of a panel. In a group of tabs it vanishes: the tab says the same."""

    def __init__(self, title: str, dock: PanelDock) -> None:
        super().__init__(dock)
        self._dock = dock
        name = QLabel(title, self)
        name.setProperty("role", "title")
        self._count = SteadyLabel(self)
        self._count.setProperty("role", "muted")
        self.fold = self._button(self.tr("Fold this panel"), "chevron-down")
        self.fold.setCheckable(True)
        close = self._button(self.tr("Close this panel. The View menu brings it back"), "x")
        close.clicked.connect(dock.close)
        line = QHBoxLayout(self)
        line.setContentsMargins(10, 4, 4, 2)
        line.setSpacing(6)
        line.addWidget(name)
        line.addWidget(self._count)
        line.addStretch(1)
        line.addWidget(self.fold)
        line.addWidget(close)

    def set_count(self, count: int | None) -> None:
        """Show how many there are; 0 and None show nothing."""
        self._count.setText("" if not count else str(count))

    def _button(self, tip: str, icon_name: str) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("role", "small")
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        set_icon(button, icon_name, "muted")
        return button


class PanelDock(QDockWidget):
    """A panel that can be moved, closed and folded down to its title.

    Setters: `set_count(int | None)`, `set_folded(bool)`, `set_panel(widget)`.
    """

    def __init__(
        self, name: str, title: str, panel: QWidget, window: QMainWindow, *, foldable: bool = True
    ) -> None:
        """`name` identifies the panel in the saved layout and must never change."""
        super().__init__(title, window)
        self.setObjectName(name)
        self._window = window
        self._title = DockTitle(title, self)
        self._no_title = QWidget(self)
        self.setTitleBarWidget(self._title)
        self.setWidget(panel)
        self.panel = panel
        self._title.fold.setVisible(foldable)
        self._title.fold.toggled.connect(self.set_folded)
        self.dockLocationChanged.connect(self.show_title_or_tab)
        self.topLevelChanged.connect(self.show_title_or_tab)
        self.visibilityChanged.connect(self.show_title_or_tab)

    @property
    def folded(self) -> bool:
        """Whether only the title line is shown."""
        return self.panel.isHidden()

    def set_count(self, count: int | None) -> None:
        """Show a number beside the title, and in the tab."""
        self._title.set_count(count)

    def set_panel(self, panel: QWidget) -> None:
        """Show another panel in the place of the one before."""
        before, shown = self.panel, not self.folded
        self.panel = panel
        self.setWidget(panel)
        panel.setVisible(shown)
        before.deleteLater()

    @Slot(bool)
    def set_folded(self, folded: bool) -> None:
        """Leave only the title, or open the panel again."""
        self._title.fold.setChecked(folded)
        set_icon(self._title.fold, "chevron-right" if folded else "chevron-down", "muted")
        self.panel.setVisible(not folded)
        self.setMaximumHeight(self._title.sizeHint().height() if folded else _UNLIMITED)

    @Slot()
    def show_title_or_tab(self) -> None:
        """Hide the title line in a group of tabs, where the tab says the same, and show it elsewhere."""
        if not isValid(self._window):
            # The window's end hides its panels, after the window itself is gone.
            return
        in_tabs = bool(self._window.tabifiedDockWidgets(self)) and not self.isFloating()
        wanted = self._no_title if in_tabs else self._title
        if self.titleBarWidget() is not wanted:
            if in_tabs:
                self.set_folded(False)
            self.setTitleBarWidget(wanted)
            self._title.setVisible(not in_tabs)
