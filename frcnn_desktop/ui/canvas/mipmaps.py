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
        self._levels: list[QImage] = []
        self._next = QImage()
        self._given: dict[int, QImage] = {}
        self._rows_done = 0
        self._wanted = 0
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._step)

    def set_image(self, image: QImage, reduced: QImage | None = None) -> None:
        """Take another image. Nothing is made before it is asked for.

        `reduced` is a small copy that is there already, halved a whole number of times.
        """
        self._timer.stop()
        self._levels = [] if image.isNull() else [image]
        self._given = {} if reduced is None else {round(log2(image.width() / reduced.width())): reduced}
        self._next, self._rows_done = QImage(), 0

    @property
    def smallest(self) -> QImage:
        """The smallest copy there is so far; a null image without one."""
        return next(reversed([*self._levels, *self._given.values()]), QImage())

    def best_for(self, scale: float) -> QImage:
        """Return the copy to draw at `scale` device pixels per pixel of the whole image.

        Small images are halved at once. Of a large one it is a larger copy, for as long as `improved` has
        not told that there is a better one.
        """
        if not self._levels:
            return QImage()
        wanted = max(floor(-log2(scale)), 0)
        if wanted >= len(self._levels) and (given := self._from_given(wanted)) is not None:
            return given
        at_once = self._levels[0].width() * self._levels[0].height() <= _STRIP_PIXELS
        while at_once and len(self._levels) <= wanted and self._advance():
            pass
        self._wanted = wanted
        if len(self._levels) <= wanted and not at_once:
            self._timer.start()
        return self._levels[min(wanted, len(self._levels) - 1)]

    def _from_given(self, wanted: int) -> QImage | None:
        """Return a copy made of the one that was given, which is small; None where that is too small."""
        level = max((level for level in self._given if level <= wanted), default=None)
        if level is None:
            return None
        while level < wanted and (half := _halved(self._given[level])) is not None:
            level += 1
            self._given[level] = half
        return self._given[level]

    @Slot()
    def _step(self) -> None:
        levels = len(self._levels)
        if levels > self._wanted or not self._advance():
            self._timer.stop()
        if len(self._levels) > levels:
            self.improved.emit()

    def _advance(self) -> bool:
        """Halve one strip of the smallest copy. Returns whether there is more to do."""
        if not self._levels:
            return False
        source = self._levels[-1]
        width, height = source.width() // 2, source.height() // 2
        if min(width, height) < _SMALLEST_SIDE:
            return False
        if self._next.isNull():
            self._next, self._rows_done = QImage(width, height, _half_of(source)), 0
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
            self._levels.append(self._next)
            self._next = QImage()
        return True


def _half_of(source: QImage) -> QImage.Format:
    """Return the format of a halved copy: grey values keep their 16 bits."""
    deep = source.format() == QImage.Format.Format_Grayscale16
    return source.format() if deep else QImage.Format.Format_RGB32


def _halved(source: QImage) -> QImage | None:
    """Return a small image at half its size, None where nothing would be left of it."""
    size = source.size() / 2
    if min(size.width(), size.height()) < _SMALLEST_SIDE:
        return None
    half = QImage(size, _half_of(source))
    painter = QPainter(half)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(half.rect(), source, source.rect())
    painter.end()
    return half
