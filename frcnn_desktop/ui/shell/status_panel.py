"""The status bar: what happens, where the cursor is, what image, which model on which device."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QMenu, QSizePolicy, QStatusBar, QToolButton, QWidget

from frcnn_desktop.ui.detect.timings_panel import seconds_text
from frcnn_desktop.ui.kit.busy_indicator import BusyIndicator
from frcnn_desktop.ui.kit.elide import shorten_words
from frcnn_desktop.ui.kit.icons import set_icon

_NAME_WIDTH = 200


class StatusPanel(QStatusBar):
    """Its buttons open the menus given to the constructor; stop and pause are those commands.

    Signals: none.
    Setters: `set_message`, `set_cursor`, `set_zoom`, `set_image_size`, `set_model`, `set_device`,
    `set_seconds`, `start_progress`, `set_progress`, `finish_progress`.
    """

    def __init__(
        self,
        stop: QAction,
        pause: QAction,
        model_menu: QMenu,
        device_menu: QMenu,
        zoom_menu: QMenu,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self._message = QLabel(self)
        self.busy = BusyIndicator(stop, pause, self)
        self._seconds, self._cursor, self._size = QLabel(self), QLabel(self), QLabel(self)
        self._zoom = self._button(self.tr("Zoom"), zoom_menu)
        self._model = self._button(self.tr("Model"), model_menu, "brain")
        self._device = self._button(self.tr("Device"), device_menu, "cpu")
        self._build()
        self.set_cursor(None)
        self.set_device("")
        self.set_model("")

    def set_message(self, text: str) -> None:
        """Say what happened last, in one sentence."""
        self._message.setText(text)

    def set_cursor(self, position: tuple[float, float] | None) -> None:
        """Show the pixel under the cursor; None when it is not over the photo."""
        self._cursor.setText("" if position is None else f"{int(position[0])}, {int(position[1])}")

    def set_zoom(self, factor: float | None) -> None:
        """Show the zoom, 1.0 meaning one image pixel on one screen pixel."""
        self._zoom.setText("" if factor is None else f"{factor * 100:.0f} %")
        self._zoom.setVisible(factor is not None)

    def set_image_size(self, size: tuple[int, int] | None) -> None:
        """Show width and height of the image in pixels."""
        self._size.setText("" if size is None else f"{size[0]} × {size[1]} px")

    def set_model(self, name: str) -> None:
        """Show the model's name; "" while it is being loaded."""
        shown = name or self.tr("Loading model…")
        self._model.setText(shorten_words(shown, self._model.fontMetrics(), _NAME_WIDTH))
        self._model.setToolTip(name or self.tr("Model"))

    def set_device(self, name: str) -> None:
        """Show what computes, e.g. "CPU" or "CUDA"."""
        self._device.setText(name or self.tr("Device"))

    def set_seconds(
        self, seconds: Mapping[str, float] | None, names: Mapping[str, str] | None = None
    ) -> None:
        """Show the time of the last detection; the stages are in the tooltip."""
        if not seconds:
            self._seconds.clear()
            return
        shown = names or {}
        parts = [f"{shown.get(stage, stage)} {seconds_text(value)}" for stage, value in seconds.items()]
        self._seconds.setText("  ·  ".join(parts))
        self._seconds.setToolTip("\n".join(parts))

    def start_progress(self, text: str) -> None:
        """Something has begun that takes a while; call again when it goes over to another stage."""
        self._message.clear()
        self._seconds.hide()
        self.busy.start(text)

    def set_progress(self, done: int, total: int, left: float | None = None) -> None:
        """Say how far it is, and the seconds left where that is known better than by the clock."""
        self.busy.set_progress(done, total, left)

    def finish_progress(self) -> None:
        self.busy.stop()
        self._seconds.show()

    def _button(self, name: str, menu: QMenu, icon_name: str = "") -> QToolButton:
        button = QToolButton(self)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if icon_name:
            set_icon(button, icon_name, "muted")
            button.setIconSize(QSize(14, 14))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        return button

    def _build(self) -> None:
        self._message.setContentsMargins(8, 0, 0, 0)
        # A long message is cut off rather than making the window wider.
        self._message.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        for label, tip in (
            (self._seconds, self.tr("Time of each stage of the last detection")),
            (self._cursor, self.tr("Pixel under the cursor: x, y")),
            (self._size, self.tr("Size of the image")),
        ):
            label.setProperty("role", "muted")
            label.setContentsMargins(8, 0, 8, 0)
            label.setToolTip(tip)
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        # A fixed width: the numbers beside it must not move while the mouse does.
        self._cursor.setFixedWidth(self._cursor.fontMetrics().horizontalAdvance("00000, 00000") + 16)
        self.addWidget(self._message, 1)
        for widget in (self.busy, self._seconds, self._cursor, self._size):
            self.addPermanentWidget(widget)
        for button in (self._zoom, self._model, self._device):
            self.addPermanentWidget(button)
        self._zoom.hide()
