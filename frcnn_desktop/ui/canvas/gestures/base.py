"""What every gesture is, and what it may ask of the canvas."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QPointF, Qt

from frcnn_desktop.core.boxes import Box
from frcnn_desktop.ui.document.alignment import Lines
from frcnn_desktop.ui.document.box_edits import Point, Size
from frcnn_desktop.ui.document.session import DocumentSession

EDGE_REACH = 5.0
"""Logical pixels within which the edge of the image, and those of neighbours, attract what is drawn."""
DRAG_DISTANCE = 3.0
"""Logical pixels from which a press that moves is a drag and no longer a click."""


class GestureHost(Protocol):
    """What the canvas does for a gesture. Points and boxes are in image pixels."""

    @property
    def session(self) -> DocumentSession:
        """The open document, which a gesture edits once, when it ends."""
        ...

    @property
    def image_size(self) -> Size:
        """Width and height of the image in pixels."""
        ...

    @property
    def zoom(self) -> float:
        """Logical pixels per image pixel."""
        ...

    def neighbour_lines(self, moved: Collection[int] = ()) -> Lines:
        """Return the edges that attract: of the objects shown, but for those moved; none if they need not."""
        ...

    def show_aligned(self, lines: Lines) -> None:
        """Show on which lines edges lie."""

    def preview_boxes(self, boxes: Mapping[int, Box]) -> None:
        """Show objects with these boxes instead of their own; an empty mapping ends that."""

    def show_draft(self, box: Box | None) -> None:
        """Show a box that is no object yet."""

    def show_points(self, points: Sequence[Point]) -> None:
        """Mark the points that a new box is made of."""

    def show_band(self, box: Box | None) -> None:
        """Show the rubber band."""

    def report_box(self, box: Box) -> None:
        """Tell the world how the box under the hand looks now."""

    def report_click(self, point: QPointF) -> None:
        """Tell of a click beside all objects."""

    def report_drawn(self, box: Box) -> None:
        """Hand over a finished new box."""

    def scroll_by(self, dx: float, dy: float) -> None:
        """Move the photo by logical pixels."""


@dataclass(frozen=True, slots=True)
class Hand:
    """Where the mouse is, in image pixels (it may be outside the image), and which modifier keys are held."""

    point: QPointF
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier


class Gesture(ABC):
    """From a press to a release.

    A gesture changes the document at most once, when it is released, by one command. Cancelled, it leaves
    no trace. `dragged` is False for as long as the press may still turn out to be a click.
    """

    cursor: Qt.CursorShape | None = None

    def __init__(self, host: GestureHost, start: QPointF) -> None:
        self.host = host
        self.start = start
        self.dragged = False

    def move(self, hand: Hand) -> None:
        """Follow the mouse, or a change of the view or of the modifier keys."""
        self.dragged = self.dragged or self.is_drag(hand.point - self.start)
        if self.dragged:
            self.follow(hand)

    def is_drag(self, offset: QPointF) -> bool:
        """Say whether a mouse that has come this far from the press is dragging."""
        return offset.manhattanLength() * self.host.zoom >= DRAG_DISTANCE

    @abstractmethod
    def follow(self, hand: Hand) -> None:
        """Show what a release here would do."""

    @abstractmethod
    def release(self) -> bool:
        """End the gesture where it was moved last. Returns False if it goes on until another click."""

    def step_back(self) -> bool:
        """Take back the last step of a gesture of several. Returns False where nothing is left of it."""
        return False

    @abstractmethod
    def cancel(self) -> None:
        """Give up without a change."""


def edge_reach(host: GestureHost, hand: Hand) -> float:
    """Return from how far, in image pixels, edges attract a hand; with Alt they do not."""
    return 0.0 if hand.modifiers & Qt.KeyboardModifier.AltModifier else EDGE_REACH / host.zoom
