"""How the run stands: one headline, one sentence, a bar, and what can be done with the result."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QToolButton, QVBoxLayout

from frcnn_desktop.ui.kit.icons import set_icon
from frcnn_desktop.ui.kit.plain_text import wrap


class CardKind(StrEnum):
    """What the card is about."""

    READY = "ready"
    RUNNING = "running"
    INTERRUPTED = "interrupted"
    FINISHED = "finished"
    FAILED = "failed"


_ICONS = {
    CardKind.READY: ("trending-up", "muted"),
    CardKind.RUNNING: ("loader-circle", "accent_text"),
    CardKind.INTERRUPTED: ("pause", "warning"),
    CardKind.FINISHED: ("circle-check", "success"),
    CardKind.FAILED: ("circle-alert", "danger"),
}


class RunCard(QFrame):
    """Signals: `use_wanted()`, `roll_back_wanted()`.

    Setters: `show_text(kind, headline, sentence)`, `show_progress(done, total)`, `offer(use, roll_back_to)`.
    """

    use_wanted = Signal()
    roll_back_wanted = Signal()

    def __init__(self, parent: QFrame | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.kind = CardKind.READY
        self._icon, self.headline, self.sentence = QToolButton(self), QLabel(self), QLabel(self)
        self.bar = QProgressBar(self)
        self.use = QPushButton(self.tr("Use this model"), self)
        self.roll_back = QPushButton(self.tr("Roll back"), self)
        self._build()

    def show_text(self, kind: CardKind, headline: str, sentence: str) -> None:
        """Show how the run stands; only a running one has the bar, an empty sentence takes no room."""
        self.kind = kind
        set_icon(self._icon, *_ICONS[kind])
        self.headline.setText(headline)
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))
        self.bar.setVisible(kind is CardKind.RUNNING)

    def show_progress(self, done: int, total: int) -> None:
        """Move the bar; a total of 0 means that nobody knows."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def offer(self, *, use: bool, roll_back_to: str | None) -> None:
        """Offer to use the new model, or to go back to the one called `roll_back_to`."""
        has_focus = self.use.hasFocus() or self.roll_back.hasFocus()
        self.use.setVisible(use)
        self.roll_back.setVisible(roll_back_to is not None)
        if has_focus:
            # Qt would give it to whatever comes next, far from here.
            (self.use if use else self.roll_back).setFocus()
        if roll_back_to is not None:
            self.roll_back.setToolTip(self.tr("Go back to {name}").format(name=roll_back_to))

    def _build(self) -> None:
        self._icon.setAccessibleName(self.tr("State of the run"))
        self.bar.setAccessibleName(self.tr("Progress"))
        self._icon.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._icon.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.headline.setProperty("role", "title")
        self.sentence.setProperty("role", "muted")
        for label in (self.headline, self.sentence):
            wrap(label)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(4)
        self.use.setProperty("role", "primary")
        self.use.clicked.connect(self.use_wanted)
        self.roll_back.clicked.connect(self.roll_back_wanted)
        texts = QVBoxLayout()
        texts.setSpacing(4)
        for widget in (self.headline, self.sentence, self.bar):
            texts.addWidget(widget)
        line = QHBoxLayout(self)
        line.setContentsMargins(8, 10, 12, 10)
        line.setSpacing(8)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(texts, 1)
        line.addWidget(self.roll_back)
        line.addWidget(self.use)
        self.offer(use=False, roll_back_to=None)
