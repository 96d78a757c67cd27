"""Tightening boxes by somebody else than the loaded model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Signal

from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.core.boxes import Box


class Tightening(QObject):
    """Who can tighten boxes of some classes better says so by `names`.

    Signals: `wanted(list[ObjectAnnotation])` objects of these classes, answered by `tightened(dict)`: the
    boxes by object id.
    """

    wanted = Signal(list)
    tightened = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.names: frozenset[str] = frozenset()

    def ask(self, items: Sequence[ObjectAnnotation]) -> None:
        """Ask for tighter boxes of these objects; without any, nothing is asked."""
        if items:
            self.wanted.emit(list(items))

    def answer(self, boxes: Mapping[int, Box]) -> None:
        """Hand out the tightened boxes by object id, in image pixels."""
        self.tightened.emit(dict(boxes))
