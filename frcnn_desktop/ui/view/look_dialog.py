"""Line width, size of labels and fill, with the photo behind as the preview."""

from __future__ import annotations

from dataclasses import fields, replace
from functools import partial
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from frcnn_desktop.ui.canvas.look import Look
from frcnn_desktop.ui.kit.slider_row import SliderRow, align_rows

_LINES = tuple(step / 2 for step in range(2, 13))
_LABELS = tuple(step / 20 for step in range(14, 51))
_FILLS = tuple(step / 100 for step in range(0, 61, 5))


class LookDialog(QDialog):
    """Changes take effect at once. Signals: `look_picked(Look)`."""

    look_picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tr = self.tr
        self.setWindowTitle(tr("Lines and labels"))
        self._look = Look()
        self.rows = {
            "line": SliderRow(
                tr("Line width"), _LINES, "{:.1f} px".format, tr("Width of the boxes' lines"), self
            ),
            "label": SliderRow(tr("Size of labels"), _LABELS, "{:.0%}".format, tr("Size of the names"), self),
            "fill": SliderRow(tr("Fill"), _FILLS, "{:.0%}".format, tr("How much objects are filled"), self),
        }
        align_rows(*self.rows.values())
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.RestoreDefaults | standard.Close, self)
        buttons.rejected.connect(self.close)
        buttons.button(standard.RestoreDefaults).clicked.connect(self._on_defaults)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(10)
        for name, row in self.rows.items():
            layout.addWidget(row)
            # Everything here lives in the GUI thread, so a partial is a safe receiver.
            row.value_picked.connect(partial(self._pick, name))
        layout.addWidget(buttons)
        self.setMinimumWidth(380)

    def show_look(self, look: Look) -> None:
        """Move all sliders to these values without telling anybody."""
        self._look = look
        for field in fields(look):
            self.rows[field.name].set_value(getattr(look, field.name))

    def _pick(self, name: str, value: Any) -> None:
        self._look = replace(self._look, **{name: value})
        self.look_picked.emit(self._look)

    @Slot()
    def _on_defaults(self) -> None:
        self.show_look(Look())
        self.look_picked.emit(self._look)
