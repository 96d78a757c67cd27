"""Zoom and place of a photo in its view: fitted or free, under the cursor, as far as its edges."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QResizeEvent, QTransform
from PySide6.QtWidgets import QGraphicsScene, QGraphicsView, QWidget

from frcnn_desktop.ui.canvas.zoom_place import ZoomMode, ZoomPlace

MIN_ZOOM, MAX_ZOOM = 0.01, 64.0
ZOOM_STEP = 1.25
_FIT_MARGIN = 12
"""Logical pixels kept free around a photo that is fitted."""
_OVERSCROLL = 0.8
"""How far past the photo's edge one can scroll, in viewports: any part can be brought under the hand."""


class ZoomView(QGraphicsView):
    """Places a photo whose pixels are the units of the scene.

    Signals: `zoom_changed(float)`: logical pixels of the screen per pixel of the photo.
    """

    zoom_changed = Signal(float)

    def __init__(self, scene: QGraphicsScene, parent: QWidget | None = None) -> None:
        super().__init__(scene, parent)
        self._photo_size = QSizeF()
        self._zoom_mode = ZoomMode.FIT
        self._keep_zoom = self._scaling = False
        self._anchor: tuple[QPointF, QPointF] | None = None
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.AnchorViewCenter)

    @property
    def zoom(self) -> float:
        """Logical pixels of the screen per pixel of the photo."""
        return self.transform().m11()

    def set_keep_zoom(self, keep: bool) -> None:
        """Keep zoom and place when another image opens, instead of fitting it."""
        self._keep_zoom = keep

    @property
    def room(self) -> tuple[int, int]:
        """Width and height, in pixels of the screen, that a fitted photo can have; what is not seen yet has
        about those of its window.
        """
        widget, ratio = self.viewport() if self.isVisible() else self.window(), self.devicePixelRatioF()
        return (
            round((widget.width() - 2 * _FIT_MARGIN) * ratio),
            round((widget.height() - 2 * _FIT_MARGIN) * ratio),
        )

    @property
    def place(self) -> ZoomPlace:
        """Zoom and place as they are now."""
        centre = self._relative_centre()
        return ZoomPlace(self._zoom_mode, self.zoom, centre.x(), centre.y())

    def take_place(self, place: ZoomPlace) -> None:
        """Show the photo as it was shown at that place."""
        self._zoom_mode = place.mode
        if place.mode is not ZoomMode.FREE:
            self._refit()
            return
        self.set_zoom(place.zoom)
        size = self._photo_size
        self.centerOn(QPointF(place.x * size.width(), place.y * size.height()))

    def set_photo_size(self, size: QSizeF) -> None:
        """Take a photo of another size, fitted unless the zoom is to be kept."""
        centre = self._relative_centre()
        self._photo_size = size
        if self._zoom_mode is ZoomMode.FREE and not self._keep_zoom:
            self._zoom_mode = ZoomMode.FIT
        self._update_scene_rect()
        if self._zoom_mode is ZoomMode.FREE:
            self.centerOn(QPointF(centre.x() * size.width(), centre.y() * size.height()))
        else:
            self._refit()

    def fit(self) -> None:
        """Show the whole photo as large as it goes, also when the window changes."""
        self._zoom_mode = ZoomMode.FIT
        self._refit()

    def fit_width(self) -> None:
        """Fit the photo's width, also when the window changes."""
        self._zoom_mode = ZoomMode.FIT_WIDTH
        self._refit()

    def set_zoom(self, zoom: float, at: QPointF | None = None) -> None:
        """Zoom to `zoom`, the photo's point under `at` (viewport; default its centre) staying where it is."""
        self._zoom_mode = ZoomMode.FREE
        self._scale_at(zoom, at or QPointF(self.viewport().rect().center()))

    def zoom_in(self) -> None:
        """Zoom in by one step about the middle of the view."""
        self.set_zoom(self.zoom * ZOOM_STEP)

    def zoom_out(self) -> None:
        """Zoom out by one step about the middle of the view."""
        self.set_zoom(self.zoom / ZOOM_STEP)

    def to_photo(self, position: QPointF) -> QPointF:
        """Return the photo's point at a position of the viewport, without rounding."""
        return self.viewportTransform().inverted()[0].map(position)

    def scroll_by(self, dx: float, dy: float) -> None:
        """Move the photo by logical pixels."""
        for bar, delta in ((self.horizontalScrollBar(), dx), (self.verticalScrollBar(), dy)):
            bar.setValue(bar.value() - round(delta))
        if self._zoom_mode is not ZoomMode.FREE and (round(dx) or round(dy)):
            self._zoom_mode = ZoomMode.FREE

    def look_at(self, point: QPointF) -> None:
        """Bring a point of the photo to the middle of the view."""
        self._zoom_mode = ZoomMode.FREE
        self.centerOn(point)

    def scroll_within(self, dx: float, dy: float) -> None:
        """Move the photo as far as its edges, and not at all along an axis on which it fits."""
        photo = self.viewportTransform().mapRect(QRectF(QPointF(0, 0), self._photo_size))
        room = self.viewport().size()
        self.scroll_by(
            _held(dx, photo.left(), photo.right(), room.width()),
            _held(dy, photo.top(), photo.bottom(), room.height()),
        )

    def view_changed(self) -> None:
        """Called after zoom or place changed."""

    def give_up_drag(self) -> None:
        """The button that went down is not meant to act any more: leave everything as it was."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._update_scene_rect()
        if self._zoom_mode is not ZoomMode.FREE:
            self._refit()
        self.view_changed()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        if not self._scaling:
            # Chips and layers are pictures of the viewport: what Qt has just shifted is out of date.
            self.viewport().update()
            self.view_changed()

    @contextmanager
    def _scaled_at_once(self) -> Iterator[None]:
        """Zoom, scroll and draw as one: nothing is shifted that is about to be drawn at another scale."""
        mode, self._scaling = self.viewportUpdateMode(), True
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        try:
            yield
        finally:
            self.setViewportUpdateMode(mode)
            self._scaling = False
        self.viewport().update()
        self.view_changed()
        self.zoom_changed.emit(self.zoom)

    def _scale_at(self, zoom: float, at: QPointF) -> None:
        zoom = min(max(zoom, MIN_ZOOM), MAX_ZOOM)
        # Scrolling is in whole pixels: without a lasting anchor, turning the wheel would wander off.
        if self._anchor is None or self._anchor[0] != at or not self._anchor_holds():
            self._anchor = (at, self.to_photo(at))
        if zoom == self.zoom:
            return
        with self._scaled_at_once():
            self.setTransform(QTransform.fromScale(zoom, zoom))
            self._update_scene_rect()
            off = self.viewportTransform().map(self._anchor[1]) - at
            for bar, delta in ((self.horizontalScrollBar(), off.x()), (self.verticalScrollBar(), off.y())):
                bar.setValue(bar.value() + round(delta))

    def _anchor_holds(self) -> bool:
        if self._anchor is None:
            return False
        off = self.viewportTransform().map(self._anchor[1]) - self._anchor[0]
        return max(abs(off.x()), abs(off.y())) <= 1

    def _refit(self) -> None:
        size, room = self._photo_size, self.viewport().size()
        if size.isEmpty() or room.isEmpty():
            return
        across = max(room.width() - 2 * _FIT_MARGIN, 1) / size.width()
        down = max(room.height() - 2 * _FIT_MARGIN, 1) / size.height()
        zoom = across if self._zoom_mode is ZoomMode.FIT_WIDTH else min(across, down)
        zoom = min(max(zoom, MIN_ZOOM), MAX_ZOOM)
        taller = size.height() * zoom > room.height()
        centre = (room.height() / 2 - _FIT_MARGIN) / zoom if taller else size.height() / 2
        with self._scaled_at_once():
            self.setTransform(QTransform.fromScale(zoom, zoom))
            self._update_scene_rect()
            self.centerOn(QPointF(size.width() / 2, centre))

    def _update_scene_rect(self) -> None:
        margin_x = _OVERSCROLL * self.viewport().width() / self.zoom
        margin_y = _OVERSCROLL * self.viewport().height() / self.zoom
        photo = QRectF(QPointF(0, 0), self._photo_size)
        self.setSceneRect(photo.adjusted(-margin_x, -margin_y, margin_x, margin_y))

    def _relative_centre(self) -> QPointF:
        """Return the centre of the view as shares of the photo's width and height."""
        if self._photo_size.isEmpty():
            return QPointF(0.5, 0.5)
        centre = self.to_photo(QRectF(self.viewport().rect()).center())
        return QPointF(centre.x() / self._photo_size.width(), centre.y() / self._photo_size.height())


def _held(delta: float, low: float, high: float, room: float) -> float:
    """Return how far a wheel may move a photo from `low` to `high` in a viewport of `room` pixels."""
    if high - low <= room:
        return 0
    if delta > 0:
        return min(delta, max(_FIT_MARGIN - low, 0))
    return max(delta, min(room - _FIT_MARGIN - high, 0))
