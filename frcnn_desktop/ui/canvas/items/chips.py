"""The chips: name, and score where there is one, beside every box, in screen pixels at any zoom."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import isfinite

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from frcnn_desktop.core.boxes import Box
from frcnn_desktop.ui.canvas.chip_layout import lay_out_chips
from frcnn_desktop.ui.canvas.colours import text_on
from frcnn_desktop.ui.canvas.frame import Frame
from frcnn_desktop.ui.canvas.handles import HANDLE_SIDE, handle_centres

_PAD_X, _PAD_Y, _RADIUS = 5.0, 1.5, 3.0
_EDGE = 4.0
_BESIDE_LINES = 2.0
_BESIDE_HANDLES = HANDLE_SIDE / 2 + 1
_MAX_TEXT = 180.0
_DARK_BODY = QColor(22, 24, 28)
_KEPT_PIXMAPS, _KEPT_SIZES = 600, 5000


@dataclass(frozen=True, slots=True)
class Chip:
    """What one chip says. `box` in image pixels; `detail` stands after the name, e.g. a score.

    `filled` chips are bodies of their colour, the others dark ones with an edge of it. `forced` chips are
    never left out for want of room. `handles` says that the box has some, which chips should not hide.
    """

    text: str
    box: Box
    colour: tuple[int, int, int]
    detail: str = ""
    filled: bool = True
    forced: bool = False
    handles: bool = False
    opacity: float = 1.0


class ChipsItem(QGraphicsItem):
    """Draws all chips above everything else. They are placed anew only when they or the view change.

    `chips_now` gives the chips when they are needed; the first ones choose their places first.
    """

    def __init__(self, chips_now: Callable[[], Sequence[Chip]]) -> None:
        super().__init__()
        self._area = QRectF()
        self._chips_now = chips_now
        self._chips: Sequence[Chip] = ()
        self._stale = True
        self._frame: Frame | None = None
        self._places: list[tuple[float, float]] = []
        self._art = ChipArt()

    def set_area(self, area: QRectF) -> None:
        """Say which part of the scene a view can show: chips may stand beside the photo."""
        self.prepareGeometryChange()
        self._area = area

    def refresh(self) -> None:
        """Ask for the chips again, once, before they are drawn next."""
        self._stale = True
        self.update()

    def set_font(self, font: QFont) -> None:
        """Measure and draw all chips anew in a font."""
        self._art = ChipArt(font)
        self._frame = None
        self.update()

    @property
    def shown(self) -> list[tuple[Chip, QRectF]]:
        """The chips drawn last, with their places in logical viewport pixels."""
        rows = zip(self._chips, self._places, strict=False)
        return [(chip, QRectF(QPointF(x, y), self._art.size(chip))) for chip, (x, y) in rows if isfinite(x)]

    def boundingRect(self) -> QRectF:
        return self._area

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        if self._stale:
            self._chips, self._places = self._chips_now(), []
            self._stale, self._frame = False, None
        if widget is None or not self._chips:
            return
        frame = Frame.of(painter, widget)
        if frame != self._frame:
            self._place(frame)
        painter.save()
        painter.resetTransform()
        for chip, (x, y) in reversed(list(zip(self._chips, self._places, strict=True))):
            if isfinite(x):
                painter.setOpacity(chip.opacity)
                painter.drawPixmap(QPointF(x, y), self._art.pixmap(chip, frame.ratio))
        painter.restore()

    def _place(self, frame: Frame) -> None:
        boxes = frame.to_device(np.array([chip.box for chip in self._chips])) / frame.ratio
        sizes = [self._art.size(chip) for chip in self._chips]
        places = lay_out_chips(
            boxes,
            np.array([(size.width(), size.height()) for size in sizes]),
            np.array([chip.forced for chip in self._chips]),
            (frame.width / frame.ratio, frame.height / frame.ratio),
            np.array([_BESIDE_HANDLES if chip.handles else _BESIDE_LINES for chip in self._chips]),
            self._handles(boxes),
        )
        # On whole device pixels: text that stands between two of them is blurred.
        self._places = (np.round(places * frame.ratio) / frame.ratio).tolist()
        self._frame = frame

    def _handles(self, boxes: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the M x 4 handles on the screen, in logical viewport pixels."""
        half = HANDLE_SIDE / 2
        rows = [box for box, chip in zip(boxes.tolist(), self._chips, strict=True) if chip.handles]
        return np.array(
            [
                (centre.x() - half, centre.y() - half, centre.x() + half, centre.y() + half)
                for x1, y1, x2, y2 in rows
                for centre in handle_centres(QRectF(x1, y1, x2 - x1, y2 - y1).normalized())
            ]
        ).reshape(-1, 4)


class ChipArt:
    """Sizes and pictures of chips in one font. A picture is made once for each text, colour and screen."""

    def __init__(self, font: QFont | None = None) -> None:
        self._font = QFont(font) if font is not None else QFont()
        self._font.setWeight(QFont.Weight.DemiBold)
        self._metrics = QFontMetricsF(self._font)
        self._sizes: dict[tuple[str, str, bool], QSizeF] = {}
        self._pixmaps: OrderedDict[tuple[object, ...], QPixmap] = OrderedDict()

    def size(self, chip: Chip) -> QSizeF:
        """Return the chip's size in logical pixels."""
        key = chip.text, chip.detail, chip.filled
        if key not in self._sizes:
            if len(self._sizes) >= _KEPT_SIZES:
                self._sizes.clear()
            width = self._metrics.horizontalAdvance(self._label(chip)) + 2 * _PAD_X + self._edge(chip)
            self._sizes[key] = QSizeF(np.ceil(width), np.ceil(self._metrics.height() + 2 * _PAD_Y))
        return self._sizes[key]

    def pixmap(self, chip: Chip, ratio: float) -> QPixmap:
        """Return the picture of a chip; `ratio`: device pixels per logical one. Old pictures are dropped."""
        key = chip.text, chip.detail, chip.colour, chip.filled, ratio
        if key not in self._pixmaps:
            self._pixmaps[key] = self._draw(chip, ratio)
            if len(self._pixmaps) > _KEPT_PIXMAPS:
                self._pixmaps.popitem(last=False)
        self._pixmaps.move_to_end(key)
        return self._pixmaps[key]

    def _edge(self, chip: Chip) -> float:
        return 0 if chip.filled else _EDGE

    def _label(self, chip: Chip) -> str:
        text = self._metrics.elidedText(chip.text, Qt.TextElideMode.ElideMiddle, _MAX_TEXT)
        return f"{text}  {chip.detail}" if chip.detail else text

    def _draw(self, chip: Chip, ratio: float) -> QPixmap:
        size, colour = self.size(chip), QColor(*chip.colour)
        pixmap = QPixmap((size * ratio).toSize())
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        area = QRectF(QPointF(0, 0), size)
        painter.setBrush(colour if chip.filled else _DARK_BODY)
        painter.drawRoundedRect(area, _RADIUS, _RADIUS)
        if not chip.filled:
            painter.setClipRect(QRectF(0, 0, _EDGE, size.height()))
            painter.setBrush(colour)
            painter.drawRoundedRect(area, _RADIUS, _RADIUS)
            painter.setClipping(False)
        painter.setPen(text_on(colour if chip.filled else _DARK_BODY))
        painter.setFont(self._font)
        painter.drawText(
            area.adjusted(self._edge(chip), 0, 0, 0), Qt.AlignmentFlag.AlignCenter, self._label(chip)
        )
        painter.end()
        return pixmap
