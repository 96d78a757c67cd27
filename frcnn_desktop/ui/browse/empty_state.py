"""What the middle of the window shows while there is no photo: an invitation, or why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QEvent, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QAction, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from frcnn_desktop.core.messages import Message
from frcnn_desktop.ui.kit.elide import shorten_words
from frcnn_desktop.ui.kit.icons import icon_pixmap, set_icon
from frcnn_desktop.ui.kit.key_guard import guard_keys
from frcnn_desktop.ui.kit.localise import in_language
from frcnn_desktop.ui.kit.palettes import colours_of
from frcnn_desktop.ui.kit.plain_text import wrap
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.ui.shell.actions import Actions

_RECENT_SHOWN = 4
_ICON = 56
_COLUMN, _GAP = 520, 16


class EmptyKind(StrEnum):
    """Why there is no photo."""

    EMPTY = "empty"
    LOADING = "loading"
    NOTHING_FOUND = "nothing found"
    ERROR = "error"


_ICONS = {
    EmptyKind.EMPTY: ("image-plus", "muted"),
    EmptyKind.LOADING: ("image", "muted"),
    EmptyKind.NOTHING_FOUND: ("image-off", "muted"),
    EmptyKind.ERROR: ("circle-alert", "danger"),
}


class EmptyState(QWidget):
    """Signals: `recent_chosen(Path)` a recent folder was clicked.

    Setters: `show_empty()`, `show_loading(title)`, `show_nothing_found(title, advice)`,
    `show_error(title, advice)`, `set_recent_folders(paths)`. The buttons are the program's own commands.
    """

    recent_chosen = Signal(object)

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = EmptyKind.EMPTY
        self._actions = actions
        self._commands: dict[ActionId, QPushButton] = {}
        self._recent: list[Path] = []
        self._picture, self._title, self._advice = QLabel(self), QLabel(self), QLabel(self)
        self._bar = QProgressBar(self)
        self._buttons = QWidget(self)
        self._recent_box = QWidget(self)
        self._recent_list = QVBoxLayout(self._recent_box)
        self._build(actions)
        actions.keys_changed.connect(self._show_keys)
        self._show_keys()
        self.show_empty()
        # Something harmless holds the keyboard at first, not the first button that happens to exist.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        guard_keys(self)

    @property
    def kind(self) -> EmptyKind:
        """What is shown now."""
        return self._kind

    def show_empty(self) -> None:
        """Invite to open something."""
        self._show(
            EmptyKind.EMPTY,
            self.tr("Drop images or a folder here"),
            self.tr("Fast R-CNN finds objects, you correct the boxes, Pascal VOC XML is saved."),
            offers_recent=True,
        )

    def show_loading(self, title: str) -> None:
        """Something is being read; `title` says what."""
        self._show(EmptyKind.LOADING, title, "")

    def show_nothing_found(self, title: str, advice: str) -> None:
        """There is nothing to show: why, and what to try."""
        self._show(EmptyKind.NOTHING_FOUND, title, advice, offers_recent=True)

    def show_error(self, title: str, advice: str | Message, *, offers_recent: bool = False) -> None:
        """It went wrong: what happened, and what to do; `offers_recent` folders instead."""
        self._show(EmptyKind.ERROR, title, in_language(advice), offers_recent=offers_recent)

    def set_recent_folders(self, paths: Sequence[Path]) -> None:
        """Offer the folders opened last, newest first."""
        self._recent = list(paths)[:_RECENT_SHOWN]
        for button in self._recent_box.findChildren(QPushButton):
            self._recent_list.removeWidget(button)
            button.hide()
            button.deleteLater()
        for number, path in enumerate(self._recent):
            self._recent_list.addWidget(self._recent_button(number, path), 0, Qt.AlignmentFlag.AlignHCenter)
        self._show_recent()

    def _show(self, kind: EmptyKind, title: str, advice: str, *, offers_recent: bool = False) -> None:
        self._kind, self._offers_recent = kind, offers_recent
        for label, text in ((self._title, title), (self._advice, advice)):
            label.ensurePolished()
            label.setText(shorten_words(text, label.fontMetrics(), _COLUMN - 2 * _GAP))
            label.setToolTip(text)
        self._advice.setVisible(bool(advice))
        self._bar.setVisible(kind is EmptyKind.LOADING)
        self._buttons.setVisible(kind is not EmptyKind.LOADING)
        self._show_recent()
        self._apply_palette()
        self.update()

    def _show_recent(self) -> None:
        self._recent_box.setVisible(bool(self._recent) and self._offers_recent)

    def _build(self, actions: Actions) -> None:
        centre = Qt.AlignmentFlag.AlignHCenter
        for label in (self._picture, self._title, self._advice):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            if label is not self._picture:
                wrap(label)
        self._title.setProperty("role", "hero")
        self._advice.setProperty("role", "muted")
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._bar.setFixedSize(200, 4)
        line = QHBoxLayout(self._buttons)
        line.setContentsMargins(0, 8, 0, 8)
        line.setSpacing(8)
        for name, primary in (
            (ActionId.OPEN_FILES, True),
            (ActionId.OPEN_FOLDER, False),
            (ActionId.OPEN_SAMPLES, False),
        ):
            self._commands[name] = _command_button(actions[name], actions.spec(name).icon, primary)
            line.addWidget(self._commands[name])
        caption = QLabel(self.tr("Recent folders"), self._recent_box)
        caption.setProperty("role", "muted")
        self._recent_list.setContentsMargins(0, 16, 0, 0)
        self._recent_list.setSpacing(2)
        self._recent_list.addWidget(caption, 0, centre)
        # A column of fixed width: wrapped lines then know their height.
        column = QWidget(self)
        column.setFixedWidth(_COLUMN)
        lines = QVBoxLayout(column)
        lines.setSpacing(8)
        for widget in (self._picture, self._title, self._advice):
            lines.addWidget(widget)
        for widget in (self._bar, self._buttons, self._recent_box):
            lines.addWidget(widget, 0, centre)
        # Stretches, not an alignment: an aligned widget is not asked how high it is at its width.
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(column)
        across.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        layout.addLayout(across)
        layout.addStretch(1)

    @Slot()
    def _show_keys(self) -> None:
        for name, button in self._commands.items():
            button.setToolTip(self._actions[name].toolTip())

    def _recent_button(self, number: int, path: Path) -> QPushButton:
        name = path.name or str(path)
        shown = f"{path.parent.name}/{name}" if path.parent.name else name
        shown = shorten_words(shown, self.fontMetrics(), _COLUMN - 4 * _GAP)
        button = QPushButton(shown, self._recent_box)
        button.setObjectName(str(number))
        button.setProperty("role", "link")
        button.setToolTip(str(path))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(self._on_recent)
        return button

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.PaletteChange:
            self._apply_palette()
        super().changeEvent(event)

    def _apply_palette(self) -> None:
        name, tone = _ICONS[self._kind]
        colour: str = getattr(colours_of(), tone)
        self._picture.setPixmap(icon_pixmap(name, _ICON, colour, self.devicePixelRatioF()))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = colours_of()
        painter.fillRect(self.rect(), QColor(colours.window))
        if self._kind is EmptyKind.EMPTY:
            pen = QPen(QColor(colours.border), 2)
            pen.setDashPattern([4, 4])
            painter.setPen(pen)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(24, 24, -24, -24), 12, 12)

    @Slot()
    def _on_recent(self) -> None:
        self.recent_chosen.emit(self._recent[int(self.sender().objectName())])


def _command_button(action: QAction, icon_name: str, primary: bool) -> QPushButton:
    button = QPushButton(action.iconText())
    set_icon(button, icon_name, "on_accent" if primary else "text")
    button.setProperty("role", "primary" if primary else "secondary")
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.clicked.connect(action.trigger)
    return button
