"""What the detector thinks of one place of the photo, on a card beside it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from frcnn_desktop.explain.meter import BoxMeter
from frcnn_desktop.ui.kit.icons import set_icon
from frcnn_desktop.ui.kit.painting import ClassColours
from frcnn_desktop.ui.kit.plain_text import wrap
from frcnn_desktop.ui.kit.popup_placement import place_beside
from frcnn_desktop.ui.live.meter_bars import PADDING as BARS_PADDING
from frcnn_desktop.ui.live.meter_bars import MeterBars

_WIDTH = 288
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SILENT_REASONS = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


@dataclass(frozen=True, slots=True)
class CardText:
    """What the card says: a `title`, one plain `sentence`, and `facts` in small print; `button` is "" when
    there is nothing to take."""

    title: str
    sentence: str
    facts: str = ""
    button: str = ""


class ExplainCard(QFrame):
    """Floats over the photo and is gone with Esc or a click elsewhere; Return presses its button.

    Signals: `accepted()` the button; `closed()` whenever it goes, also after `accepted`.
    Setters: `open_at`, `set_class_colours`, `close_card`.
    """

    accepted = Signal()
    closed = Signal()

    def __init__(self, host: QWidget) -> None:
        """Float inside `host`, the canvas."""
        super().__init__(host)
        self._host = host
        self._title, self._sentence, self._facts = QLabel(self), QLabel(self), QLabel(self)
        self._bars = MeterBars(self)
        self._button = QPushButton(self)
        self._cross = QToolButton(self)
        self._build()
        self._button.clicked.connect(self._on_accept)
        self._cross.clicked.connect(self.close_card)
        self.hide()

    @property
    def is_open(self) -> bool:
        """Whether it is on screen."""
        return self.isVisible()

    @property
    def text(self) -> CardText:
        """What is said now."""
        return CardText(self._title.text(), self._sentence.text(), self._facts.text(), self._button.text())

    @property
    def meter(self) -> BoxMeter | None:
        """The scores of the place as bars; None: only text is shown."""
        return self._bars.meter

    def open_at(self, anchor: QRect, point: QPoint, text: CardText, meter: BoxMeter | None) -> None:
        """Show this beside `anchor`, off the `point` asked about (both in the host's coordinates)."""
        self._title.setText(text.title)
        self._sentence.setText(text.sentence)
        self._facts.setText(text.facts)
        self._facts.setVisible(bool(text.facts))
        self._bars.set_meter(meter)
        self._bars.setVisible(meter is not None)
        self._bars.setFixedHeight(self._bars.needed_height())
        self._button.setText(text.button)
        self._button.setVisible(bool(text.button))
        self._dress_button(meter)
        self.setAccessibleDescription(text.sentence)
        self.setFixedWidth(_WIDTH)
        self.setFixedHeight(self._needed_height())
        self.move(place_beside(anchor, self.size(), self._host.rect(), point))
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def set_class_colours(self, colours: ClassColours) -> None:
        """Draw the bars in the colour of each class name."""
        self._bars.set_class_colours(colours)

    @Slot()
    def close_card(self) -> None:
        """Go away."""
        if self.is_open:
            had_focus = self.hasFocus() or self.isAncestorOf(self.window().focusWidget() or self._host)
            self.hide()
            if had_focus:
                self._host.setFocus(Qt.FocusReason.PopupFocusReason)
            self.closed.emit()

    def event(self, event: QEvent) -> bool:
        asked = event.type() == QEvent.Type.ShortcutOverride
        if asked and isinstance(event, QKeyEvent) and event.key() in (*_ENTER, Qt.Key.Key_Escape):
            # Return would accept a detection and Esc would empty the selection instead.
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_card()
        elif event.key() in _ENTER and self._button.isVisible():
            self._on_accept()
        else:
            event.ignore()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _SILENT_REASONS:
            self.close_card()

    def _build(self) -> None:
        self.setProperty("role", "card")
        self.setAccessibleName(self.tr("Explanation"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._title.setProperty("role", "title")
        self._facts.setProperty("role", "muted")
        for label in (self._title, self._sentence, self._facts):
            wrap(label)
            # The bars keep a margin of their own.
            label.setContentsMargins(BARS_PADDING, 0, BARS_PADDING, 0)
        self._button.setAccessibleName(self.tr("Add this box"))
        self._button.setToolTip(self.tr("Add this proposal's box to the annotation (Return)"))
        set_icon(self._cross, "x", "muted")
        self._cross.setProperty("role", "small")
        self._cross.setToolTip(self.tr("Close (Esc)"))
        self._cross.setAccessibleName(self.tr("Close"))
        for button in (self._button, self._cross):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._cross, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 8, 4, 12)
        column.setSpacing(6)
        column.addLayout(head)
        for widget in (self._sentence, self._bars, self._facts):
            column.addWidget(widget)
        foot = QHBoxLayout()
        foot.setContentsMargins(BARS_PADDING, 2, BARS_PADDING, 0)
        foot.addWidget(self._button)
        column.addLayout(foot)

    def _dress_button(self, meter: BoxMeter | None) -> None:
        """Do not urge anybody to take what is background more likely than not."""
        likely = meter is not None and bool(meter.top) and meter.top[0][1] > meter.background
        self._button.setProperty("role", "primary" if likely else "")
        self._button.style().unpolish(self._button)
        self._button.style().polish(self._button)

    def _needed_height(self) -> int:
        layout = self.layout()
        assert layout is not None
        layout.invalidate()
        return layout.totalHeightForWidth(_WIDTH)

    @Slot()
    def _on_accept(self) -> None:
        self.accepted.emit()
        self.close_card()
