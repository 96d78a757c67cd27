"""The model at work and its device, in the status bar."""

from __future__ import annotations

from PySide6.QtCore import QObject

from frcnn_desktop.ui.kit.elide import shorten_words
from frcnn_desktop.ui.models.model_menus import DeviceMenu, ModelMenu
from frcnn_desktop.ui.shell.frame import Frame
from frcnn_desktop.ui.shell.status_items import status_button

MODEL_PLACE, DEVICE_PLACE = 60, 70
_NAME_WIDTH = 200


class ModelButtons(QObject):
    """Two buttons that open the menus. Setters: `show_model`, `show_device`."""

    def __init__(self, frame: Frame, model_menu: ModelMenu, device_menu: DeviceMenu) -> None:
        super().__init__(frame)
        self.model = status_button(self.tr("Model"), model_menu, "brain")
        self.device = status_button(self.tr("Device"), device_menu, "cpu")
        frame.add_status_item(self.model, MODEL_PLACE)
        frame.add_status_item(self.device, DEVICE_PLACE)
        self.show_model("")
        self.show_device("")

    def show_model(self, name: str) -> None:
        """Show the model's name; "" while it is being loaded."""
        shown = name or self.tr("Loading model…")
        self.model.setText(shorten_words(shown, self.model.fontMetrics(), _NAME_WIDTH))
        self.model.setToolTip(name or self.tr("Model"))

    def show_device(self, name: str) -> None:
        """Show what computes, e.g. "CPU" or "CUDA"; "" before that is known."""
        self.device.setText(name or self.tr("Device"))
