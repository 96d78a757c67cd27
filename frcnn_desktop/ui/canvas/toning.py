"""A tone on pictures of the viewport: what it costs depends on the screen, not on the size of the photo.

Grey values of more than 8 bits are drawn with all their bits first and become bytes last, so that a narrow
range shows what eight bits had lost.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter

from frcnn_desktop.core.grey import GreyValues
from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.core.tone import NEUTRAL, Tone, byte_table, level_table, toned
from frcnn_desktop.ui.canvas.frame import Frame
from frcnn_desktop.ui.canvas.outlines import picture_memory
from frcnn_desktop.ui.kit.images import to_qimage

_AT_ONCE = 2_500_000
"""So many pixels of the screen are toned within a frame."""
_OPAQUE, _GREY_PIXEL = np.uint32(0xFF000000), np.uint32(0x00010101)


class Toning:
    """Holds the tone of one photo. The picture as it was before toning is kept while a slider moves."""

    def __init__(self) -> None:
        self.tone = NEUTRAL
        self.rough = False
        """While a hand moves a slider on a very large screen, a quarter of the pixels must do."""
        self.was_rough = False
        """Whether the last picture was such a one."""
        self._photo: LoadedImage | None = None
        self._table: NDArray[np.uint8] | None = None
        self._plain: tuple[Frame, QImage] | None = None

    @property
    def grey(self) -> GreyValues | None:
        """The grey values to draw instead of the photo; None: the photo itself."""
        return self._grey if self.active else None

    @property
    def _grey(self) -> GreyValues | None:
        return None if self._photo is None else self._photo.grey

    @property
    def active(self) -> bool:
        """Whether the photo looks other than it is."""
        return self._photo is not None and self.tone.changes(self._grey is not None)

    def set_photo(self, photo: LoadedImage | None) -> None:
        """Take another photo; the tone stays."""
        self._photo = photo
        self._table = self._plain = None

    def set_tone(self, tone: Tone) -> None:
        """Take another tone; the picture before toning is kept as long as one is applied."""
        self.tone, self._table = tone, None
        if not self.active:
            self._plain = None

    def forget_plain(self) -> None:
        """A better picture can be drawn now."""
        self._plain = None

    def render(self, target: QImage, frame: Frame, draw: Callable[[QImage, Frame], None]) -> None:
        """Draw the photo by `draw` and put it on `target`, toned. ARGB32, where the photo is, opaque."""
        if self._plain is None or self._plain[0] != frame:
            deep = self._grey is not None
            form = QImage.Format.Format_Grayscale16 if deep else QImage.Format.Format_RGB32
            plain = QImage(frame.width, frame.height, form)
            draw(plain, frame)
            self._plain = frame, plain
        step = 2 if self.rough and frame.width * frame.height > _AT_ONCE else 1
        self.was_rough = step > 1
        pixels = self._toned(self._plain[1], step)
        if step == 1:
            picture_memory(target)[:] = pixels
            return
        painter = QPainter(target)
        painter.drawImage(
            QRect(0, 0, 2 * pixels.shape[1], 2 * pixels.shape[0]), to_qimage(pixels, borrow=True)
        )
        painter.end()

    def applied(self, image: QImage) -> QImage:
        """Return a small picture of the photo, or of its grey values, toned."""
        deep = self._grey is not None
        plain = image.convertToFormat(
            QImage.Format.Format_Grayscale16 if deep else QImage.Format.Format_RGB32
        )
        return to_qimage(self._toned(plain, 1))

    def _toned(self, plain: QImage, step: int) -> NDArray[np.uint32]:
        """Return every `step`-th pixel of every `step`-th row, toned and opaque."""
        if self._grey is not None:
            if self._table is None:
                self._table = level_table(self.tone, self._grey)
            pixels = self._table.astype(np.uint32) * _GREY_PIXEL | _OPAQUE
            lines = np.frombuffer(plain.constBits(), np.uint16).reshape(plain.height(), -1)
            return np.take(pixels, lines[::step, : plain.width() : step], mode="clip")
        assert self._photo is not None
        if self._table is None:
            self._table = byte_table(self.tone, self._photo.sample)
        lines = np.frombuffer(plain.constBits(), np.uint32).reshape(plain.height(), -1)
        return toned(np.ascontiguousarray(lines[::step, ::step]), self._table) | _OPAQUE
