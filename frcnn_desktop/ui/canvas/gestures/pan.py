"""Moving the photo with the middle button."""

from __future__ import annotations

from PySide6.QtCore import Qt

from frcnn_desktop.ui.canvas.gestures.base import Gesture, Hand


class PanGesture(Gesture):
    """Keeps the grabbed point of the photo under the cursor."""

    cursor = Qt.CursorShape.ClosedHandCursor

    def follow(self, hand: Hand) -> None:
        """Scroll by as much as the grabbed point is away from the cursor."""
        offset = (hand.point - self.start) * self.host.zoom
        self.host.scroll_by(offset.x(), offset.y())

    def release(self) -> bool:
        """End where the photo is."""
        return True

    def cancel(self) -> None:
        """What has been scrolled stays."""
