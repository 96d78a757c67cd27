"""Messages over the top of the canvas: they interrupt nobody and say what can be done."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from frcnn_desktop.core.messages import Message
from frcnn_desktop.ui.kit.elide import shorten_words
from frcnn_desktop.ui.kit.icons import set_icon
from frcnn_desktop.ui.kit.localise import in_language
from frcnn_desktop.ui.kit.plain_text import wrap

_INFO_MS = 6000
_WIDEST = 720
_MARGIN, _LEAST = 12, 80


class MessageKind(StrEnum):
    """How much a message matters; it decides the icon and the colour of its banner."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


_ICONS = {
    MessageKind.INFO: ("info", "accent_text"),
    MessageKind.WARNING: ("triangle-alert", "warning"),
    MessageKind.ERROR: ("circle-alert", "danger"),
}

BannerAction = tuple[str, Callable[[], object]]
"""Text of a button and what a click on it does."""


@dataclass(frozen=True, slots=True)
class _Message:
    kind: MessageKind
    text: str
    actions: tuple[BannerAction, ...] = field(default=(), compare=False)
    key: str = ""
    about: Path | None = None

    @property
    def labels(self) -> list[str]:
        """What its buttons say."""
        return [text for text, _ in self.actions]

    @property
    def passes(self) -> bool:
        """Whether it goes by itself: it informs, and offers nothing."""
        return self.kind is MessageKind.INFO and not self.actions


