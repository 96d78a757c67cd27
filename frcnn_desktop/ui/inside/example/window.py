"""The window of the worked example: the map, the region and the output are chosen here."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from frcnn_desktop.ui.inside.example.picture import ExamplePicture, ShownExample
from frcnn_desktop.ui.inside.example.state import LARGEST_MAP, LARGEST_OUTPUT, Preset
from frcnn_desktop.ui.inside.example.view import ExampleView


class ExampleWindow(QDialog):
    """Signals: `size_picked(int, int)` columns, rows; `region_picked(tuple)`; `bins_picked(int)`;
    `preset_picked(str)`; `reset_wanted()`; `export_wanted()`. Setters: `show_example(shown)`,
    `offer_image(bool)`."""

    size_picked = Signal(int, int)
    region_picked = Signal(tuple)
    bins_picked = Signal(int)
    preset_picked = Signal(str)
    reset_wanted = Signal()
    export_wanted = Signal()

    def __init__(self, picture: ExamplePicture, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Worked example of RoI pooling"))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.view = ExampleView(picture, self)
        self.preset = QComboBox(self)
        for text, preset in (
            (self.tr("Random numbers"), Preset.RANDOM),
            (self.tr("A ramp"), Preset.RAMP),
            (self.tr("This image's feature map"), Preset.IMAGE),
            (self.tr("My own values"), Preset.EDITED),
        ):
            self.preset.addItem(text, preset.value)
        most = LARGEST_MAP
        self.columns, self.rows = self._spin(1, most), self._spin(1, most)
        self.region = tuple(self._spin(0, most - 1) for _ in range(4))
        self.bins = self._spin(1, LARGEST_OUTPUT)
        self._lay_out()
        for box in (self.columns, self.rows):
            box.valueChanged.connect(self._on_size)
        for box in self.region:
            box.valueChanged.connect(self._on_region)
        self.bins.valueChanged.connect(self.bins_picked)
        self.preset.activated.connect(self._on_preset)
        self.view.region_picked.connect(self.region_picked)
        self.resize(1120, 600)

    def show_example(self, shown: ShownExample) -> None:
        """Show this. Emits nothing."""
        example = shown.example
        boxes = (self.columns, self.rows, *self.region, self.bins)
        values = (example.columns, example.rows, *example.region, example.bins)
        for box, value in zip(boxes, values, strict=True):
            with QSignalBlocker(box):
                box.setValue(value)
        for box, limit in zip(self.region, (example.columns, example.rows) * 2, strict=True):
            with QSignalBlocker(box):
                box.setMaximum(limit - 1)
        with QSignalBlocker(self.preset):
            self.preset.setCurrentIndex(self.preset.findData(example.preset.value))
        self.view.show_example(shown)

    def offer_image(self, there: bool) -> None:
        """Say whether there is a feature map to take values from."""
        row = self.preset.findData(Preset.IMAGE.value)
        item = self.preset.model().index(row, 0)
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable if there else Qt.ItemFlag.NoItemFlags
        # 0 in this role is how a combo box is told that an entry cannot be chosen.
        self.preset.model().setData(item, None if there else 0, Qt.ItemDataRole.UserRole - 1)
        tip = "" if flags else self.tr("See inside an image first (View menu)")
        self.preset.setItemData(row, tip, Qt.ItemDataRole.ToolTipRole)

    def _spin(self, low: int, high: int) -> QSpinBox:
        box = QSpinBox(self)
        box.setRange(low, high)
        return box

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        groups = (
            (self.tr("Values"), (self.preset,)),
            (self.tr("Map, columns × rows"), (self.columns, self.rows)),
            (self.tr("RoI, first column and row"), self.region[:2]),
            (self.tr("RoI, last column and row"), self.region[2:]),
            (self.tr("Output side"), (self.bins,)),
        )
        for place, (name, boxes) in enumerate(groups):
            label = QLabel(name, self)
            label.setProperty("role", "muted")
            label.setBuddy(boxes[0])
            row = QHBoxLayout()
            row.setSpacing(4)
            for box in boxes:
                box.setAccessibleName(name)
                row.addWidget(box)
            grid.addWidget(label, 0, place)
            grid.addLayout(row, 1, place)
        grid.setColumnStretch(len(groups), 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addLayout(grid)
        layout.addWidget(self.view, 1)
        layout.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        for text, signal in (
            (self.tr("7 × 5 into 2 × 2"), self.reset_wanted),
            (self.tr("Export picture…"), self.export_wanted),
        ):
            button = QPushButton(text, self)
            button.setAutoDefault(False)
            button.clicked.connect(signal)
            line.addWidget(button)
        line.addStretch(1)
        close = QPushButton(self.tr("Close"), self)
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        line.addWidget(close)
        return line

    @Slot()
    def _on_size(self) -> None:
        self.size_picked.emit(self.columns.value(), self.rows.value())

    @Slot()
    def _on_region(self) -> None:
        x1, y1, x2, y2 = (box.value() for box in self.region)
        self.region_picked.emit((x1, y1, x2, y2))

    @Slot(int)
    def _on_preset(self, index: int) -> None:
        self.preset_picked.emit(self.preset.itemData(index))
