"""The Training page, in the place of the photo: the form on the left, the run and the data on the right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from frcnn_desktop.ui.kit.icons import set_icon
from frcnn_desktop.ui.training.class_table import ClassTable
from frcnn_desktop.ui.training.curves import LossPlot, MapPlot
from frcnn_desktop.ui.training.run_buttons import RunButtons
from frcnn_desktop.ui.training.run_card import RunCard
from frcnn_desktop.ui.training.run_record import RunRecord
from frcnn_desktop.ui.training.setup_form import SetupForm
from frcnn_desktop.ui.training.summary_view import SummaryView

_FORM_WIDTH = 348
_LOG_LINES = 2000


class TrainingPage(QWidget):
    """Attributes to wire: `form`, `buttons`, `card`, `summary`, `classes`.

    Signals: `back_wanted()` the photo is wanted again; `shown(bool)` the page came up or went away.
    Setters: `show_record`, `set_running`, `log`, `clear_log`, `edits_photo`.
    """

    back_wanted = Signal()
    shown = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form, self.buttons = SetupForm(self), RunButtons(self)
        self.card, self.summary = RunCard(), SummaryView(self)
        self.losses, self.figures = LossPlot(self), MapPlot(self)
        self.classes, self._log = ClassTable(self), QPlainTextEdit(self)
        self.back = QPushButton(self.tr("Back to the photo"), self)
        self.plots = QWidget(self)
        self.edits_photo: Callable[[int], bool] = _nothing_is_edited
        """Says of a key, as Qt combines it with modifiers, whether it edits what cannot be seen from here"""
        self.tabs = QTabWidget(self)
        self._build()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.plots.hide()

    def show_record(self, record: RunRecord) -> None:
        """Draw the curves of a run; without any step there are none."""
        self.plots.setVisible(bool(record.steps or record.validations))
        self.figures.setVisible(bool(record.validations))
        self.losses.show_record(record)
        self.figures.show_record(record)

    def set_running(self, running: bool) -> None:
        """While a run goes on its settings are shown, but cannot be changed."""
        content = self.form.widget()
        if content is not None:
            content.setEnabled(not running)

    def log(self, text: str) -> None:
        """Append a line; the oldest ones are dropped beyond a limit."""
        self._log.appendPlainText(text)

    def clear_log(self) -> None:
        """Empty the log for another run."""
        self._log.clear()

    def event(self, event: QEvent) -> bool:
        # The photo cannot be seen, so keys that act on it stay here.
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._is_of_photo(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def _is_of_photo(self, event: QKeyEvent) -> bool:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        function_key = Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35
        if not held & ~Qt.KeyboardModifier.ShiftModifier and not function_key:
            return True
        return self.edits_photo(held.value | event.key())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back_wanted.emit()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.shown.emit(False)

    def _build(self) -> None:
        title = QLabel(self.tr("Training"), self)
        title.setProperty("role", "hero")
        set_icon(self.back, "image")
        self.back.clicked.connect(self.back_wanted)
        header = QHBoxLayout()
        header.setContentsMargins(16, 12, 16, 4)
        header.addWidget(title, 1)
        header.addWidget(self.back)
        left = QWidget(self)
        left.setFixedWidth(_FORM_WIDTH)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.form, 1)
        column.addWidget(_line(self))
        column.addWidget(self.buttons)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(left)
        body.addLayout(self._results(), 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(header)
        layout.addLayout(body, 1)

    def _results(self) -> QVBoxLayout:
        self._log.setReadOnly(True)
        self._log.setMaximumBlockCount(_LOG_LINES)
        self._log.setFrameShape(QFrame.Shape.NoFrame)
        self._log.setAccessibleName(self.tr("Log"))
        side_by_side = QHBoxLayout(self.plots)
        side_by_side.setContentsMargins(0, 0, 0, 0)
        side_by_side.setSpacing(8)
        side_by_side.addWidget(self.losses, 1)
        side_by_side.addWidget(self.figures, 1)
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(self.tr("Results"))
        self.tabs.tabBar().setAccessibleName(self.tr("Results"))
        self.tabs.addTab(self.summary, self.tr("Data set"))
        self.tabs.addTab(self.classes, self.tr("AP of each class"))
        self.tabs.addTab(self._log, self.tr("Log"))
        results = QVBoxLayout()
        results.setContentsMargins(4, 4, 16, 12)
        results.setSpacing(8)
        results.addWidget(self.card)
        results.addWidget(self.plots, 1)
        results.addWidget(self.tabs, 1)
        return results


def _nothing_is_edited(_key: int) -> bool:
    return False


def _line(parent: QWidget) -> QFrame:
    line = QFrame(parent)
    line.setProperty("role", "line")
    line.setFixedHeight(1)
    return line
