"""The fields above the image list: words to look for, and a state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QMenu, QToolButton, QVBoxLayout, QWidget

from frcnn_desktop.ui.browse.image_delegate import STATE_ICONS
from frcnn_desktop.ui.browse.image_entry import ImageFilter, ImageState
from frcnn_desktop.ui.kit.icons import icon, line_edit_icon, set_icon

_CHOICES: tuple[ImageState | None, ...] = (None, *ImageState)


class ImageFilterBar(QWidget):
    """Signals: `filter_changed(ImageFilter)`; `entered()` Enter was pressed in the text field."""

    filter_changed = Signal(object)
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._states = QLineEdit(self), QComboBox(self)
        self._orders = QToolButton(self)
        self._orders.setVisible(False)
        self._build()
        self._text.textChanged.connect(self._on_changed)
        self._text.returnPressed.connect(self.entered)
        self._states.currentIndexChanged.connect(self._on_changed)

    def focus_text(self) -> None:
        """Put the cursor into the text field."""
        self._text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._text.selectAll()

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

    def _build(self) -> None:
        self._text.setPlaceholderText(self.tr("Filter"))
        self._text.setAccessibleName(self.tr("Filter images by name or class"))
        self._text.setToolTip(self.tr("Show only images whose name or classes contain these words"))
        self._text.setClearButtonEnabled(True)
        line_edit_icon(self._text, "search")
        self._states.setAccessibleName(self.tr("Filter images by state"))
        self._states.setToolTip(self.tr("Show only images in this state"))
        self._states.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for state in _CHOICES:
            self._states.addItem("", state)
        self._orders.setAccessibleName(self.tr("Order of the list"))
        self._orders.setToolTip(self.tr("Order of the list"))
        self._orders.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._orders.setAutoRaise(True)
        self._set_icons()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 6)
        layout.setSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self._text, 1)
        row.addWidget(self._orders)
        layout.addLayout(row)
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

    @Slot()
    def _on_changed(self) -> None:
        # Qt hands the value back as a plain string.
        state = self._states.currentData()
        words = ImageFilter.words_of(self._text.text())
        self.filter_changed.emit(ImageFilter(words, None if state is None else ImageState(state)))
