"""The training run in the status bar, while there is one."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QToolButton

from frcnn_desktop.ui.kit.icons import set_icon
from frcnn_desktop.ui.training.run_monitor import RunMonitor, RunPhase


class RunIndicator(QToolButton):
    """Shows how far the run is; a click opens its page."""

    def __init__(self, run: RunMonitor, show_page: QAction) -> None:
        super().__init__()
        self._run = run
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("Training run"))
        set_icon(self, "trending-up", "accent_text")
        self.clicked.connect(show_page.trigger)
        run.changed.connect(self._on_changed)

    @Slot()
    def _on_changed(self) -> None:
        self.setVisible(self._run.phase in (RunPhase.RUNNING, RunPhase.STOPPING))
        done, total = self._run.progress
        percent = f" {math.floor(100 * done / total)} %" if total else ""
        self.setText(self.tr("Training") + percent)
        self.setToolTip("\n".join(filter(None, (self._run.headline, self._run.left()))))
