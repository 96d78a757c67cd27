"""Start, stop, resume: the buttons below the form, and why the first is off."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from frcnn_desktop.ui.kit.icons import set_icon
from frcnn_desktop.ui.kit.plain_text import wrap


class RunButtons(QWidget):
    """Signals: `start_wanted()`, `resume_wanted()`, `stop_wanted()`, `kill_wanted()`.

    Setters: `show_idle(why_not, resumable)`, `show_running(stopping)`.
    """

    start_wanted = Signal()
    resume_wanted = Signal()
    stop_wanted = Signal()
    kill_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tr = self.tr
        self._why = QLabel(self)
        self.start, self.resume = QPushButton(self), QPushButton(tr("Resume"), self)
        self.stop, self.kill = QPushButton(tr("Stop"), self), QPushButton(tr("End at once"), self)
        self.resume.setToolTip(tr("Go on with the interrupted run, with its own settings and images"))
        self.stop.setToolTip(tr("Save the state of the run and end it; Resume goes on from there"))
        self.kill.setToolTip(tr("Do not wait; what was done since the last saved state is lost"))
        self.start.clicked.connect(self.start_wanted)
        self.resume.clicked.connect(self.resume_wanted)
        self.stop.clicked.connect(self.stop_wanted)
        self.kill.clicked.connect(self.kill_wanted)
        set_icon(self.stop, "square")
        wrap(self._why)
        self._why.setProperty("role", "muted")
        line = QHBoxLayout()
        line.setSpacing(8)
        for button in (self.resume, self.start, self.stop, self.kill):
            line.addWidget(button, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(self._why)
        layout.addLayout(line)
        self.show_idle("", resumable=False)

    def show_idle(self, why_not: str, *, resumable: bool) -> None:
        """Nothing runs; `why_not` says what is missing for a start, "" when nothing is."""
        self._show(self.start, *([self.resume] if resumable else []))
        self.start.setText(self.tr("Start anew") if resumable else self.tr("Start training"))
        self.start.setEnabled(not why_not)
        self._dress(self.start, "play", primary=not resumable)
        self._dress(self.resume, "play", primary=True)
        self._say(why_not)

    def show_running(self, *, stopping: bool) -> None:
        """Offer to stop; while that is done, to end at once."""
        self._show(self.kill if stopping else self.stop)
        self._say(self.tr("Saving the state of the run…") if stopping else "")

    def _say(self, text: str) -> None:
        self._why.setText(text)
        self._why.setVisible(bool(text))

    def _show(self, *shown: QPushButton) -> None:
        for button in (self.start, self.resume, self.stop, self.kill):
            button.setVisible(button in shown)

    def _dress(self, button: QPushButton, icon_name: str, *, primary: bool) -> None:
        role = "primary" if primary else "secondary"
        set_icon(button, icon_name, "on_accent" if primary else "text")
        if button.property("role") != role:
            button.setProperty("role", role)
            button.style().unpolish(button)
            button.style().polish(button)
