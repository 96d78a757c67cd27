"""The line below the image list: where one is, how much is done, and the two arrows."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QToolButton, QVBoxLayout, QWidget

from frcnn_desktop.ui.browse.image_entry import ImageState
from frcnn_desktop.ui.kit.steady_label import SteadyLabel


class ImageListFooter(QWidget):
    """Setters: `show_done(counts, total)`, `show_position(row, count, selected)`."""

    def __init__(self, previous: QAction, following: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._position, self._done = SteadyLabel(self), QProgressBar(self)
        self._told = (-1, -1, -1)
        self._position.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._position.setToolTip(self.tr("The open image, and how many are shown"))
        self._done.setTextVisible(False)
        self._done.setAccessibleName(self.tr("Images with an annotation"))
        self._done.setFixedHeight(4)
        walk = QHBoxLayout()
        walk.addWidget(self._arrow(previous))
        walk.addStretch(1)
        walk.addWidget(self._position)
        walk.addStretch(1)
        walk.addWidget(self._arrow(following))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 6)
        layout.setSpacing(4)
        layout.addWidget(self._done)
        layout.addLayout(walk)

    def show_done(self, counts: Mapping[ImageState, int], total: int) -> None:
        """Show how many images have an annotation."""
        verified = counts.get(ImageState.VERIFIED, 0)
        done = counts.get(ImageState.LABELLED, 0) + verified
        if (done, verified, total) == self._told:
            return
        self._told = done, verified, total
        self._done.setRange(0, max(total, 1))
        # A bar draws at once, and with itself all of the window that has changed: thousands of boxes.
        self._done.setUpdatesEnabled(False)
        self._done.setValue(done)
        self._done.setUpdatesEnabled(True)
        text = self.tr("{done} of {total} images have an annotation, {verified} are verified")
        self._done.setToolTip(text.format(done=done, total=total, verified=verified))

    def show_position(self, row: int, count: int, selected: int) -> None:
        """Show the row of the current image among `count`, -1 without one, or how many are selected."""
        if selected > 1:
            self._position.setText(self.tr("{count} selected").format(count=selected))
        else:
            self._position.setText(f"{row + 1 if row >= 0 else '–'} / {count}" if count else "")

    def _arrow(self, command: QAction) -> QToolButton:
        button = QToolButton(self)
        button.setDefaultAction(command)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        button.setAutoRaise(True)
        return button
