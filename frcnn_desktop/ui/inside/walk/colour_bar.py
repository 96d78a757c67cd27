"""What the colours of the drawn feature map mean, beside the choice of its channel."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from frcnn_desktop.ui.inside.heat import draw_colour_bar
from frcnn_desktop.ui.kit.numbers import plain
from frcnn_desktop.ui.kit.palettes import colours_of

BAR_LENGTH, BAR_HEIGHT = 56, 10
_GAP = 5


class WalkColourBar(QWidget):
    """The lowest number, the colours, the highest number. Setter: `set_range(low, high)`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ends = ("", "")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Colour bar"))
        self.setToolTip(self.tr("The feature values that the colours of the map stand for"))

    @property
    def ends(self) -> tuple[str, str]:
        """What is written at the ends."""
        return self._ends

    def set_range(self, low: float, high: float) -> None:
        """Write the numbers that the lowest and the highest colour stand for; the same ones cost nothing."""
        ends = plain(low), plain(high)
        if ends != self._ends:
            self._ends = ends
            self.setAccessibleDescription(f"{ends[0]} – {ends[1]}")
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        words = sum(self.fontMetrics().horizontalAdvance(end) for end in self._ends)
        return QSize(words + BAR_LENGTH + 2 * _GAP, self.fontMetrics().height() + 4)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QColor(colours_of().muted))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect(), middle | Qt.AlignmentFlag.AlignLeft, self._ends[0])
        painter.drawText(self.rect(), middle | Qt.AlignmentFlag.AlignRight, self._ends[1])
        left = self.fontMetrics().horizontalAdvance(self._ends[0]) + _GAP
        draw_colour_bar(painter, QRectF(left, (self.height() - BAR_HEIGHT) / 2, BAR_LENGTH, BAR_HEIGHT))
        painter.end()
