"""The field in which a query is typed, with completion of its keys and of the set's classes."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QMenu, QToolButton, QWidget

from frcnn_desktop.core.messages import Message
from frcnn_desktop.search.completion import Completions, complete
from frcnn_desktop.search.parser import QueryError, parse_query
from frcnn_desktop.search.query import Query
from frcnn_desktop.ui.kit.icons import line_edit_icon

PAUSE_MS = 500
"""What cannot be read yet is told when typing has rested this long."""
_ROWS = 12
_AROUND_TEXT = 16
"""Pixels of a line edit's frame and margins."""


class SearchField(QLineEdit):
    """Signals: `query_changed(Query)` another query can be read from the text; `refused(Message | None)` why
    the text cannot be read, None once it can: until then the query before stays."""

    query_changed = Signal(object)
    refused = Signal(object)

    def __init__(self, class_names: Callable[[], Iterable[str]], parent: QWidget | None = None) -> None:
        """`class_names` returns those of the set, in the order to offer them."""
        super().__init__(parent)
        self._class_names = class_names
        self._query = Query()
        self._refusal: Message | None = None
        self._offered = Completions(0, 0)
        self._options = QStringListModel(self)
        self._completer = QCompleter(self._options, self)
        self._popup = QListView()
        self._popup.setProperty("role", "popup")
        self._saved: QMenu | None = None
        self._completer.setPopup(self._popup)
        self._completer.setWidget(self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(_ROWS)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._build()
        self._pause.timeout.connect(self._tell_refusal)
        self._completer.activated.connect(self._on_option)
        self.textChanged.connect(self._on_text)
        self.textEdited.connect(self._offer)
        self.returnPressed.connect(self._tell_refusal)

    @property
    def query(self) -> Query:
        """The last one that could be read."""
        return self._query

    @property
    def whole_text_fits(self) -> bool:
        """Whether all of the text can be seen at once."""
        buttons = sum(button.width() for button in self.findChildren(QToolButton) if button.isVisibleTo(self))
        return self.fontMetrics().horizontalAdvance(self.text()) <= self.width() - buttons - _AROUND_TEXT

    @property
    def options(self) -> tuple[str, ...]:
        """What is offered now to complete the text."""
        return self._offered.options if self._popup.isVisible() else ()

    def offer_saved(self, menu: QMenu) -> None:
        """Let the magnifier, and Alt and the arrow down, open a menu of saved searches."""
        self._saved = menu
        self._magnifier.setToolTip(self.tr("Saved searches (Alt+Down)"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            (self._open_saved if event.modifiers() & Qt.KeyboardModifier.AltModifier else self._offer)()
            return
        super().keyPressEvent(event)

    def _build(self) -> None:
        self.setPlaceholderText(self.tr("Search"))
        self.setAccessibleName(self.tr("Search images"))
        self._popup.setAccessibleName(self.tr("What the search can be completed to"))
        self.setToolTip(self._help())
        self.setClearButtonEnabled(True)
        self._magnifier = line_edit_icon(self, "search")
        self._magnifier.triggered.connect(self._open_saved)

    def _help(self) -> str:
        rows = (
            ("dog", self.tr("part of the file's name or of a class")),
            ('name:2010_  class:"stop sign"', self.tr("part of the name; a class")),
            ("state:unverified  objects:>5", self.tr("how far it is; how many objects")),
            (
                "size:<32  width:>2000  height:480",
                self.tr("of an object, as a square's side; of the image"),
            ),
            ("difficult:1  truncated:1  occluded:0", self.tr("flags of an object")),
            ("by:hand  by:accepted  by:corrected", self.tr("who made a box")),
            ("score:<0.5", self.tr("how sure the detector is of an object")),
            ("saved:>=2026-11-01", self.tr("day of the annotation file")),
            ("comment:bus  comment:*", self.tr("what is said about the image; anything")),
            ("-class:dog", self.tr("not")),
            ("class:dog or class:cat", self.tr("one of them")),
        )
        rules = (
            self.tr("The arrow down lists what can be asked for."),
            self.tr("All terms have to hold, those about objects for one and the same object."),
            self.tr("An or stands between two terms and joins only these: dog or cat difficult:1."),
            self.tr("Without an annotation, detections stand for the objects."),
            self.tr("A score is known once the image has been detected with the loaded model."),
            self.tr("What is not known yet is found by unknown alone: score:unknown, by:unknown."),
        )
        return "\n".join((*(f"{text}    {meaning}" for text, meaning in rows), "", *rules))

    @Slot()
    def _on_text(self) -> None:
        try:
            query = parse_query(self.text())
        except QueryError as error:
            self._refusal = error.message
            self._pause.start()
            return
        self._refusal = None
        self._tell_refusal()
        if query != self._query:
            self._query = query
            self.query_changed.emit(query)

    @Slot()
    def _tell_refusal(self) -> None:
        self._pause.stop()
        self.refused.emit(self._refusal)

    @Slot()
    def _open_saved(self) -> None:
        if self._saved is not None:
            self._saved.popup(self.mapToGlobal(self.rect().bottomLeft()))

    @Slot()
    def _offer(self) -> None:
        self._offered = complete(self.text(), self.cursorPosition(), self._class_names())
        if not self._offered.options:
            self._popup.hide()
            return
        self._options.setStringList(list(self._offered.options))
        area = self.rect()
        bar = self._popup.verticalScrollBar().sizeHint().width()
        area.setWidth(max(area.width(), self._popup.sizeHintForColumn(0) + bar))
        self._completer.complete(area)

    @Slot(str)
    def _on_option(self, option: str) -> None:
        text, complete_term = self.text(), not option.endswith(":")
        before, after = text[: self._offered.start] + option, text[self._offered.end :]
        if complete_term and not after.startswith(" "):
            before += " "
        self.setText(before + after)
        self.setCursorPosition(len(before))
        if not complete_term:
            self._offer()
