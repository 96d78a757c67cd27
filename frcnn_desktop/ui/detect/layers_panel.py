"""The layers over the photo, at the right of the window."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from frcnn_desktop.ui.detect.layer_cues import CUE_SIZE, layer_cue
from frcnn_desktop.ui.kit.key_guard import guard_keys
from frcnn_desktop.ui.kit.palettes import colours_of
from frcnn_desktop.ui.kit.slider_row import SliderRow, ValueSlider
from frcnn_desktop.ui.kit.steady_label import SteadyLabel

LAYERS = ("proposals", "roi_projections", "detections", "objects")
PROPOSAL_COUNTS = (1, 2, 3, 5, 10, 20, 30, 50, 75, 100, 150, 200, 300, 500, 750, 1000, 1500, 2000)
_OPACITIES = tuple(step / 20 for step in range(1, 21))


class LayersPanel(QWidget):
    """One line for each layer: shown or not, opacity, how many boxes.

    Layers are named "proposals", "roi_projections", "detections", "objects".
    Signals: `visibility_changed(str, bool)`, `opacity_changed(str, float)` opacity 0.05..1,
    `proposal_limit_changed(int)` how many of the best proposals (and their RoIs) are drawn.
    Setters, which emit nothing: `set_visible`, `set_opacity`, `set_count`, `set_proposal_limit`,
    `set_keys`.
    """

    visibility_changed = Signal(str, bool)
    opacity_changed = Signal(str, float)
    proposal_limit_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._boxes: dict[str, QCheckBox] = {}
        self._sliders: dict[str, ValueSlider] = {}
        self._counts: dict[str, SteadyLabel] = {}
        self.limit = SliderRow(
            self.tr("Show best"),
            PROPOSAL_COUNTS,
            str,
            self.tr("How many of the best proposals, and of their RoI projections, are drawn"),
            self,
        )
        self.limit.set_value(200)
        self._build()
        self.limit.value_picked.connect(self._on_limit)
        self._dress()
        guard_keys(self)

    def set_layer_visible(self, layer: str, visible: bool) -> None:
        """Tick or untick a layer."""
        box = self._boxes[layer]
        blocked = box.blockSignals(True)
        box.setChecked(visible)
        box.blockSignals(blocked)
        self._sliders[layer].setEnabled(visible)

    def set_opacity(self, layer: str, opacity: float) -> None:
        """Move the slider of a layer to the nearest step, 0.05..1."""
        self._sliders[layer].set_value(opacity)

    def set_count(self, layer: str, count: int | None) -> None:
        """Show how many boxes a layer holds; None: not known yet."""
        self._counts[layer].setText("–" if count is None else f"{count:,}".replace(",", "\u202f"))

    def set_keys(self, keys: Mapping[str, str]) -> None:
        """Name in the tooltips the key that switches each layer, "" for none."""
        for layer, (_, tip) in self._texts().items():
            key = keys.get(layer, "")
            self._boxes[layer].setToolTip(f"{tip} ({key})" if key else tip)

    def set_proposal_limit(self, count: int) -> None:
        """Move the slider of how many proposals are drawn to the nearest step."""
        self.limit.set_value(count)

    def sizeHint(self) -> QSize:
        return QSize(256, super().sizeHint().height())

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for row, layer in enumerate(LAYERS):
            self._add_layer(grid, row, layer)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 2, 12, 10)
        layout.setSpacing(6)
        layout.addLayout(grid)
        layout.addWidget(self.limit)
        layout.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def _add_layer(self, grid: QGridLayout, row: int, layer: str) -> None:
        name, tip = self._texts()[layer]
        box = QCheckBox(name, self)
        box.setIconSize(CUE_SIZE)
        box.setObjectName(layer)
        box.setToolTip(tip)
        box.setChecked(True)
        slider = ValueSlider(_OPACITIES, self.tr("Opacity of {layer}").format(layer=name), "", self)
        slider.setObjectName(layer)
        slider.setToolTip(slider.accessibleName())
        slider.set_value(1.0)
        count = SteadyLabel("–", self)
        count.setProperty("role", "muted")
        count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        count.reserve("2\u202f000")
        count.setToolTip(self.tr("How many there are"))
        box.toggled.connect(self._on_toggled)
        slider.value_picked.connect(self._on_opacity)
        grid.addWidget(box, row, 0)
        grid.addWidget(slider, row, 1)
        grid.addWidget(count, row, 2)
        self._boxes[layer], self._sliders[layer], self._counts[layer] = box, slider, count

    def _texts(self) -> dict[str, tuple[str, str]]:
        return {
            "proposals": (
                self.tr("Proposals"),
                self.tr("Candidate boxes from selective search, coloured by rank"),
            ),
            "roi_projections": (
                self.tr("RoI projections"),
                self.tr("The feature map cells that each proposal is pooled from"),
            ),
            "detections": (self.tr("Detections"), self.tr("What the detector found, with class and score")),
            "objects": (self.tr("Objects"), self.tr("The annotation: what is saved")),
        }

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.PaletteChange:
            self._dress()
        super().changeEvent(event)

    def _dress(self) -> None:
        for layer, box in self._boxes.items():
            box.setIcon(layer_cue(layer, colours_of(), self.devicePixelRatioF()))

    @Slot(object)
    def _on_limit(self, count: int) -> None:
        self.proposal_limit_changed.emit(count)

    @Slot(bool)
    def _on_toggled(self, on: bool) -> None:
        layer = self.sender().objectName()
        self._sliders[layer].setEnabled(on)
        self.visibility_changed.emit(layer, on)

    @Slot(object)
    def _on_opacity(self, opacity: float) -> None:
        self.opacity_changed.emit(self.sender().objectName(), opacity)
