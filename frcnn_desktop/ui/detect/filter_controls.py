"""The controls of the filter: sliders that act on kept scores, how boxes are joined, classes one by one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from frcnn_desktop.ui.detect.class_chips import ClassChips
from frcnn_desktop.ui.detect.class_threshold_menu import FRACTIONS, two_places
from frcnn_desktop.ui.document.filter_state import FilterState
from frcnn_desktop.ui.kit.slider_row import SliderRow, align_rows

_PROPOSAL_COUNTS: tuple[object, ...] = (50, 100, 200, 300, 500, 750, 1000, 1500, 2000, 3000, None)


class FilterControls(QWidget):
    """Sets the filter while a slider moves or a class is hidden, and shows it whoever sets it.

    Setters: `set_filtering`, `set_folder_counts`; counts and colours of classes are set on `chips`.
    """

    def __init__(self, state: FilterState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filter = state
        self._filtering = True
        self._in_folder: tuple[Mapping[str, int], int] = ({}, 0)
        self.score = SliderRow(
            self.tr("Score ≥"),
            FRACTIONS,
            two_places,
            self.tr("Show detections with at least this score. The network does not run again"),
            self,
        )
        self.nms = SliderRow(
            self.tr("NMS IoU"),
            FRACTIONS,
            two_places,
            self.tr("Of two boxes of one class that overlap more than this, the lower score is dropped"),
            self,
        )
        self.proposals = SliderRow(
            self.tr("Proposals"),
            _PROPOSAL_COUNTS,
            self._count_text,
            self.tr("Use only this many of the best proposals"),
            self,
        )
        self.soft = QCheckBox(self.tr("Soft-NMS"), self)
        self.soft.setToolTip(
            self.tr("Lower the scores of overlapping boxes instead of dropping the boxes (Bodla et al. 2017)")
        )
        self.voting = QCheckBox(self.tr("Box voting"), self)
        self.voting.setToolTip(
            self.tr(
                "Put each detection at the mean of the boxes that saw the same object, weighed by their "
                "scores (Gidaris and Komodakis 2015). Off: the regressed box of one proposal, as in the paper"
            )
        )
        for option in (self.soft, self.voting):
            option.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.chips = ClassChips(self)
        self._build()
        self._connect()
        self._show_filter()

    def set_filtering(self, filtering: bool) -> None:
        """Say whether the thresholds decide what is listed; without that they are hidden."""
        if filtering == self._filtering:
            return
        self._filtering = filtering
        for row in (self.score, self.nms, self.soft, self.voting, self.proposals):
            row.setVisible(filtering)
        self.set_folder_counts(*self._in_folder)

    def set_folder_counts(self, counts: Mapping[str, int], images: int) -> None:
        """Say how many detections of each class all detected images of the list have."""
        self._in_folder = counts, images
        if self._filtering:
            self.chips.set_folder_counts(counts, images)
        else:
            # They are counts of detections, which are not what is listed.
            self.chips.set_folder_counts({}, 0)

    def _build(self) -> None:
        align_rows(self.score, self.nms, self.proposals)
        options = QHBoxLayout()
        options.setSpacing(16)
        options.addWidget(self.soft)
        options.addWidget(self.voting)
        options.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 2, 12, 4)
        layout.setSpacing(6)
        layout.addWidget(self.score)
        layout.addWidget(self.nms)
        layout.addLayout(options)
        layout.addWidget(self.proposals)
        layout.addWidget(self.chips)

    def _connect(self) -> None:
        self._filter.changed.connect(self._show_filter)
        self.score.value_picked.connect(self._on_score)
        self.nms.value_picked.connect(self._on_nms)
        self.proposals.value_picked.connect(self._on_proposals)
        self.soft.clicked.connect(self._on_soft)
        self.voting.clicked.connect(self._on_voting)
        self.chips.hidden_changed.connect(self._on_hidden)
        self.chips.threshold_picked.connect(self._on_class_threshold)

    @Slot()
    def _show_filter(self) -> None:
        wanted = self._filter.value
        self.score.set_value(wanted.score_threshold)
        self.nms.set_value(wanted.nms_iou)
        self.proposals.set_value(wanted.max_proposals)
        self.soft.setChecked(wanted.soft_nms)
        self.voting.setChecked(wanted.box_voting)
        self.nms.setEnabled(not wanted.soft_nms)
        self.chips.set_hidden(wanted.hidden_classes)
        self.chips.set_thresholds(dict(wanted.class_thresholds), wanted.score_threshold)

    def _count_text(self, count: object) -> str:
        return self.tr("all") if count is None else str(count)

    @Slot(object)
    def _on_score(self, value: float) -> None:
        self._filter.set(replace(self._filter.value, score_threshold=value))

    @Slot(object)
    def _on_nms(self, value: float) -> None:
        self._filter.set(replace(self._filter.value, nms_iou=value))

    @Slot(object)
    def _on_proposals(self, value: int | None) -> None:
        self._filter.set(replace(self._filter.value, max_proposals=value))

    @Slot(object)
    def _on_hidden(self, names: frozenset[str]) -> None:
        self._filter.set(replace(self._filter.value, hidden_classes=names))

    @Slot(bool)
    def _on_soft(self, soft: bool) -> None:
        self._filter.set(replace(self._filter.value, soft_nms=soft))

    @Slot(bool)
    def _on_voting(self, voting: bool) -> None:
        self._filter.set(replace(self._filter.value, box_voting=voting))

    @Slot(str, object)
    def _on_class_threshold(self, name: str, score: float | None) -> None:
        self._filter.set(self._filter.value.with_class_threshold(name, score))
