"""What is inspected, which channel is looked at, and by which kind of pooling."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSpinBox,
    QToolButton,
    QWidget,
)

from frcnn_desktop.explain.roi_inspection import STRONGEST_CHANNELS, ChannelChoice, ChannelKind, RoiInspection
from frcnn_desktop.ui.canvas.roi_marks import CELLS, EXACT, SAMPLE, WINNER, mark_html
from frcnn_desktop.ui.kit.key_guard import guard_keys

_KINDS = ("roi_pool", "roi_align")
_CHIPS_FROM, _LEGEND_FROM = 780, 1300
"""From these widths on the strongest channels are named, and the marks explained."""


class InspectorHeader(QWidget):
    """Signals: `choice_changed(ChannelChoice)`, `pooling_changed(str)`.

    Setters, which emit nothing: `set_subject(title)`, `show_inspection(inspection, kind)`.
    """

    choice_changed = Signal(object)
    pooling_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choice = ChannelChoice()
        self._title, self._legend = QLabel(self), QLabel(self)
        self._kind, self._index = QComboBox(self), QSpinBox(self)
        self._strongest = QLabel(self.tr("Strongest:"), self)
        self.chips = [QToolButton(self) for _ in range(STRONGEST_CHANNELS)]
        self.poolings = {kind: QToolButton(self) for kind in _KINDS}
        self._make_controls()
        self._lay_out()
        guard_keys(self)

    @property
    def choice(self) -> ChannelChoice:
        """The channel to look at."""
        return self._choice

    @property
    def title(self) -> str:
        """What the box is called."""
        return self._title.text()

    @property
    def legend(self) -> str:
        """What the marks mean, as rich text."""
        return self._legend.text()

    def set_subject(self, title: str) -> None:
        """Name the box."""
        if title != self._title.text():
            self._title.setText(title)
            self._title.setToolTip(title)

    def show_inspection(self, found: RoiInspection, kind: str) -> None:
        """Name the channels that stand out in this RoI, and the pooling that the model was trained with."""
        self._index.blockSignals(True)
        self._index.setMaximum(found.channel.count - 1)
        if found.channel.index is not None:
            self._index.setValue(found.channel.index)
        self._index.blockSignals(False)
        self._name_chips(found.channel.strongest)
        self._explain(kind)
        for name, button in self.poolings.items():
            trained = name == found.trained.kind
            text = self.tr("{kind} (trained)").format(kind=name) if trained else name
            if button.text() != text:
                button.setText(text)
            button.setChecked(name == kind)

    def _name_chips(self, strongest: Sequence[tuple[int, float]]) -> None:
        for place, chip in enumerate(self.chips):
            known = place < len(strongest)
            chip.setEnabled(known)
            text = str(strongest[place][0]) if known else "–"
            if chip.text() == text:
                continue
            chip.setText(text)
            if known:
                tip = self.tr(
                    "Channel {index}: its pooled values lie {strength:.1f} standard deviations above its mean"
                )
                chip.setToolTip(tip.format(index=text, strength=strongest[place][1]))

    def _make_controls(self) -> None:
        self._title.setProperty("role", "title")
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        for label in (self._legend, self._strongest):
            label.setProperty("role", "muted")
        for text, kind in (
            (self.tr("Strongest channel"), ChannelKind.STRONGEST),
            (self.tr("Mean of channels"), ChannelKind.MEAN),
            (self.tr("Channel"), ChannelKind.CHOSEN),
        ):
            self._kind.addItem(text, kind)
        self._kind.setObjectName("channelKind")
        self._kind.setToolTip(self.tr("Which numbers of the feature map are shown"))
        self._kind.activated.connect(self._on_kind)
        self._index.setMaximum(4095)
        self._index.setFixedWidth(58)
        self._index.setToolTip(self.tr("Number of the channel"))
        self._index.setAccessibleName(self._index.toolTip())
        self._index.valueChanged.connect(self._on_index)
        for chip in self.chips:
            chip.setProperty("role", "small")
            chip.setFixedWidth(30)
            chip.clicked.connect(self._on_chip)
        group = QButtonGroup(self)
        for kind, button in self.poolings.items():
            button.setCheckable(True)
            button.setText(kind)
            group.addButton(button)
            button.clicked.connect(self._on_pooling)
        self.poolings["roi_pool"].setToolTip(
            self.tr("Fast R-CNN's pooling: whole cells, maximum of each bin")
        )
        self.poolings["roi_align"].setToolTip(
            self.tr("Mask R-CNN's pooling: exact box, mean of interpolated points of each bin")
        )

    def _lay_out(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 4, 12, 0)
        line.setSpacing(8)
        line.addWidget(self._title, 1)
        line.addWidget(self._legend)
        line.addWidget(self._strongest)
        chips = QHBoxLayout()
        chips.setSpacing(2)
        for chip in self.chips:
            chips.addWidget(chip)
        line.addLayout(chips)
        for widget in (self._kind, self._index, *self.poolings.values()):
            line.addWidget(widget)
        self._name_chips(())

    def _explain(self, kind: str) -> None:
        """Name the marks in their colours."""
        rounded = self.tr("rounded to cells") if kind == "roi_pool" else ""
        marks = self.tr("winning cells") if kind == "roi_pool" else self.tr("sampling points")
        colour = WINNER if kind == "roi_pool" else SAMPLE
        parts = [f"{mark_html('▯', EXACT)} {self.tr('exact projection')}"]
        if rounded:
            parts.append(f"{mark_html('▮', CELLS)} {rounded}")
        parts.append(f"{mark_html('●', colour)} {marks}")
        text = " &nbsp; ".join(parts)
        if text != self._legend.text():
            self._legend.setText(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = event.size().width()
        self._legend.setVisible(width >= _LEGEND_FROM)
        for widget in (self._strongest, *self.chips):
            widget.setVisible(width >= _CHIPS_FROM)

    def _choose(self, choice: ChannelChoice) -> None:
        self._kind.setCurrentIndex(self._kind.findData(choice.kind))
        if choice != self._choice:
            self._choice = choice
            self.choice_changed.emit(choice)

    @Slot(int)
    def _on_kind(self, row: int) -> None:
        kind = ChannelKind(self._kind.itemData(row))
        self._choose(ChannelChoice(kind, self._index.value() if kind is ChannelKind.CHOSEN else 0))

    @Slot(int)
    def _on_index(self, index: int) -> None:
        self._choose(ChannelChoice(ChannelKind.CHOSEN, index))

    @Slot()
    def _on_chip(self) -> None:
        chip = self.sender()
        if isinstance(chip, QToolButton) and chip.text().isdigit():
            self._choose(ChannelChoice(ChannelKind.CHOSEN, int(chip.text())))

    @Slot()
    def _on_pooling(self) -> None:
        chosen = next(kind for kind, button in self.poolings.items() if button.isChecked())
        self.pooling_changed.emit(chosen)
