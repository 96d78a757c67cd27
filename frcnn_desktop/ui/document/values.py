"""The small values beside the document that several features show and change."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject

from frcnn_desktop.core.detections import DetectionFilter
from frcnn_desktop.ui.document.class_list import ClassList
from frcnn_desktop.ui.document.class_scores import ClassScores
from frcnn_desktop.ui.document.filter_state import FilterState
from frcnn_desktop.ui.document.highlight import Highlight
from frcnn_desktop.ui.document.origins import Origins
from frcnn_desktop.ui.document.tightening import Tightening


class Values(QObject):
    """Each value is held here and nowhere else; widgets are views of it."""

    def __init__(
        self, class_names: Iterable[str], detection_filter: DetectionFilter, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.classes = ClassList(class_names, self)
        self.filter = FilterState(detection_filter, self)
        self.highlight = Highlight(self)
        self.origins = Origins()
        self.scores = ClassScores(self)
        self.tightening = Tightening(self)
