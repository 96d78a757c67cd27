"""Zoom: its commands, and what the status bar says of the photo and the cursor."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QMenu

from frcnn_desktop.ui.feature import Context
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.ui.shell.actions import Actions
from frcnn_desktop.ui.shell.frame import Frame
from frcnn_desktop.ui.shell.settings import Settings
from frcnn_desktop.ui.shell.status_items import status_button, status_label
from frcnn_desktop.ui.shell.switches import keep_switch

A = ActionId
CURSOR_PLACE, SIZE_PLACE, ZOOM_PLACE = 30, 40, 50


class ZoomControl(QObject):
    """Lets the commands act on the canvas and shows zoom, size and cursor."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.shell)
        self._canvas, self._session = context.canvas, context.session
        canvas, actions = context.canvas, context.actions
        self._add_items(context.shell.frame, actions)
        for name, command in (
            (A.ZOOM_IN, canvas.zoom_in),
            (A.ZOOM_OUT, canvas.zoom_out),
            (A.ZOOM_FIT, canvas.fit),
            (A.ZOOM_WIDTH, canvas.fit_width),
            (A.ZOOM_ACTUAL, self._show_actual_size),
        ):
            actions.bind(name, command)
        keep_switch(actions[A.KEEP_ZOOM], Settings.keep_zoom, context.settings, canvas.set_keep_zoom)
        keep_switch(actions[A.MINIMAP], Settings.minimap, context.settings, canvas.set_shows_minimap)
        canvas.zoom_changed.connect(self._on_zoom)
        canvas.cursor_moved.connect(self._on_cursor)
        context.session.image_changed.connect(self._on_image)

    def _add_items(self, frame: Frame, actions: Actions) -> None:
        self._cursor = status_label(self.tr("Pixel under the cursor: x, y"))
        self._size = status_label(self.tr("Size of the image"))
        menu = QMenu(frame.window)
        menu.addActions([actions[name] for name in (A.ZOOM_FIT, A.ZOOM_WIDTH, A.ZOOM_ACTUAL)])
        self._zoom = status_button(self.tr("Zoom"), menu)
        # A fixed width: the numbers beside it must not move while the mouse does.
        self._cursor.setFixedWidth(self._cursor.fontMetrics().horizontalAdvance("00000, 00000") + 16)
        frame.add_status_item(self._cursor, CURSOR_PLACE)
        frame.add_status_item(self._size, SIZE_PLACE)
        frame.add_status_item(self._zoom, ZOOM_PLACE)
        self._zoom.hide()

    def _show_actual_size(self) -> None:
        # One image pixel on one pixel of the screen, also on a screen that is scaled.
        self._canvas.set_zoom(1.0 / self._canvas.devicePixelRatioF())

    @Slot(float)
    def _on_zoom(self, zoom: float) -> None:
        # In pixels of the screen, as "actual size" means them, also on a screen that is scaled.
        shown = zoom * self._canvas.devicePixelRatioF()
        has_image = self._session.image is not None
        self._zoom.setText(f"{shown * 100:.0f} %" if has_image else "")
        self._zoom.setVisible(has_image)

    @Slot()
    def _on_image(self) -> None:
        image = self._session.image
        self._size.setText("" if image is None else f"{image.width} × {image.height} px")
        self._on_zoom(self._canvas.zoom)

    @Slot(float, float)
    def _on_cursor(self, x: float, y: float) -> None:
        image = self._session.image
        inside = image is not None and 0 <= x < image.width and 0 <= y < image.height
        self._cursor.setText(f"{int(x)}, {int(y)}" if inside else "")
