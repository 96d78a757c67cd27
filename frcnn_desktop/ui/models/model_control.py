"""Which checkpoint detects, and on which device."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Slot

from frcnn_desktop.core.detections import ModelInfo
from frcnn_desktop.ui.kit.banner import MessageKind
from frcnn_desktop.ui.kit.localise import in_language
from frcnn_desktop.ui.models.model_info import ModelInfoDialog
from frcnn_desktop.ui.shell.action_ids import ActionId, Need
from frcnn_desktop.ui.shell.actions import Actions
from frcnn_desktop.ui.shell.main_window import MainWindow
from frcnn_desktop.ui.shell.settings import Settings
from frcnn_desktop.ui.shell.shell import Shell
from frcnn_desktop.workers.detect.inference_service import InferenceService


class ModelControl(QObject):
    """Loads what the model and device menus choose; if that fails, the model before stays at work."""

    def __init__(
        self,
        window: MainWindow,
        shell: Shell,
        actions: Actions,
        inference: InferenceService,
        settings: Settings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._actions, self._inference = window, actions, inference
        self._settings, self._shell = settings, shell
        self._info: ModelInfo | None = None
        self._wanted: Path | None = None
        self._device = settings.device
        self._dialog: ModelInfoDialog | None = None
        window.model_menu.set_recent(settings.recent_models)
        window.device_menu.set_current(self._device)
        window.model_menu.bundled_chosen.connect(self._on_bundled)
        window.model_menu.file_wanted.connect(self._on_file_wanted)
        window.model_menu.recent_chosen.connect(self.load)
        window.device_menu.device_chosen.connect(self._on_device)
        inference.model_loading.connect(self._on_loading)
        inference.model_loaded.connect(self._on_loaded)
        inference.model_failed.connect(self._on_failed)
        actions[ActionId.MODEL_INFO].triggered.connect(self._on_info_wanted)

    @property
    def current(self) -> Path | None:
        """The checkpoint at work; None: the bundled one."""
        return self._settings.model

    def start(self, model: Path | None = None, device: str | None = None) -> None:
        """Load the model asked for on the command line, else the one used last, else the bundled one."""
        self._device = device or self._settings.device
        self.load(model or self._settings.model)

    @Slot(object)
    def load(self, path: Path | None) -> None:
        """Load a checkpoint; None: the bundled model."""
        self._wanted = path
        self._inference.load_model(path, self._device)

    @Slot()
    def _on_bundled(self) -> None:
        self.load(None)

    @Slot()
    def _on_file_wanted(self) -> None:
        start = self._wanted.parent if self._wanted else None
        path = self._shell.prompts.model(start)
        if path is None:
            self._window.model_menu.set_current(self._settings.model)
        else:
            self.load(path)

    @Slot(str)
    def _on_device(self, device: str) -> None:
        self._device = self._settings.device = device
        self.load(self._wanted)

    @Slot()
    def _on_loading(self) -> None:
        self._window.status.set_model("")
        self._shell.clear("model")

    @Slot(object)
    def _on_loaded(self, info: ModelInfo) -> None:
        self._info = info
        self._settings.model = self._wanted
        if self._wanted is not None:
            self._settings.add_recent_model(self._wanted)
        self._show()
        self._window.timings_panel.clear()
        self._actions.set_available(Need.MODEL, True)

    @Slot(str)
    def _on_failed(self, text: str) -> None:
        self._shell.notify(
            MessageKind.ERROR, text, [(self.tr("Use the bundled model"), self._on_bundled)], key="model"
        )
        self._wanted = self._settings.model
        self._show()

    def _show(self) -> None:
        window = self._window
        window.model_menu.set_recent(self._settings.recent_models)
        window.model_menu.set_current(self._settings.model)
        window.device_menu.set_current(self._device)
        window.status.set_model(self._info.name if self._info else self.tr("No model"))
        if self._info is not None:
            names = {"auto": self.tr("Automatic")}
            keys = dict.fromkeys(("auto", *self._info.devices))
            window.device_menu.set_devices([(key, names.get(key, key.upper())) for key in keys])
            window.status.set_device(in_language(self._info.device))

    @Slot()
    def _on_info_wanted(self) -> None:
        if self._info is not None:
            self._dialog = ModelInfoDialog(self._info, self._shell.owner)
            self._dialog.show()
