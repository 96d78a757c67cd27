"""The choices at a stage: how many proposals, which channel, which RoI is followed."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSizePolicy, QWidget

from frcnn_desktop.ui.inside.walk.colour_bar import WalkColourBar
from frcnn_desktop.ui.inside.walk.stage import AnyStage, Choice
from frcnn_desktop.ui.inside.walk.state import MEAN, STRONGEST, Walk
from frcnn_desktop.ui.kit.slider_row import SliderRow

LIMITS: tuple[object, ...] = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)
_DETECTIONS_OFFERED = 40


class WalkOptions(QWidget):
    """Signals: `limit_picked(int)`, `channel_picked(int)`, `followed_picked(int)` the row of a proposal.
    Setters: `show_stage(stage, walk)`; they emit nothing."""

    limit_picked = Signal(int)
    channel_picked = Signal(int)
    followed_picked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tip = self.tr("Draw only the best ranked proposals")
        self.limit = SliderRow(self.tr("Best"), LIMITS, str, tip, self)
        self.limit.setMinimumWidth(240)
        self.channel, self.followed = QComboBox(self), QComboBox(self)
        self.channel.setAccessibleName(self.tr("Channel"))
        self.channel.setToolTip(self.tr("Which channel of the feature map is drawn"))
        self.followed.setAccessibleName(self.tr("RoI"))
        self.followed.setToolTip(self.tr("Whose proposal is followed through the stages"))
        self.heat = WalkColourBar(self)
        self._roi_name = QLabel(self.tr("Follow"), self)
        for box in (self.channel, self.followed):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.setMaxVisibleItems(16)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (self.limit, self._roi_name, self.followed, self.channel, self.heat):
            layout.addWidget(widget)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.limit.value_picked.connect(self._on_limit)
        self.channel.activated.connect(self._on_channel)
        self.followed.activated.connect(self._on_followed)

    def show_stage(self, stage: AnyStage, walk: Walk) -> None:
        """Offer what there is to choose at a stage."""
        self.limit.setVisible(Choice.LIMIT in stage.choices and walk.run is not None)
        self.limit.set_value(walk.limit)
        with QSignalBlocker(self.channel), QSignalBlocker(self.followed):
            self._fill_channels(walk)
            self._fill_rois(walk)
        self.channel.setVisible(Choice.CHANNEL in stage.choices and walk.features is not None)
        levels = stage.levels_of(walk)
        self.heat.setVisible(levels is not None)
        if levels is not None:
            self.heat.set_range(*levels)
        follows = Choice.ROI in stage.choices and walk.followed is not None
        self.followed.setVisible(follows)
        self._roi_name.setVisible(follows)

    def _fill_channels(self, walk: Walk) -> None:
        count = 0 if walk.features is None else len(walk.features.values)
        if self.channel.count() != count + 2:
            self.channel.clear()
            self.channel.addItem(self.tr("Strongest channel in the RoI"), STRONGEST)
            self.channel.addItem(self.tr("Mean of all channels"), MEAN)
            for index in range(count):
                self.channel.addItem(self.tr("Channel {index}").format(index=index), index)
        self.channel.setCurrentIndex(self.channel.findData(walk.channel))

    def _fill_rois(self, walk: Walk) -> None:
        entries: dict[int, str] = {}
        if walk.detections is not None:
            found = walk.detections
            rows = zip(found.proposal_indices.tolist(), found.class_names, found.scores.tolist(), strict=True)
            for row, name, score in list(rows)[:_DETECTIONS_OFFERED]:
                entries.setdefault(row, f"{name} {score:.2f}")
        if walk.followed is not None and walk.followed not in entries:
            entries[walk.followed] = self.tr("Proposal {rank}").format(rank=walk.followed + 1)
        present = {self.followed.itemData(i): self.followed.itemText(i) for i in range(self.followed.count())}
        if present != entries:
            self.followed.clear()
            for row, text in entries.items():
                self.followed.addItem(text, row)
        self.followed.setCurrentIndex(self.followed.findData(walk.followed))

    @Slot(object)
    def _on_limit(self, limit: int) -> None:
        self.limit_picked.emit(limit)

    @Slot(int)
    def _on_channel(self, index: int) -> None:
        self.channel_picked.emit(self.channel.itemData(index))

    @Slot(int)
    def _on_followed(self, index: int) -> None:
        self.followed_picked.emit(self.followed.itemData(index))
