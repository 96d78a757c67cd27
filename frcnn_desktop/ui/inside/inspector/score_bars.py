"""The softmax of one RoI as bars, all classes in their order where there is room, else the best ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from frcnn_desktop.ui.inside.inspector.look import RoiLook
from frcnn_desktop.ui.kit.painting import ClassColours, draw_text, no_colours
from frcnn_desktop.ui.kit.palettes import Colours, colours_of

_TIGHT, _ROW = 13, 18
_BACKGROUND = "#8a9099"


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One bar: `index` of the class, 0 background, -1 the rest of the classes together; `other` the score
    that the other kind of pooling would give."""

    index: int
    name: str
    score: float
    other: float


class ScoreBars(QWidget):
    """Signals: `class_clicked(int)` 1..K. Setters: `show_look(look)`, `set_class_colours`."""

    class_clicked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look: RoiLook | None = None
        self._colours_of_classes: ClassColours = no_colours
        self.setAccessibleName(self.tr("Class scores"))
        self.setToolTip(
            self.tr(
                "Softmax over all classes; the tick is what the other kind of pooling would give."
                " Click a class to see its box and its fate"
            )
        )
        self.setMinimumSize(110, 60)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(190, 180)

    def set_class_colours(self, colours: ClassColours) -> None:
        """Take the colour of each class name; it shows from the next repaint on."""
        self._colours_of_classes = colours

    def show_look(self, look: RoiLook) -> None:
        """Draw the scores of another RoI."""
        self._look = look
        self.update()

    def rows(self) -> list[ScoreRow]:
        """Return the bars from top to bottom, as many as fit."""
        if self._look is None:
            return []
        found, pooled = self._look.inspection, self._look.pooled
        compared = found.other if pooled is found.trained else found.trained
        scores, others = pooled.scores.tolist(), compared.scores.tolist()
        names = (self.tr("background"), *found.class_names)
        room = max(self.height() // _TIGHT, 3)
        if len(scores) <= room:
            order = list(range(len(scores)))
        else:
            best = np.argsort(-pooled.scores, kind="stable")[: max(self.height() // _ROW, 3) - 1]
            order = best.tolist()
        rows = [ScoreRow(index, names[index], scores[index], others[index]) for index in order]
        if len(rows) < len(scores):
            left = set(range(len(scores))) - set(order)
            name = self.tr("all others")
            sums = (sum(scores[index] for index in left), sum(others[index] for index in left))
            rows.append(ScoreRow(-1, name, *sums))
        return rows

    def paintEvent(self, _event: QPaintEvent) -> None:
        rows = self.rows()
        if not rows or self._look is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, height = colours_of(), self.height() / len(rows)
        font = QFont(self.font())
        font.setPixelSize(max(9, min(round(height * 0.75), self.fontInfo().pixelSize())))
        painter.setFont(font)
        label = self._label_width(painter, [row.name for row in rows])
        for place, row in enumerate(rows):
            top = round(place * height)
            line = QRect(0, top, self.width(), round((place + 1) * height) - top)
            self._paint_row(painter, line, row, label, colours)
        painter.end()

    def _paint_row(
        self, painter: QPainter, line: QRect, row: ScoreRow, label_width: int, colours: Colours
    ) -> None:
        assert self._look is not None
        chosen = row.index == self._look.inspection.class_index
        number = painter.fontMetrics().horizontalAdvance("0.00") + 4
        label = QRect(line.left(), line.top(), label_width, line.height())
        text = colours.text if chosen or row.index == 0 else colours.muted
        draw_text(painter, label, row.name, text, elide=Qt.TextElideMode.ElideRight)
        thick = min(max(line.height() - 6, 3), 9)
        start, end = label.right() + 4, line.right() - number - 4
        track = QRectF(start, line.center().y() - thick / 2 + 0.5, end - start, thick)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.hover))
        painter.drawRoundedRect(track, 2, 2)
        named = row.index > 0
        painter.setBrush(self._colours_of_classes(row.name) if named else QColor(_BACKGROUND))
        bar = QRectF(track)
        bar.setWidth(max(1.5, track.width() * row.score))
        painter.drawRoundedRect(bar, 2, 2)
        tick = track.left() + track.width() * row.other
        painter.fillRect(QRectF(tick - 0.75, track.top() - 2, 1.5, thick + 4), QColor(colours.text))
        right = QRect(line.right() - number, line.top(), number, line.height())
        draw_text(painter, right, f"{row.score:.2f}", text, Qt.AlignmentFlag.AlignRight)

    def _label_width(self, painter: QPainter, names: Sequence[str]) -> int:
        """Return room for the longest name, but leave nearly half of the width for the bars."""
        longest = max(painter.fontMetrics().horizontalAdvance(name) for name in names)
        return min(longest + 6, self.width() * 11 // 20)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        rows = self.rows()
        place = int(event.position().y() / max(self.height() / max(len(rows), 1), 1))
        if 0 <= place < len(rows) and rows[place].index > 0:
            self.class_clicked.emit(rows[place].index)
