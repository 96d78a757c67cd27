"""Which object a click means when several lie under the cursor."""

from __future__ import annotations

from PySide6.QtCore import QPointF

from frcnn_desktop.ui.canvas.gestures.base import GestureHost
from frcnn_desktop.ui.canvas.hit import boxes_at, next_after

REACH = 4.0
"""Logical pixels around a box that still belong to it: boxes of a few pixels can be caught."""
_SAME_SPOT = 4.0


class Picker:
    """The smallest object first; clicks on the same spot go on to the next larger one, round in a circle."""

    def __init__(self, host: GestureHost) -> None:
        self._host = host
        self._last_click: QPointF | None = None

    def candidates(self, point: QPointF) -> list[int]:
        """Return the ids of the objects at a point of the photo: those put in front first, else smallest."""
        views = self._host.session.views
        boxes = ((item.id, item.box) for item in self._host.session.objects if item.id not in views.hidden)
        found = boxes_at(boxes, point.x(), point.y(), REACH / self._host.zoom)
        return sorted(found, key=views.level, reverse=True)

    def target(self, point: QPointF) -> int | None:
        """Return the object that a press here takes hold of.

        It is the smallest one, unless the clicks before have led to another one on this very spot.
        """
        candidates = self.candidates(point)
        current = self._single_selection()
        if current in candidates and self._same_spot(point):
            return current
        return candidates[0] if candidates else None

    def clicked(self, point: QPointF, was_selected: bool) -> None:
        """Note a click without a drag; on the spot of the click before it, select the next object."""
        target = self.target(point)
        if was_selected and self._same_spot(point):
            target = next_after(self.candidates(point), self._single_selection())
        self._host.session.select([] if target is None else [target])
        self._last_click = point

    def forget(self) -> None:
        """The next click is the first one on its spot."""
        self._last_click = None

    def _single_selection(self) -> int | None:
        selection = self._host.session.selection
        return next(iter(selection)) if len(selection) == 1 else None

    def _same_spot(self, point: QPointF) -> bool:
        last = self._last_click
        return last is not None and (point - last).manhattanLength() * self._host.zoom <= _SAME_SPOT
