"""The photo at half, a quarter, an eighth..., so that a shrunk one is smooth and quick to draw."""

from __future__ import annotations

from math import floor, log2

from PySide6.QtCore import QObject, QRect, QTimer, Signal, Slot
from PySide6.QtGui import QImage, QPainter

_STRIP_PIXELS = 1_500_000
"""Source pixels halved per step of the event loop: about 4 ms, so that a large photo never holds it up."""
_SMALLEST_SIDE = 64


class Mipmaps(QObject):
    """Halved copies of one image, made strip by strip between events.

    Signal: `improved()` when a smaller copy has become available.
    """

    improved = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._levels: dict[int, QImage] = {}
        self._making, self._next, self._rows_done = 0, QImage(), 0
        self._wanted = 0
        self.coarse = False
        """Whether what was asked for last has fewer pixels than it should: the whole image is not there."""
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._step)

    def set_image(self, image: QImage, reduced: QImage | None = None, width: int = 0) -> None:
        """Take another image. Nothing is made before it is asked for.

        `reduced` is a small copy that is there already, halved a whole number of times. It does alone, with
        the `width` of the whole and a null image, until `add_whole` brings that.
        """
        self._timer.stop()
        self._levels = {} if image.isNull() else {0: image}
        if reduced is not None:
            self._levels[round(log2((image.width() or width) / reduced.width()))] = reduced
        self._making, self._next, self._rows_done, self.coarse = 0, QImage(), 0, False

    def add_whole(self, image: QImage) -> None:
        """Take the whole of what there was a small copy of; all copies stay."""
        self._levels[0] = image

    @property
    def smallest(self) -> QImage:
        """The smallest copy there is so far; a null image without one."""
        return self._levels[max(self._levels)] if self._levels else QImage()

    @property
    def largest(self) -> QImage:
        """The whole image, or what there is of it; a null image without one."""
        return self._levels[min(self._levels)] if self._levels else QImage()

    def best_for(self, scale: float) -> QImage:
        """Return the copy to draw at `scale` device pixels per pixel of the whole image.

        Small images are halved at once. Of a large one it is a larger copy, for as long as `improved` has
        not told that there is a better one.
        """
        if not self._levels:
            return QImage()
        self._wanted = max(floor(-log2(scale)), 0)
        self.coarse = self._wanted < min(self._levels)
        if self.coarse:
            return self.largest
        while (level := self._nearest()) < self._wanted and self._is_small(level) and self._advance(level):
            pass
        if level < self._wanted and not self._is_small(level):
            self._timer.start()
        return self._levels[level]

    def _nearest(self) -> int:
        """Return the copy that what is wanted can be made of."""
        return max((level for level in self._levels if level <= self._wanted), default=self._wanted)

    def _is_small(self, level: int) -> bool:
        return self._levels[level].width() * self._levels[level].height() <= _STRIP_PIXELS

    @Slot()
    def _step(self) -> None:
        level = self._nearest()
        if level >= self._wanted or not self._advance(level):
            self._timer.stop()
        if self._nearest() > level:
            self.improved.emit()

    def _advance(self, level: int) -> bool:
        """Halve one strip of a copy. Returns whether there is more to do."""
        source = self._levels[level]
        width, height = source.width() // 2, source.height() // 2
        if min(width, height) < _SMALLEST_SIDE:
            return False
        if self._next.isNull() or self._making != level + 1:
            self._making, self._rows_done = level + 1, 0
            self._next = QImage(width, height, _half_of(source))
        rows = min(max(1, _STRIP_PIXELS // (4 * width)), height - self._rows_done)
        painter = QPainter(self._next)
        # Halving exactly by bilinear filtering averages each square of four pixels.
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(
            QRect(0, self._rows_done, width, rows), source, QRect(0, 2 * self._rows_done, 2 * width, 2 * rows)
        )
        painter.end()
        self._rows_done += rows
        if self._rows_done >= height:
            self._levels[level + 1] = self._next
            self._next = QImage()
        return True


def _half_of(source: QImage) -> QImage.Format:
    """Return the format of a halved copy: grey values keep their 16 bits."""
    deep = source.format() == QImage.Format.Format_Grayscale16
    return source.format() if deep else QImage.Format.Format_RGB32
