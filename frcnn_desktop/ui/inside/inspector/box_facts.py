"""How the head corrects a box, and what NMS does with it."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from frcnn_desktop.core.boxes import Box
from frcnn_desktop.explain.box_deltas import side_ratios
from frcnn_desktop.explain.detection_story import Fate
from frcnn_desktop.ui.inside.inspector.look import RoiLook
from frcnn_desktop.ui.inside.inspector.text import InspectorWords
from frcnn_desktop.ui.kit.numbers import signed
from frcnn_desktop.ui.kit.painting import ClassColours, draw_text, no_colours
from frcnn_desktop.ui.kit.palettes import Colours, colours_of

_FULL = 0.5
"""A delta of this size fills its half of the bar."""
_NAMED_FROM = 205


def delta_effects(deltas: list[float], box: Box) -> list[str]:
    """Say what each of the deltas (dx, dy, dw, dh) does to a box: pixels moved, factors of the sides."""
    x1, y1, x2, y2 = box
    dx, dy, _, _ = deltas
    moves = [f"{signed(pixels, 1)} px" for pixels in (dx * (x2 - x1), dy * (y2 - y1))]
    ratios = side_ratios(np.array(deltas, np.float32)).tolist()
    return moves + [f"× {ratio:.2f}" for ratio in ratios]


class BoxFacts(QWidget):
    """Raw and regressed box, the four deltas as bars, and the fate in NMS."""

    def __init__(self, words: InspectorWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._look: RoiLook | None = None
        self._colours_of_classes: ClassColours = no_colours
        self.setMinimumSize(140, 60)
        self.setToolTip(
            self.tr(
                "The RoI and the box that the head regresses from it, in pixels; the four deltas of that"
                " regression and what they do; and what NMS makes of the box"
            )
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(220, 180)

    def set_class_colours(self, colours: ClassColours) -> None:
        """Take the colour of each class name; it shows from the next repaint on."""
        self._colours_of_classes = colours

    def show_look(self, look: RoiLook) -> None:
        """Draw the box of another RoI, or the same with other marks."""
        self._look = look
        self.update()

    def boxes(self) -> list[tuple[str, Box]]:
        """Return the rows of the table of boxes, in image pixels."""
        if self._look is None:
            return []
        found = self._look.inspection
        x1, y1, x2, y2 = self._look.pooled.class_boxes[found.class_index].tolist()
        return [(self.tr("RoI"), found.query.box), (self.tr("Regressed"), (x1, y1, x2, y2))]

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._look is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        found, colours = self._look.inspection, colours_of()
        line = min(painter.fontMetrics().height() + 1, max(self.height() // 9, 12))
        font = QFont(self.font())
        font.setPixelSize(max(9, min(self.fontInfo().pixelSize(), line - 2)))
        painter.setFont(font)
        colour = self._colours_of_classes(found.class_names[found.class_index - 1])
        top = self._paint_boxes(painter, line, colour, colours)
        top = self._paint_deltas(painter, top + 3, line, colour, colours)
        self._paint_fate(painter, top + 4, line, colours)
        painter.end()

    def _paint_boxes(self, painter: QPainter, line: int, colour: QColor, colours: Colours) -> int:
        label = painter.fontMetrics().horizontalAdvance(self.tr("Regressed")) + 22
        # Where it is narrow the coloured marks alone tell the boxes apart.
        named = self.width() >= _NAMED_FROM
        label = label if named else 16
        for row, (name, box) in enumerate(self.boxes()):
            top = row * line
            mark = QRectF(1.5, top + line / 2 - 4, 9, 8)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(colour if row else QColor(colours.text))
            painter.drawRect(mark)
            if named:
                draw_text(painter, QRect(16, top, label, line), name, colours.muted)
            text = "{:.0f}, {:.0f} – {:.0f}, {:.0f}".format(*box)
            area = QRect(label, top, self.width() - label, line)
            draw_text(painter, area, text, colours.text, Qt.AlignmentFlag.AlignRight)
        return 2 * line

    def _paint_deltas(self, painter: QPainter, top: int, line: int, colour: QColor, colours: Colours) -> int:
        assert self._look is not None
        found = self._look.inspection
        deltas = self._look.pooled.deltas[found.class_index].tolist()
        metrics = painter.fontMetrics()
        name_width = metrics.horizontalAdvance("dw  ")
        number = metrics.horizontalAdvance("-0.00  ")
        effect = metrics.horizontalAdvance("+000.0 px")
        effects = delta_effects(deltas, found.query.box)
        for row, (name, value) in enumerate(zip(("dx", "dy", "dw", "dh"), deltas, strict=True)):
            y = top + row * line
            draw_text(painter, QRect(0, y, name_width, line), name, colours.muted)
            numbers = QRect(name_width, y, number, line)
            draw_text(painter, numbers, signed(value), colours.text, Qt.AlignmentFlag.AlignRight)
            right = QRect(self.width() - effect, y, effect, line)
            draw_text(painter, right, effects[row], colours.muted, Qt.AlignmentFlag.AlignRight)
            start = name_width + number + 8
            track = QRectF(start, y + line / 2 - 3, self.width() - effect - start - 6, 6)
            if track.width() > 12:
                _paint_signed(painter, track, value / _FULL, colour, colours)
        return top + 4 * line

    def _paint_fate(self, painter: QPainter, top: int, line: int, colours: Colours) -> None:
        assert self._look is not None
        found = self._look.inspection
        kept = found.fate is not None and found.fate.outcome.fate is Fate.KEPT
        font = QFont(painter.font())
        font.setBold(True)
        painter.setFont(font)
        tone = colours.success if kept else colours.text if found.fate is None else colours.warning
        painter.setPen(QColor(tone))
        words, wrap = self._words.fate_title(self._look), int(Qt.TextFlag.TextWordWrap)
        title = painter.boundingRect(QRect(0, top, self.width(), 3 * line), wrap, words)
        painter.drawText(title, wrap, words)
        top = title.bottom() + 1
        font.setBold(False)
        painter.setFont(font)
        painter.setPen(QColor(colours.text))
        room = QRect(0, top, self.width(), max(self.height() - top, 0))
        painter.drawText(room, wrap, self._words.fate_sentence(found))


def _paint_signed(painter: QPainter, track: QRectF, share: float, colour: QColor, colours: Colours) -> None:
    """Draw a bar to the left or the right of the middle."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.hover))
    painter.drawRoundedRect(track, 2, 2)
    middle, half = track.center().x(), track.width() / 2
    length = half * min(max(share, -1.0), 1.0)
    painter.setBrush(colour)
    painter.drawRect(QRectF(min(middle, middle + length), track.y(), abs(length), track.height()))
    painter.fillRect(QRectF(middle - 0.5, track.y() - 2, 1, track.height() + 4), QColor(colours.muted))
