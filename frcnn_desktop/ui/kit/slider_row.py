"""A labelled slider that shows its value."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QSlider, QWidget


class ValueSlider(QSlider):
    """A slider over a list of values.

    Signals: `value_picked(object)` a person moved it. `set_value` never emits.
    It takes the keyboard by Tab only, so that the mouse leaves the keys with the canvas.
    """

    value_picked = Signal(object)

    def __init__(
        self, values: tuple[object, ...], name: str, tip: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._values = values
        self.setRange(0, len(values) - 1)
        self.setPageStep(max(1, len(values) // 10))
        self.setAccessibleName(name)
        self.setToolTip(tip)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMinimumWidth(48)
        self.valueChanged.connect(self._on_moved)
        self._quiet = False

    @property
    def picked(self) -> object:
        """The value under the handle."""
        return self._values[self.value()]

    def set_value(self, value: object) -> None:
        """Move to the nearest value without telling anybody."""
        if value in self._values:
            position = self._values.index(value)
        elif isinstance(value, int | float):
            numbers = [(abs(v - value), i) for i, v in enumerate(self._values) if isinstance(v, int | float)]
            position = min(numbers)[1]
        else:
            position = self.maximum()
        self._quiet = True
        self.setValue(position)
        self._quiet = False

    @Slot(int)
    def _on_moved(self, position: int) -> None:
        if not self._quiet:
            self.value_picked.emit(self._values[position])


class SliderRow(QWidget):
    """Name, slider and value in one line.

    Signals: `value_picked(object)`. Setters: `set_value(object)`. Properties: `value`.
    """

    value_picked = Signal(object)

    def __init__(
        self,
        text: str,
        values: tuple[object, ...],
        show: Callable[[object], str],
        tip: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._show = show
        self.slider = ValueSlider(values, text, tip, self)
        self.name = QLabel(text, self)
        self.name.setToolTip(tip)
        self.number = QLabel(self)
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        widest = max((show(value) for value in (values[0], values[-1])), key=len)
        self.number.setMinimumWidth(self.number.fontMetrics().horizontalAdvance(widest + " "))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.addWidget(self.name, 0, 0)
        grid.addWidget(self.slider, 0, 1)
        grid.addWidget(self.number, 0, 2)
        grid.setColumnStretch(1, 1)
        self.slider.valueChanged.connect(self._show_value)
        self.slider.value_picked.connect(self.value_picked)
        self._show_value()

    @property
    def value(self) -> object:
        """The value under the handle."""
        return self.slider.picked

    def set_value(self, value: object) -> None:
        """Move the handle without telling anybody."""
        self.slider.set_value(value)
        self._show_value()

    @Slot()
    def _show_value(self) -> None:
        text = self._show(self.slider.picked)
        self.number.setText(text)
        self.slider.setAccessibleDescription(text)


def align_rows(*rows: SliderRow) -> None:
    """Let the sliders of rows below one another begin and end at the same places."""
    name = max(row.name.sizeHint().width() for row in rows)
    number = max(row.number.minimumWidth() for row in rows)
    for row in rows:
        row.name.setMinimumWidth(name)
        row.number.setMinimumWidth(number)
