"""The time of the last detection, in the status bar."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from frcnn_desktop.ui.kit.numbers import seconds_text
from frcnn_desktop.ui.kit.steady_label import SteadyLabel


class SecondsLabel(SteadyLabel):
    """Setters: `show_seconds`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "muted")
        self.setContentsMargins(8, 0, 8, 0)
        self.setToolTip(self.tr("Time of each stage of the last detection"))
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def show_seconds(self, seconds: Mapping[str, float] | None, names: Mapping[str, str]) -> None:
        """Show the time of stages by their names; None: there was no detection."""
        if not seconds:
            self.setText("")
            return
        parts = [f"{names.get(stage, stage)} {seconds_text(value)}" for stage, value in seconds.items()]
        self.setText("  ·  ".join(parts))
        self.setToolTip("\n".join(parts))