class MessageBanner(QFrame):
    """One message at a time; the others wait. Errors and warnings stay until they are dismissed.

    Signals: `dismissed(str)` the key of the message that a person closed; `moved()` it has come, gone or got
    another place.
    Setters: `show_message(kind, text, actions, key, about)`, `clear(key)`, `keep_about(path)`,
    `keep_clear_of(widget)`.
    """

    dismissed = Signal(str)
    moved = Signal()

    def __init__(self, host: QWidget) -> None:
        """Float over the top edge of `host`."""
        super().__init__(host)
        self._host = host
        self._waiting: deque[_Message] = deque()
        self._shown: _Message | None = None
        self._spared: QWidget | None = None
        self._timer = QTimer(self, singleShot=True, interval=_INFO_MS)
        self._timer.timeout.connect(self._next)
        self._icon, self._text = QToolButton(self), QLabel(self)
        self._close = QToolButton(self)
        self._buttons: list[QPushButton] = []
        self._line = QHBoxLayout(self)
        self._build()
        host.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence on screen, "" when there is none."""
        return self._shown.text if self._shown else ""

    def show_message(
        self,
        kind: MessageKind,
        text: str | Message,
        actions: Sequence[BannerAction] = (),
        key: str = "",
        about: Path | None = None,
    ) -> None:
        """Show a message, after those that are waiting. One with the same `key` is replaced at once.

        An error does not wait for a warning, and nothing waits for an offer: these come back after it.

        `actions` are buttons; a click on one also closes the message. A message `about` a file names it, and
        goes when `keep_about` says that another one is open.
        """
        said = in_language(text)
        if about is not None and f"{about.stem}." not in said:
            said = f"{about.name}: {said}"
        message = _Message(kind, said, tuple(actions), key, about)
        shown = self._shown
        if shown is not None and shown == message and shown.labels == message.labels:
            # The same sentence again: its buttons are to do what the last one means.
            self._shown = message
            return
        others = (each for each in self._waiting if each != message)
        self._waiting = deque(each for each in others if not key or each.key != key)
        if shown is None or shown == message or (key and shown.key == key) or shown.passes:
            self._show(message)
        elif shown.kind is MessageKind.INFO or (kind is MessageKind.ERROR and shown.kind is not kind):
            self._waiting.appendleft(shown)
            self._show(message)
        else:
            self._waiting.append(message)

    def clear(self, key: str = "") -> bool:
        """Take back the messages with this key, without a key all. Returns whether there were any."""
        return self._take_back(lambda message: not key or message.key == key)

    def keep_about(self, path: Path | None) -> None:
        """Take back the messages about other files than this one."""
        self._take_back(lambda message: message.about not in (None, path))

    def keep_clear_of(self, widget: QWidget | None) -> None:
        """Leave the top edge while this widget is there, as far as the banner would cover it."""
        if widget is not self._spared:
            self._spared = widget
            self._place()

    def _take_back(self, meant: Callable[[_Message], bool]) -> bool:
        waiting, self._waiting = self._waiting, deque(each for each in self._waiting if not meant(each))
        is_shown = self._shown is not None and meant(self._shown)
        if is_shown:
            self._next()
        return is_shown or len(waiting) > len(self._waiting)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() is QEvent.Type.Resize:
            self._place()
        return False

    def _build(self) -> None:
        self.setProperty("role", "card")
        self._icon.setEnabled(True)
        self._icon.setAccessibleName(self.tr("Message"))
        self._icon.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._icon.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        wrap(self._text)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        set_icon(self._close, "x", "muted")
        self._close.setToolTip(self.tr("Dismiss"))
        self._close.setAccessibleName(self.tr("Dismiss this message"))
        self._close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._close.clicked.connect(self._on_close)
        self._line.setContentsMargins(8, 6, 6, 6)
        self._line.setSpacing(8)
        self._line.addWidget(self._icon)
        self._line.addWidget(self._text, 1)
        self._line.addWidget(self._close)

    def _show(self, message: _Message) -> None:
        self._shown = message
        for button in self._buttons:
            self._line.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = [self._make_button(number) for number in range(len(message.actions))]
        set_icon(self._icon, *_ICONS[message.kind])
        self._text.setToolTip(message.text)
        self.setAccessibleName(message.text)
        self.show()
        self._place()
        self.raise_()
        if message.passes:
            self._timer.start()
        else:
            self._timer.stop()

    def _make_button(self, number: int) -> QPushButton:
        assert self._shown is not None
        button = QPushButton(self._shown.actions[number][0], self)
        button.setObjectName(str(number))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(self._on_action)
        self._line.insertWidget(self._line.count() - 1, button)
        # Qt would show it later by itself, too late to be counted when the banner is sized now.
        button.show()
        return button

    def _place(self) -> None:
        if self._shown is None:
            return
        room = min(_WIDEST, self._host.width() - 2 * _MARGIN)
        self._text.setText("")
        self._line.invalidate()
        # A long name must not push the buttons out of the window; the tooltip has all of it.
        others = self._line.totalMinimumSize().width()
        metrics = self._text.fontMetrics()
        self._text.setText(shorten_words(self._shown.text, metrics, max(_LEAST, room - others)))
        # One line where it fits; a wrapped label alone would ask for far too little width.
        self._text.setWordWrap(False)
        self._line.invalidate()
        wanted = self._line.totalSizeHint().width()
        self._text.setWordWrap(wanted > room)
        self._line.invalidate()
        width = max(min(wanted, room), self._line.totalMinimumSize().width())
        height = max(self._line.totalHeightForWidth(width), self._line.totalMinimumSize().height())
        place = QRect((self._host.width() - width) // 2, _MARGIN, width, height)
        if self._spared is not None and self._spared.isVisible():
            spared = QRect(self._spared.mapTo(self._host, QPoint()), self._spared.size())
            if spared.intersects(place):
                place.moveTop(self._host.height() - height - _MARGIN)
        self.setGeometry(place)
        self.moved.emit()

    @Slot()
    def _on_close(self) -> None:
        key = self._shown.key if self._shown else ""
        self._next()
        self.dismissed.emit(key)

    @Slot()
    def _on_action(self) -> None:
        if self._shown is None:
            return
        _, act = self._shown.actions[int(self.sender().objectName())]
        self._next()
        act()

    @Slot()
    def _next(self) -> None:
        self._shown = None
        if self._waiting:
            self._show(self._waiting.popleft())
        else:
            self.hide()
            self.moved.emit()
