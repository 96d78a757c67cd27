"""What the detector found and how it is filtered, at the right of the window."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QListView,
    QSizePolicy,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from frcnn_desktop.core.detections import Detections
from frcnn_desktop.ui.detect.class_chips import ClassChips
from frcnn_desktop.ui.detect.class_threshold_menu import FRACTIONS, two_places
from frcnn_desktop.ui.detect.detections import DetectionsModel
from frcnn_desktop.ui.detect.detections_delegate import DetectionDelegate
from frcnn_desktop.ui.document.filter_state import FilterState
from frcnn_desktop.ui.kit.key_guard import guard_keys
from frcnn_desktop.ui.kit.painting import LEAST_LIST, ClassColours
from frcnn_desktop.ui.kit.plain_text import wrap
from frcnn_desktop.ui.kit.slider_row import SliderRow, align_names

_PROPOSAL_COUNTS: tuple[object, ...] = (50, 100, 200, 300, 500, 750, 1000, 1500, 2000, 3000, None)


class DetectionsPanel(QWidget):
    """Sliders that act on kept scores, counts of each class, and the list of detections.

    The filter is set while a slider moves or a class is hidden, and shown whoever sets it.

    Signals: `detection_selected(int)` row selected by a person, -1 for none; `accept_wanted(int)`
    double-click on a row; `count_changed(int)`.
    Setters: `set_detections`, `set_filtering`, `set_folder_counts`, `set_selected`, `set_class_colours`,
    `set_message` the sentence shown while there are no detections.
    """

    detection_selected = Signal(int)
    accept_wanted = Signal(int)
    count_changed = Signal(int)

    def __init__(
        self, accept: QAction, accept_all: QAction, state: FilterState, parent: QWidget | None = None
    ) -> None:
        """`accept` and `accept_all` are the commands behind the two buttons."""
        super().__init__(parent)
        self._filter = state
        self._filtering = True
        self._in_folder: tuple[Mapping[str, int], int] = ({}, 0)
        self.model = DetectionsModel(self)
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
        self.view = QListView(self)
        self._delegate = DetectionDelegate(self.view)
        self._empty = QLabel(self)
        self._stack = QStackedLayout()
        self._build(accept, accept_all)
        self._connect()
        self._show_filter()
        self.set_detections(None)
        guard_keys(self)

    @property
    def selected(self) -> int:
        """The selected row, -1 for none."""
        rows = self.view.selectionModel().selectedRows()
        return rows[0].row() if rows else -1

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

    def set_detections(self, detections: Detections | None) -> None:
        """Show these detections; None: the image has not been detected."""
        self.model.set_detections(detections)
        self.chips.set_counts(self.model.class_counts())
        count = self.model.rowCount()
        if detections is None:
            self._empty.setText(self.tr("Not detected yet. Press I to run Fast R-CNN on this image."))
        elif not count:
            self._empty.setText(self.tr("Nothing was found."))
        self._stack.setCurrentWidget(self.view if count else self._empty)
        self.count_changed.emit(count)

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

    def set_message(self, text: str) -> None:
        """Replace the sentence shown while there are no detections, e.g. "Detecting…"."""
        self._empty.setText(text)

    def set_selected(self, row: int) -> None:
        """Select a row; -1 selects none. Emits nothing."""
        model = self.view.selectionModel()
        blocked = model.blockSignals(True)
        if row < 0:
            model.clear()
        else:
            self.view.setCurrentIndex(self.model.index(row))
        model.blockSignals(blocked)
        self.view.viewport().update()

    def set_class_colours(self, colours: ClassColours) -> None:
        """Say which colour belongs to a class name."""
        self._delegate.colours_of_classes = colours
        self.chips.set_class_colours(colours)
        self.view.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(256, 250)

    def _build(self, accept: QAction, accept_all: QAction) -> None:
        align_names(self.score, self.nms, self.proposals)
        self.view.setModel(self.model)
        self.view.setItemDelegate(self._delegate)
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setMinimumHeight(LEAST_LIST)
        self.view.setAccessibleName(self.tr("Detections"))
        self._empty.setProperty("role", "muted")
        wrap(self._empty)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._empty.setContentsMargins(12, 2, 12, 2)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.view)
        controls = QVBoxLayout()
        controls.setContentsMargins(12, 2, 12, 4)
        controls.setSpacing(6)
        options = QHBoxLayout()
        options.setSpacing(16)
        options.addWidget(self.soft)
        options.addWidget(self.voting)
        options.addStretch(1)
        controls.addWidget(self.score)
        controls.addWidget(self.nms)
        controls.addLayout(options)
        controls.addWidget(self.proposals)
        controls.addWidget(self.chips)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 8)
        layout.setSpacing(2)
        layout.addLayout(controls)
        layout.addLayout(self._stack, 1)
        layout.addLayout(self._buttons(accept, accept_all))

    def _buttons(self, accept: QAction, accept_all: QAction) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setContentsMargins(8, 4, 8, 0)
        line.setSpacing(8)
        for action in (accept, accept_all):
            button = QToolButton(self)
            button.setDefaultAction(action)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setProperty("role", "button")
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            line.addWidget(button, 1)
        return line

    def _connect(self) -> None:
        self._filter.changed.connect(self._show_filter)
        self.score.value_picked.connect(self._on_score)
        self.nms.value_picked.connect(self._on_nms)
        self.proposals.value_picked.connect(self._on_proposals)
        self.soft.clicked.connect(self._on_soft)
        self.voting.clicked.connect(self._on_voting)
        self.chips.hidden_changed.connect(self._on_hidden)
        self.chips.threshold_picked.connect(self._on_class_threshold)
        self.view.selectionModel().selectionChanged.connect(self._on_selection)
        self.view.doubleClicked.connect(self._on_double_click)

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

    @Slot()
    def _on_selection(self) -> None:
        self.detection_selected.emit(self.selected)

    @Slot(QModelIndex)
    def _on_double_click(self, index: QModelIndex) -> None:
        self.accept_wanted.emit(index.row())
