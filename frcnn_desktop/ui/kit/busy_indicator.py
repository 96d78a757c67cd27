"""Long work in the status bar: what it is, how far it is, and how to end it."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, Qt, QTimer, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QToolButton, QWidget


class BusyIndicator(QWidget):
    """What is running, for how long, how much is left, and the button that stops it."""

    def __init__(self, stop: QAction, pause: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._fraction: float | None = None
        self._left: float | None = None
        self._clock = QElapsedTimer()
        self._tick = QTimer(self, interval=200)
        self._tick.timeout.connect(self._show_time)
        self._label, self._bar, self._stop = QLabel(self), QProgressBar(self), QToolButton(self)
        self._bar.setTextVisible(False)
        self._bar.setFixedSize(96, 4)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._pause = QToolButton(self)
        for button, action in ((self._pause, pause), (self._stop, stop)):
            button.setDefaultAction(action)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        pause.enabledChanged.connect(self._pause.setVisible)
        self._pause.setVisible(pause.isEnabled())
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        for widget in (self._label, self._bar, self._pause, self._stop):
            line.addWidget(widget)
        self.hide()

    def start(self, text: str, *, anew: bool = False) -> None:
        """Show up, or move on to another stage; the clock restarts if this was hidden, or `anew`."""
        if anew or not self.isVisible():
            self._clock.start()
        self._text, self._fraction, self._left = text, None, None
        self._bar.setRange(0, 0)
        self._tick.start()
        self._show_time()
        self.show()

    def set_progress(self, done: int, total: int, left: float | None = None) -> None:
        """Show the progress; `left` is in seconds, None: estimated from the clock after two seconds."""
        self._left = left
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(done)
        self._fraction = done / total if total else None
        self._show_time()

    def stop(self) -> None:
        """Hide and stop the clock."""
        self._tick.stop()
        self.hide()

    @Slot()
    def _show_time(self) -> None:
        seconds = self._clock.elapsed() / 1000
        text = f"{self._text}  {seconds:.1f} s"
        left = self._left
        if left is None and self._fraction and seconds > 2:
            left = seconds * (1 - self._fraction) / self._fraction
        if left is not None:
            text = self.tr("{text}  {left} left").format(text=self._text, left=_about(left))
        self._label.setText(text)


def _about(seconds: float) -> str:
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    return f"{round(seconds / 60)} min"
