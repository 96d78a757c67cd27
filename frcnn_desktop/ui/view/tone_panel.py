"""Brightness and contrast of what is shown. The panel is filled when it is first seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

if TYPE_CHECKING:
    from frcnn_desktop.ui.view.tone_form import ToneForm
    from frcnn_desktop.ui.view.view_tone import ViewTone


class TonePanel(QWidget):
    """Holds the form once there is one."""

    def __init__(self, tone: ViewTone, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = tone
        self.form: ToneForm | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 4, 8, 8)
        tone.changed.connect(self._show)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.form is None:
            # Few ever open it: the window starts without.
            from frcnn_desktop.ui.view.tone_form import ToneForm

            self.form = ToneForm(self)
            self._column.addWidget(self.form)
            self._column.addStretch(1)
            self.form.picked.connect(self._on_picked)
            self.form.reset_wanted.connect(self._tone.reset)
        self._show()

    def sizeHint(self) -> QSize:
        return QSize(256, 300)

    @Slot()
    def _show(self) -> None:
        if self.form is not None and self.isVisible():
            self.form.show_tone(self._tone.tone, self._tone.image)

    @Slot(dict)
    def _on_picked(self, fields: dict[str, object]) -> None:
        self._tone.set(**fields)
