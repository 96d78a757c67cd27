"""The menu of a class chip: a score threshold for this class alone."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget, QWidgetAction

from frcnn_desktop.ui.kit.slider_row import SliderRow

FRACTIONS: tuple[object, ...] = tuple(step / 100 for step in range(1, 100))
_SLIDER_WIDTH = 260


class ClassThresholdMenu(QMenu):
    """Signals: `threshold_picked(str, object)` class name and least score while the slider moves; None: the
    class goes with the others again.
    """

    threshold_picked = Signal(str, object)

    def __init__(self, name: str, own: float | None, common: float, parent: QWidget | None = None) -> None:
        """`own` is the class's threshold, None while it goes with the `common` one."""
        super().__init__(parent)
        self._name = name
        self.slider = SliderRow(
            self.tr("{name} ≥").format(name=name),
            FRACTIONS,
            two_places,
            self.tr("Show detections of this class with at least this score"),
        )
        self.slider.set_value(common if own is None else own)
        self.slider.value_picked.connect(self._on_picked)
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.addWidget(self.slider)
        holder.setMinimumWidth(_SLIDER_WIDTH)
        row = QWidgetAction(self)
        row.setDefaultWidget(holder)
        self.addAction(row)
        self.addSeparator()
        self.reset = self.addAction(self.tr("Same as all classes"))
        self.reset.setEnabled(own is not None)
        self.reset.triggered.connect(self._on_reset)

    @Slot(object)
    def _on_picked(self, score: float) -> None:
        self.reset.setEnabled(True)
        self.threshold_picked.emit(self._name, score)

    @Slot()
    def _on_reset(self) -> None:
        self.threshold_picked.emit(self._name, None)


def two_places(value: object) -> str:
    """Return a score as text with two decimals."""
    return f"{value:.2f}"
