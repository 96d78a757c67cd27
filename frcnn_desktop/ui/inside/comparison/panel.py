"""R-CNN's way against Fast R-CNN's on the open image: measured on request, told in bars and a sentence."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from frcnn_desktop.explain.comparison import WaysCompared
from frcnn_desktop.ui.inside.comparison.bars import WaysBars
from frcnn_desktop.ui.kit.icons import set_icon
from frcnn_desktop.ui.kit.numbers import percent, seconds_text
from frcnn_desktop.ui.kit.plain_text import wrap

_WORTH_IT = 0.4
_VGG16_LEFT = 1024 * (25088 + 4096) / (25088 * 4096)
"""Share of the products of VGG16's first hidden layer that the paper's rank leaves."""


class WaysPanel(QWidget):
    """Signals: `measure_wanted()`, `stop_wanted()`.

    Setters: `set_ready(bool)` there are proposals to measure with; `set_progress(done, total)`;
    `set_ways(WaysCompared | None)`; `set_message(text)`.
    """

    measure_wanted = Signal()
    stop_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._busy = False
        self.button = QToolButton(self)
        self.bars = WaysBars(self)
        self._title, self._note = QLabel(self.tr("R-CNN or Fast R-CNN"), self), QLabel(self)
        self._build()
        self.set_ready(False)
        self.set_ways(None)

    @property
    def told(self) -> tuple[QWidget, ...]:
        """What says something, from top to bottom; the button is left out."""
        return self._title, self.bars, self._note

    @property
    def note(self) -> str:
        """The sentence below the bars."""
        return self._note.text()

    def set_ready(self, ready: bool) -> None:
        """Allow to measure; while something is measured the button stops it and stays on."""
        self.button.setEnabled(ready or self._busy)

    def set_progress(self, done: int, total: int) -> None:
        """A measurement is under way."""
        self._set_busy(True)
        if not total:
            self._note.setText(self.tr("Fast R-CNN's way: the whole image…"))
            return
        self._note.setText(self.tr("R-CNN's way: {done} of {total} regions").format(done=done, total=total))

    def set_ways(self, ways: WaysCompared | None) -> None:
        """Show what was measured; None: nothing of this image yet."""
        self._set_busy(False)
        self.bars.set_ways(ways)
        self.bars.setVisible(ways is not None)
        if ways is None:
            self._note.setText(
                self.tr(
                    "R-CNN runs the convolutions on every region, Fast R-CNN once on the image. Measure both"
                    " on this image with the same weights."
                )
            )
            return
        text = self.tr(
            "{regions} regions, selective search left out. R-CNN: {each} a region, measured on {sampled} of"
            " them, its classifier not counted."
        )
        told = text.format(regions=ways.regions, each=seconds_text(ways.region_seconds), sampled=ways.sampled)
        self._note.setText(f"{told} {self._svd_sentence(ways)}")

    def _svd_sentence(self, ways: WaysCompared) -> str:
        """Say what truncated SVD can win here: next to nothing for a head as small as the bundled model's."""
        if ways.decomposed:
            return self.tr(
                "This model's layers are decomposed already: Fast R-CNN is shown with truncated SVD."
            )
        if ways.thin_head_seconds is None:
            return self.tr("Truncated SVD would make no layer of this head cheaper.")
        text = self.tr("Truncated SVD at {energy} of the energy saves {saved} of this head's products.")
        saved = 1 - ways.products
        told = text.format(energy=percent(ways.energy), saved=percent(saved))
        if saved >= _WORTH_IT:
            return told
        return f"{told} " + self.tr(
            "It pays for large layers: the paper's rank 1024 saves VGG16's fc6 {saved}."
        ).format(saved=percent(1 - _VGG16_LEFT))

    def set_message(self, text: str) -> None:
        """Say why nothing was measured."""
        self._set_busy(False)
        self._note.setText(text)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.button.setText(self.tr("Stop") if busy else self.tr("Measure both ways"))
        set_icon(self.button, "square" if busy else "gauge")

    def _build(self) -> None:
        self._title.setProperty("role", "title")
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setProperty("role", "button")
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.clicked.connect(self._on_clicked)
        self._note.setProperty("role", "muted")
        wrap(self._note)
        self._note.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._note.setMinimumWidth(200)
        top = QHBoxLayout()
        top.addWidget(self._title)
        top.addStretch(1)
        top.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 4, 12, 8)
        column.setSpacing(6)
        column.addLayout(top)
        column.addWidget(self.bars)
        column.addWidget(self._note, 1)

    @Slot()
    def _on_clicked(self) -> None:
        if self._busy:
            self.stop_wanted.emit()
        else:
            self.measure_wanted.emit()
