"""What the pointer can be in, and what it asks of the canvas."""

from __future__ import annotations

from enum import Enum, auto
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt

from frcnn_desktop.core.boxes import Box
from frcnn_desktop.ui.canvas.gestures.base import GestureHost


class CanvasMode(Enum):
    """What the left button does; in PICK mode it takes the proposal that is pointed out."""

    SELECT = auto()
    DRAW = auto()
    PICK = auto()


class PointerHost(GestureHost, Protocol):
    """What the pointer asks of the canvas besides what gestures ask."""

    @property
    def mode(self) -> CanvasMode:
        """What the left button does now."""
        ...

    @property
    def objects_shown(self) -> bool:
        """Objects that are hidden cannot be touched."""
        ...

    @property
    def draws_on_empty(self) -> bool:
        """A drag that begins beside all objects draws, also in SELECT mode."""
        ...

    @property
    def draws_by_points(self) -> bool:
        """In DRAW mode a box is clicked together from its four extreme points."""
        ...

    def on_screen(self, box: Box) -> QRectF:
        """Return where a box in image pixels lies, in logical viewport pixels."""
        ...

    def to_photo(self, position: QPointF) -> QPointF:
        """Return the image pixel, with fractions, under a logical viewport pixel."""
        ...

    def set_hovered(self, object_id: int | None) -> None:
        """Mark the object under the mouse; None: there is none."""

    def show_cursor(self, shape: Qt.CursorShape) -> None:
        """Say by the cursor what a press would do here."""

    def gesture_over(self, edited: bool) -> None:
        """A gesture has ended or was cancelled; `edited` is False for mere scrolling."""
