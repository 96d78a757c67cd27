"""The fields above the image list: a query, and a state as the commonest part of one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from frcnn_desktop.core.messages import Message
from frcnn_desktop.search.facts import ImageState
from frcnn_desktop.search.query import Key, Query, Term
from frcnn_desktop.ui.browse.image_delegate import STATE_ICONS
from frcnn_desktop.ui.browse.search_field import SearchField
from frcnn_desktop.ui.kit.elided_combo_box import ElidedComboBox
from frcnn_desktop.ui.kit.icons import icon, set_icon
from frcnn_desktop.ui.kit.localise import in_language
from frcnn_desktop.ui.kit.plain_text import wrap

_CHOICES: tuple[ImageState | None, ...] = (None, *ImageState)


class ImageFilterBar(QWidget):
    """The text is the filter: whatever else sets it writes it there.

    Signals: `filter_changed(Query)`; `entered()` Enter was pressed in the text field.
    """

    filter_changed = Signal(object)
    entered = Signal()

    def __init__(self, class_names: Callable[[], Iterable[str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field, self._states = SearchField(class_names, self), ElidedComboBox(self)
        self._refusal, self._whole_text = QLabel(self), QLabel(self)
        self._orders = QToolButton(self)
        self._build()
        self._field.query_changed.connect(self._on_query)
        self._field.textChanged.connect(self._show_whole_text)
        self._field.refused.connect(self._on_refused)
        self._field.returnPressed.connect(self._on_entered)
        self._states.currentIndexChanged.connect(self._on_state)

    @property
    def query(self) -> Query:
        """What the list is filtered by."""
        return self._field.query

    def focus_text(self) -> None:
        """Put the cursor into the text field."""
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    def search(self, text: str) -> None:
        """Filter by a text as if it had been typed."""
        self._field.setText(text)

    def offer_saved(self, menu: QMenu) -> None:
        """Let a person choose among saved searches."""
        self._field.offer_saved(menu)

    def offer_orders(self, orders: Sequence[QAction]) -> None:
        """Show a button that opens a menu of ways to order the list; the first is the natural one."""
        menu = QMenu(self.tr("Order of the list"), self._orders)
        menu.setToolTipsVisible(True)
        menu.addActions(list(orders))
        self._orders.setMenu(menu)
        self._orders.setVisible(True)
        orders[0].toggled.connect(self._on_natural_order)
        self._on_natural_order(orders[0].isChecked())

    def show_counts(self, counts: Mapping[ImageState, int], total: int) -> None:
        """Say beside each state how many images are in it."""
        for row, state in enumerate(_CHOICES):
            text = f"{self._state_name(state)} ({total if state is None else counts.get(state, 0)})"
            # Setting the same text again would lay out the box anew at each step.
            if text != self._states.itemText(row):
                self._states.setItemText(row, text)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.PaletteChange:
            self._set_icons()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_whole_text()

    def _build(self) -> None:
        self._refusal.setProperty("role", "error")
        wrap(self._refusal)
        self._refusal.hide()
        self._whole_text.setProperty("role", "muted")
        wrap(self._whole_text)
        self._whole_text.hide()
        self._states.setAccessibleName(self.tr("Filter images by state"))
        self._states.setToolTip(self.tr("Show only images in this state"))
        self._states.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for state in _CHOICES:
            self._states.addItem("", state)
        self._orders.setVisible(False)
        self._orders.setAccessibleName(self.tr("Order of the list"))
        self._orders.setToolTip(self.tr("Order of the list"))
        self._orders.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._orders.setAutoRaise(True)
        self._set_icons()
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self._field, 1)
        row.addWidget(self._orders)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 6)
        layout.setSpacing(6)
        layout.addLayout(row)
        layout.addWidget(self._whole_text)
        layout.addWidget(self._refusal)
        layout.addWidget(self._states)

    @Slot(bool)
    def _on_natural_order(self, natural: bool) -> None:
        set_icon(self._orders, "arrow-down-up", "text" if natural else "accent")

    def _set_icons(self) -> None:
        for row, state in enumerate(_CHOICES):
            self._states.setItemIcon(row, icon("images") if state is None else icon(*STATE_ICONS[state]))

    def _state_name(self, state: ImageState | None) -> str:
        if state is None:
            return self.tr("All images")
        return {
            ImageState.UNLABELLED: self.tr("Unlabelled"),
            ImageState.DETECTED: self.tr("Detected"),
            ImageState.LABELLED: self.tr("Labelled"),
            ImageState.VERIFIED: self.tr("Verified"),
            ImageState.PROBLEM: self.tr("Problems"),
        }[state]

    @Slot(int)
    def _on_state(self, row: int) -> None:
        state = _CHOICES[row]
        terms = () if state is None else (Term(Key.STATE, str(state)),)
        self._field.setText(str(self._field.query.replaced(Key.STATE, *terms)))

    @Slot(object)
    def _on_query(self, query: Query) -> None:
        state = query.value_of(Key.STATE)
        row = next((row for row, each in enumerate(_CHOICES) if each == state), 0)
        self._states.blockSignals(True)
        self._states.setCurrentIndex(row)
        self._states.blockSignals(False)
        self.filter_changed.emit(query)

    @Slot()
    def _show_whole_text(self) -> None:
        """Show a long query below the field, which shows a part of it."""
        self._whole_text.setText(self._field.text())
        self._whole_text.setVisible(not self._field.whole_text_fits)

    @Slot(object)
    def _on_refused(self, message: Message | None) -> None:
        self._refusal.setText("" if message is None else in_language(message))
        self._refusal.setVisible(message is not None)

    @Slot()
    def _on_entered(self) -> None:
        if self._refusal.isHidden():
            self.entered.emit()
