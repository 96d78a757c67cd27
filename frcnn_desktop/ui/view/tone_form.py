"""The fields of a tone: sliders, the automatic stretch, and the range of grey values."""

from __future__ import annotations

from functools import partial
from math import floor, log10

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.core.tone import GAMMA_MAX, GAMMA_MIN, Tone, histogram
from frcnn_desktop.ui.kit.forms import indent_number
from frcnn_desktop.ui.kit.plain_text import wrap
from frcnn_desktop.ui.kit.slider_row import SliderRow, align_rows
from frcnn_desktop.ui.view.histogram import BINS, Histogram

_SHARES = tuple(step / 100 for step in range(-100, 101, 2))
_GAMMAS = tuple(round(GAMMA_MIN * (GAMMA_MAX / GAMMA_MIN) ** (step / 100), 3) for step in range(101))
_WIDEST = 1e9


class ToneForm(QWidget):
    """Signals: `picked(dict)` fields of the tone that a person changed; `reset_wanted()`."""

    picked = Signal(dict)
    reset_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tr = self.tr
        self.histogram = Histogram(self)
        self.automatic = QCheckBox(tr("Stretch automatically"), self)
        self.automatic.setToolTip(tr("Show the darkest percent black and the brightest percent white"))
        self.low, self.high = self._field(tr("Black from")), self._field(tr("White from"))
        self.rows = {
            "brightness": self._row(tr("Brightness"), tr("Make everything lighter or darker")),
            "contrast": self._row(tr("Contrast"), tr("Pull light and dark apart")),
            "gamma": SliderRow(
                tr("Gamma"), _GAMMAS, "{:.2f}".format, tr("Above 1 lifts the dark parts"), self
            ),
        }
        self._seen_by_detector = QLabel(self)
        self.reset = QPushButton(tr("Reset"), self)
        self._image: LoadedImage | None = None
        self._tone = Tone()
        self._quiet = False
        self._build()
        self._connect()

    def show_tone(self, tone: Tone, image: LoadedImage | None) -> None:
        """Show a tone and the image that it is used on."""
        self._quiet = True
        if image is not self._image:
            self._image = image
            self._show_image(image)
        self._tone = tone
        grey = image.grey if image is not None else None
        self.automatic.setChecked(tone.automatic if grey is None else tone.window is None)
        window = None if grey is None else tone.window or grey.shown
        self.histogram.show_window(window)
        for box, value in zip((self.low, self.high), window or (0.0, 0.0), strict=True):
            box.setValue(value)
        for name, row in self.rows.items():
            row.set_value(getattr(tone, name))
        self.reset.setEnabled(tone != Tone())
        self._quiet = False

    def _show_image(self, image: LoadedImage | None) -> None:
        grey = image.grey if image is not None else None
        self._range.setVisible(grey is not None)
        self._seen_by_detector.setVisible(grey is not None)
        self.setEnabled(image is not None)
        if image is None:
            return
        self.histogram.show_counts(*histogram(grey or image.sample, BINS))
        if grey is not None:
            digits = max(0, 1 - floor(log10(max(grey.shown[1] - grey.shown[0], 1e-6) / 100)))
            for box in (self.low, self.high):
                box.setDecimals(0 if grey.whole else min(digits, 6))
                box.setSingleStep(max((grey.shown[1] - grey.shown[0]) / 50, float(grey.whole)))
            text = self.tr("The detector sees {low} to {high}, whatever is shown here.")
            low, high = (f"{value:,.6g}" for value in grey.shown)
            self._seen_by_detector.setText(text.format(low=low, high=high))

    def _row(self, name: str, tip: str) -> SliderRow:
        return SliderRow(name, _SHARES, _signed, tip, self)

    def _field(self, name: str) -> QDoubleSpinBox:
        box = QDoubleSpinBox(self)
        box.setRange(-_WIDEST, _WIDEST)
        box.setGroupSeparatorShown(True)
        box.setKeyboardTracking(False)
        box.setAccessibleName(name)
        box.setToolTip(name)
        box.setMinimumWidth(64)
        indent_number(box)
        return box

    def _build(self) -> None:
        self._range = QWidget(self)
        line = QHBoxLayout(self._range)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.low, 1)
        line.addWidget(QLabel("–", self))
        line.addWidget(self.high, 1)
        self._seen_by_detector.setProperty("role", "muted")
        wrap(self._seen_by_detector)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (self.histogram, self._range, self.automatic, self._seen_by_detector):
            column.addWidget(widget)
        for row in self.rows.values():
            column.addWidget(row)
        align_rows(*self.rows.values())
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.reset)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.histogram.window_picked.connect(self._on_window)
        self.low.valueChanged.connect(self._on_fields)
        self.high.valueChanged.connect(self._on_fields)
        self.automatic.clicked.connect(self._on_automatic)
        self.reset.clicked.connect(self.reset_wanted)
        for name, row in self.rows.items():
            # Everything here lives in the GUI thread, so a partial is a safe receiver.
            row.value_picked.connect(partial(self._pick, name))

    def _pick(self, name: str, value: object) -> None:
        self.picked.emit({name: value})

    @Slot(float, float)
    def _on_window(self, low: float, high: float) -> None:
        self.picked.emit({"window": (low, high)})

    @Slot()
    def _on_fields(self) -> None:
        low, high = self.low.value(), self.high.value()
        if not self._quiet and low < high:
            self._on_window(low, high)

    @Slot(bool)
    def _on_automatic(self, on: bool) -> None:
        grey = self._image.grey if self._image is not None else None
        if grey is None:
            self.picked.emit({"automatic": on})
        else:
            self.picked.emit({"window": None if on else grey.shown})


def _signed(value: object) -> str:
    return f"{value:+.0%}" if value else "0"
