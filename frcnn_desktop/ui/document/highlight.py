"""Which proposal, or detection, is pointed out."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Highlight(QObject):
    """One proposal of the open image by its row, chosen in a list or under the cursor; lists, canvas and
    inside views follow it.

    Signals: `changed(object)` the row, or None; also when the same row is shown again: a view may have
    drawn something else meanwhile.
    """

    changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._proposal: int | None = None
        self._class_index: int | None = None

    @property
    def proposal(self) -> int | None:
        """Its row among all proposals of the open image; None: nothing is pointed out."""
        return self._proposal

    @property
    def class_index(self) -> int | None:
        """The class of the detection that the proposal has become; None: a proposal as such."""
        return self._class_index

    def show(self, proposal: int, class_index: int | None = None) -> None:
        """Point out a proposal by its row, as the detection of a class where one is given."""
        self._proposal, self._class_index = proposal, class_index
        self.changed.emit(proposal)

    def clear(self) -> None:
        """Point out nothing any more; `changed` comes with None."""
        self._proposal = self._class_index = None
        self.changed.emit(None)

    def forget(self) -> None:
        """Another image is open. Emits nothing: each view knows that already."""
        self._proposal = self._class_index = None
