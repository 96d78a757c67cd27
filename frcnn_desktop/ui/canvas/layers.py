"""What a person can switch on and off on the canvas."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from PySide6.QtCore import QObject, Signal


class LayerKind(StrEnum):
    """The layers, bottom to top."""

    PROPOSALS = "proposals"
    ROI_PROJECTIONS = "roi_projections"
    DETECTIONS = "detections"
    OBJECTS = "objects"


class Layer(QObject):
    """One layer: `visible`, `opacity` (0..1) and `count`, how many boxes it holds.

    Signal: `changed()` when any of the three did.
    """

    changed = Signal()

    def __init__(self, kind: LayerKind, visible: bool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self._visible = visible
        self._opacity = 1.0
        self._count = 0

    @property
    def visible(self) -> bool:
        """Whether it is drawn; a layer of opacity 0 is visible, too."""
        return self._visible

    @visible.setter
    def visible(self, visible: bool) -> None:
        if visible != self._visible:
            self._visible = visible
            self.changed.emit()

    @property
    def opacity(self) -> float:
        """0 to 1; a value beyond is cut to that."""
        return self._opacity

    @opacity.setter
    def opacity(self, opacity: float) -> None:
        opacity = min(max(opacity, 0.0), 1.0)
        if opacity != self._opacity:
            self._opacity = opacity
            self.changed.emit()

    @property
    def count(self) -> int:
        """Boxes in the layer, whether it is visible or not. Only the canvas sets it."""
        return self._count

    @count.setter
    def count(self, count: int) -> None:
        if count != self._count:
            self._count = count
            self.changed.emit()


class LayerSet(QObject):
    """The four layers of a canvas. At first the two that show how detection works are hidden."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        shown = {LayerKind.DETECTIONS, LayerKind.OBJECTS}
        self._layers = {kind: Layer(kind, kind in shown, self) for kind in LayerKind}

    def layer(self, kind: LayerKind) -> Layer:
        """Return the one layer of a kind."""
        return self._layers[kind]

    def __iter__(self) -> Iterator[Layer]:
        """Yield the layers, bottom to top."""
        return iter(self._layers.values())
