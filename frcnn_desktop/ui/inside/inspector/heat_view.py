"""A feature map as a heat map, with the marks of a RoI on it."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QRectF, QSize, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QTransform
from PySide6.QtWidgets import QSizePolicy, QStyleOptionGraphicsItem, QWidget

from frcnn_desktop.ui.canvas.roi_marks import draw_roi_marks
from frcnn_desktop.ui.inside.heat import heat_table
from frcnn_desktop.ui.inside.inspector.look import BinPlace, RoiLook, bin_at


class RoiMarksItem(pg.GraphicsObject):
    """The marks as an item over the heat map, in cells."""

    def __init__(self) -> None:
        super().__init__()
        self._look: RoiLook | None = None
        self._area = QRectF()

    def set_look(self, look: RoiLook | None, area: QRectF) -> None:
        """Draw these marks; `area` holds all of them."""
        if area != self._area:
            self.prepareGeometryChange()
            self._area = area
        self._look = look
        self.update()

    def boundingRect(self) -> QRectF:
        return self._area

    def paint(
        self,
        painter: QPainter,
        _option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,  # noqa: ARG002
    ) -> None:
        if self._look is None:
            return
        to_view = painter.worldTransform()
        painter.setWorldTransform(QTransform())
        draw_roi_marks(painter, to_view, self._look.marks)
        painter.setWorldTransform(to_view)


class HeatView(pg.GraphicsView):
    """Shows numbers on cells. `frame` follows the RoI, or, None, is the whole map, which the wheel zooms.

    Signals: `bin_pointed(object)` (row, column) of the bin under the mouse, None beside all bins.
    """

    bin_pointed = Signal(object)

    def __init__(self, parent: QWidget | None = None, *, follows: bool) -> None:
        super().__init__(parent)
        self.setBackground(None)
        # pyqtgraph keeps a picture of the background, in the colours of the theme that was.
        self.setCacheMode(self.CacheModeFlag.CacheNone)
        self._follows = follows
        self._look: RoiLook | None = None
        self._values: NDArray[np.float32] | None = None
        self._levels = (0.0, 1.0)
        self._frame = QRectF()
        self._box = pg.ViewBox(lockAspect=True, invertY=True, enableMenu=False, defaultPadding=0)
        self._box.setMouseEnabled(not follows, not follows)
        self._image = pg.ImageItem(axisOrder="row-major")
        self._image.setLookupTable(heat_table())
        self._marks = RoiMarksItem()
        self._box.addItem(self._image)
        self._box.addItem(self._marks)
        self.setCentralItem(self._box)
        self.setMouseTracking(True)
        self.setMinimumSize(60, 60)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def look(self) -> RoiLook | None:
        """What is drawn."""
        return self._look

    @property
    def shown_values(self) -> NDArray[np.float32] | None:
        """The numbers behind the colours."""
        return self._image.image

    def sizeHint(self) -> QSize:
        return QSize(200, 180)

    def show_look(self, look: RoiLook, frame: QRectF, levels: tuple[float, float]) -> None:
        """Show a RoI; `frame` in cells is what should be seen, `levels` the ends of the colour bar."""
        self._look = look
        values = look.inspection.channel.values
        rows, columns = values.shape
        if values is not self._values or levels != self._levels:
            self._values, self._levels = values, levels
            self._image.setImage(values, autoLevels=False, levels=levels)
        whole = QRectF(0, 0, columns, rows)
        self._marks.set_look(look, whole.united(frame).adjusted(-1, -1, 1, 1))
        wanted = frame if self._follows else whole
        if wanted != self._frame:
            self._frame = wanted
            self._box.setRange(wanted, padding=0)

    def mouseMoveEvent(self, ev: QMouseEvent) -> None:
        super().mouseMoveEvent(ev)
        if self._look is not None:
            place = self._box.mapSceneToView(self.mapToScene(ev.position().toPoint()))
            found: BinPlace | None = bin_at(self._look.pooled.bins, place.x(), place.y())
            self.bin_pointed.emit(found)

    def leaveEvent(self, ev: QEvent) -> None:
        super().leaveEvent(ev)
        self.bin_pointed.emit(None)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Show the whole map again."""
        event.accept()
        self._box.setRange(self._frame, padding=0)
