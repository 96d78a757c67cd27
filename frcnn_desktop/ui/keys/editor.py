"""The keys of one command: taking some away, pressing new ones, and what is in the way."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from frcnn_desktop.ui.keys.capture import KeyCapture
from frcnn_desktop.ui.kit.flow_layout import FlowLayout
from frcnn_desktop.ui.kit.icons import set_icon
from frcnn_desktop.ui.kit.plain_text import wrap
from frcnn_desktop.ui.shell.key_bindings import MOST_KEYS, KeyMap, native


class KeysEditor(QWidget):
    """Shows the keys of the command that is chosen and changes them; what it asks is answered at once.

    Signals: `changed(KeyMap)`. Setters: `show_command`, `show_keys`.
    """

    changed = Signal(object)

    def __init__(
        self, names: Mapping[str, str], menus: Mapping[str, str], parent: QWidget | None = None
    ) -> None:
        """`names` are what the commands are called, `menus` the menus that keys with Alt open."""
        super().__init__(parent)
        self._names, self._menus = names, menus
        self._map = KeyMap({}, {})
        self._command = self._wanted = ""
        self._title, self._note = QLabel(self), QLabel(self)
        self._caps = QWidget(self)
        self._flow = FlowLayout(self._caps)
        self.capture = KeyCapture(self)
        self.reset = QPushButton(self.tr("Reset"), self)
        self.take, self.leave = QPushButton(self.tr("Take it"), self), QPushButton(self.tr("Leave it"), self)
        self._build()
        self.capture.captured.connect(self._on_captured)
        self.reset.clicked.connect(self._on_reset)
        self.take.clicked.connect(self._on_take)
        self.leave.clicked.connect(self._say_nothing)

    @property
    def note(self) -> str:
        """What is said about the last key, "" for nothing."""
        return self._note.text()

    def show_command(self, name: str) -> None:
        """Edit another command; "" none."""
        self._command = name
        self._say_nothing()
        self._show()

    def show_keys(self, keys: KeyMap) -> None:
        """Show the keys as they are now. Emits nothing."""
        self._map = keys
        self._show()

    def _build(self) -> None:
        self._title.setProperty("role", "title")
        wrap(self._note)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._caps, 1)
        line.addWidget(self.capture, 1)
        line.addWidget(self.reset)
        answer = QHBoxLayout()
        answer.setSpacing(8)
        answer.addWidget(self._note, 1)
        for button in (self.take, self.leave):
            answer.addWidget(button)
        for button in (self.reset, self.take, self.leave):
            button.setAutoDefault(False)
        self.reset.setToolTip(self.tr("Give this command the keys that it has without any change"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._title)
        layout.addLayout(line)
        layout.addLayout(answer)
        self._say_nothing()
        self._show()

    def _show(self) -> None:
        chosen = self._command in self._map.keys
        name = self._names.get(self._command, "")
        self._title.setText(name if chosen else self.tr("Choose a command above"))
        self.capture.setEnabled(chosen)
        self.reset.setEnabled(chosen and self._command in self._map.changed)
        while (item := self._flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for key in self._map.keys.get(self._command, ()):
            self._flow.addWidget(self._cap(key))

    def _cap(self, key: str) -> QToolButton:
        cap = QToolButton(self._caps)
        cap.setObjectName(key)
        cap.setText(native(key))
        set_icon(cap, "x")
        cap.setToolButtonStyle(cap.toolButtonStyle().ToolButtonTextBesideIcon)
        cap.setProperty("role", "button")
        cap.setAccessibleName(self.tr("Take {key} away").format(key=native(key)))
        cap.setToolTip(cap.accessibleName())
        cap.clicked.connect(self._on_cap)
        return cap

    def _change(self, keys: KeyMap) -> None:
        self._map = keys
        self._show()
        self.changed.emit(keys)

    @Slot()
    def _say_nothing(self) -> None:
        self._say("")

    def _say(self, text: str, key: str = "") -> None:
        """Say something about a key; with `key`, whether it is taken from its command."""
        self._wanted = key
        self._note.setText(text)
        for button in (self.take, self.leave):
            button.setVisible(bool(key))
        if key and (owner := self._map.owner(key)) is not None:
            self.take.setText(self.tr("Take it from “{name}”").format(name=self._names[owner]))

    @Slot(str)
    def _on_captured(self, key: str) -> None:
        owner, shown = self._map.owner(key), native(key)
        if key in self._menus:
            text = self.tr("{key} opens the menu “{name}”.")
            self._say(text.format(key=shown, name=self._menus[key]))
        elif owner == self._command:
            self._say(self.tr("{key} runs this command already.").format(key=shown))
        elif self._map.is_full(self._command):
            self._say(self.tr("A command has at most {count} keys.").format(count=MOST_KEYS))
        elif owner is not None:
            self._ask(key, owner)
        else:
            self._say_nothing()
            self._change(self._map.with_key(self._command, key))

    def _ask(self, key: str, owner: str) -> None:
        text = self.tr("{key} belongs to “{name}”.")
        self._say(text.format(key=native(key), name=self._names[owner]), key)

    @Slot()
    def _on_take(self) -> None:
        key = self._wanted
        self._say_nothing()
        self._change(self._map.with_key(self._command, key))
        self.capture.setFocus()

    @Slot()
    def _on_cap(self) -> None:
        self._say_nothing()
        self.capture.setFocus()
        self._change(self._map.without_key(self._command, self.sender().objectName()))

    @Slot()
    def _on_reset(self) -> None:
        keys, lost = self._map.reset(self._command)
        self._say_nothing()
        self._change(keys)
        if lost and (owner := keys.owner(lost[0])) is not None:
            self._ask(lost[0], owner)
