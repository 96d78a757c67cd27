"""The worked example to look at and to touch: drag on a map for another region, type for another value."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QDoubleSpinBox, QSizePolicy, QWidget

from frcnn_desktop.explain.pooling_conventions import Reading
from frcnn_desktop.ui.inside.example.paint import PanelLayout
from frcnn_desktop.ui.inside.example.picture import GAP, HEAD, ExamplePicture, ShownExample
from frcnn_desktop.ui.inside.pictures.shelf import PictureStyle
from frcnn_desktop.ui.kit.palettes import colours_of

_MARGIN = 16
_LARGEST_SCALE = 2.5
_MOVES = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
_LIMIT = 9999.0


class ExampleView(QWidget):
    """Signals: `region_picked(tuple)` first and last column and row as (x1, y1, x2, y2);
    `value_typed(int, int, float)` row, column, value. Setters: `show_example(shown)`."""

    region_picked = Signal(tuple)
    value_typed = Signal(int, int, float)

    def __init__(self, picture: ExamplePicture, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = picture
        self._shown: ShownExample | None = None
        self._cursor = (0, 0)
        self._start: tuple[int, int] | None = None
        self._editor = QDoubleSpinBox(self)
        self._editor.setRange(-_LIMIT, _LIMIT)
        self._editor.setDecimals(2)
        self._editor.setAccessibleName(self.tr("Value of the cell"))
        self._editor.setButtonSymbols(QDoubleSpinBox.ButtonSymbols.NoButtons)
        self._editor.hide()
        self._editor.editingFinished.connect(self._on_typed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(560, 260)
        self.setAccessibleName(self.tr("Three readings of RoI pooling"))
        self.setToolTip(
            self.tr("Drag over cells to choose the RoI. Double-click a cell, or press Enter, to change it.")
        )

    @property
    def cursor_cell(self) -> tuple[int, int]:
        """Row and column of the cell that Enter edits."""
        return self._cursor

    @property
    def editor(self) -> QDoubleSpinBox:
        """The field over the cell whose value is being typed; hidden while none is."""
        return self._editor

    def sizeHint(self) -> QSize:
        size = self._picture.size()
        return QSize(round(size.width()) + 2 * _MARGIN, round(size.height()) + 2 * _MARGIN)

    def show_example(self, shown: ShownExample) -> None:
        """Draw this from now on."""
        self._shown = shown
        example = shown.example
        row, column = self._cursor
        self._cursor = min(row, example.rows - 1), min(column, example.columns - 1)
        self.update()

    def cell_place(self, reading: Reading, row: int, column: int) -> QRectF:
        """Return where a cell of a reading's map is, in the pixels of this widget."""
        if self._shown is None:
            return QRectF()
        example = self._shown.example
        x = list(Reading).index(reading) * (self._picture.panel_width(example) + GAP)
        cell = PanelLayout.of(example).cell(row, column).translated(x, HEAD)
        scale, origin = self._fit()
        return QRectF(cell.topLeft() * scale + origin, cell.size() * scale)

    def paintEvent(self, _ev: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._shown is None:
            return
        scale, origin = self._fit()
        painter.save()
        painter.translate(origin)
        painter.scale(scale, scale)
        self._picture.paint(painter, _screen_style())
        painter.restore()
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(colours_of().accent), 2))
            for reading in Reading:
                painter.drawRect(self.cell_place(reading, *self._cursor))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        cell = self._cell_at(event.position())
        if cell is not None and event.button() == Qt.MouseButton.LeftButton:
            self._start = self._cursor = cell
            self.update()
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        cell = self._cell_at(event.position())
        if self._start is not None and cell is not None and cell != self._cursor:
            self._cursor = cell
            (y1, x1), (y2, x2) = self._start, cell
            self.region_picked.emit((min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)))
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._start = None
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        cell = self._cell_at(event.position())
        if cell is not None:
            self._cursor = cell
            self._edit(event.position())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _MOVES and self._shown is not None:
            example = self._shown.example
            row, column = self._cursor[0] + _MOVES[key][0], self._cursor[1] + _MOVES[key][1]
            self._cursor = min(max(row, 0), example.rows - 1), min(max(column, 0), example.columns - 1)
            self.update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._edit(self.cell_place(Reading.FIXED, *self._cursor).center())
        else:
            super().keyPressEvent(event)

    def _edit(self, near: QPointF) -> None:
        if self._shown is None:
            return
        self._editor.setValue(float(self._shown.example.values[self._cursor]))
        places = [self.cell_place(reading, *self._cursor) for reading in Reading]
        place = min(places, key=lambda rect: abs(rect.center().x() - near.x()))
        size = self._editor.sizeHint()
        self._editor.move(round(place.center().x() - size.width() / 2), round(place.center().y()) - 12)
        self._editor.resize(max(size.width(), 64), size.height())
        self._editor.show()
        self._editor.setFocus()
        self._editor.selectAll()

    def _cell_at(self, position: QPointF) -> tuple[int, int] | None:
        if self._shown is None:
            return None
        scale, origin = self._fit()
        x, y = ((position - origin) / scale).toTuple()  # type: ignore[attr-defined]
        example = self._shown.example
        step = self._picture.panel_width(example) + GAP
        panel = int(x // step)
        if not 0 <= panel < len(Reading):
            return None
        return PanelLayout.of(example).at(x - panel * step, y - HEAD)

    def _fit(self) -> tuple[float, QPointF]:
        """Return scale and place at which the whole picture is seen."""
        size = self._picture.size()
        room_x, room_y = self.width() - 2 * _MARGIN, self.height() - 2 * _MARGIN
        scale = min(room_x / max(size.width(), 1), room_y / max(size.height(), 1), _LARGEST_SCALE)
        scale = max(scale, 0.1)
        return scale, QPointF((self.width() - size.width() * scale) / 2, _MARGIN)

    @Slot()
    def _on_typed(self) -> None:
        if self._editor.isVisible():
            self._editor.hide()
            self.setFocus()
            self.value_typed.emit(*self._cursor, self._editor.value())


def _screen_style() -> PictureStyle:
    """Return the colours of the theme."""
    colours = colours_of()
    names = (colours.text, colours.muted, colours.border, colours.accent_text)
    ink, muted, line, accent = (QColor(name) for name in names)
    return PictureStyle(None, ink, muted, line, accent)
