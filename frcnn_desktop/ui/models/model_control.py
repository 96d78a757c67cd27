"""Which checkpoint detects, and on which device."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from frcnn_desktop.core.detections import ModelInfo
from frcnn_desktop.core.messages import Message
from frcnn_desktop.ui.feature import Context
from frcnn_desktop.ui.kit.banner import MessageKind
from frcnn_desktop.ui.kit.dialog_place import DialogPlace
from frcnn_desktop.ui.kit.localise import in_language
from frcnn_desktop.ui.models.model_menus import DeviceMenu, ModelMenu
from frcnn_desktop.ui.models.status_buttons import ModelButtons
from frcnn_desktop.ui.shell.action_ids import ActionId, Need

if TYPE_CHECKING:
    from frcnn_desktop.ui.models.model_info import ModelInfoDialog


class ModelControl(QObject):
    """Loads what the model and device menus choose; if that fails, the model before stays at work.

    Signals: `chosen(Path or None)` a checkpoint that a person chose is at work, None the bundled one.
    """

    chosen = Signal(object)

    @classmethod
    def of(cls, context: Context) -> ModelControl:
        """Return the one of the window."""
        return context.shared(cls, lambda: cls(context))

    def __init__(self, context: Context) -> None:
        super().__init__(context.shell)
        self._shell, self._actions, self._settings = context.shell, context.actions, context.settings
        self._inference = context.services.inference
        owner = context.shell.owner
        self.menu = ModelMenu(context.actions[ActionId.MODEL_INFO], owner)
        self.device_menu = DeviceMenu(owner)
        self._buttons = ModelButtons(context.shell.frame, self.menu, self.device_menu)
        self._info: ModelInfo | None = None
        self._wanted: Path | None = None
        self._device = self._settings.device
        self._dialog: DialogPlace[ModelInfoDialog] = DialogPlace()
        self._is_choice = self._is_asked_for = self._started = self._is_decided = False
        self.menu.set_recent(self._settings.recent_models)
        self.device_menu.set_current(self._device)
        self.menu.bundled_chosen.connect(self._on_bundled)
        self.menu.file_wanted.connect(self._on_file_wanted)
        self.menu.recent_chosen.connect(self.load)
        self.device_menu.device_chosen.connect(self._on_device)
        self._inference.model_loading.connect(self._on_loading)
        self._inference.model_loaded.connect(self._on_loaded)
        self._inference.model_failed.connect(self._on_failed)
        self._inference.device_given_up.connect(self._on_device_given_up)
        context.actions[ActionId.MODEL_INFO].triggered.connect(self._on_info_wanted)

    @property
    def current(self) -> Path | None:
        """The checkpoint at work; None: the bundled one."""
        return self._settings.model

    @property
    def wanted(self) -> Path | None:
        """The checkpoint at work or being loaded; None: the bundled one."""
        return self._wanted

    def start(self, model: Path | None = None, device: str | None = None) -> None:
        """Load the model asked for on the command line, else the one that was wanted before this was called,
        else the one used last, else the bundled one."""
        self._device = device or self._settings.device
        self._started, self._is_asked_for = True, model is not None
        if model is None and self._is_decided:
            self.load(self._wanted, chosen=self._is_choice)
        else:
            self.load(model or self._settings.model, chosen=False)

    @Slot(object)
    def load(self, path: Path | None, *, chosen: bool = True) -> None:
        """Load a checkpoint, at the start at the earliest; None: the bundled model. `chosen`: a person wants
        it for the open data set."""
        self._wanted, self._is_choice, self._is_decided = path, chosen, True
        if self._started:
            self._inference.load_model(path, self._device)

    def use(self, path: Path | None) -> None:
        """Work with the checkpoint of a data set (None: the bundled one), unless another was asked for."""
        if not self._is_asked_for and (path != self._wanted or not self._started):
            self.load(path, chosen=False)

    @Slot()
    def _on_bundled(self) -> None:
        self.load(None)

    @Slot()
    def _on_file_wanted(self) -> None:
        start = self._wanted.parent if self._wanted else None
        path = self._shell.prompts.model(start)
        if path is None:
            self.menu.set_current(self._settings.model)
        else:
            self.load(path)

    @Slot(str)
    def _on_device(self, device: str) -> None:
        self._device = self._settings.device = device
        self.load(self._wanted, chosen=False)

    @Slot()
    def _on_loading(self) -> None:
        self._buttons.show_model("")
        self._shell.clear("model")
        self._shell.clear("device")

    @Slot(object)
    def _on_loaded(self, info: ModelInfo) -> None:
        self._info = info
        self._settings.model = self._wanted
        if self._wanted is not None:
            self._settings.add_recent_model(self._wanted)
        self._show()
        self._actions.set_available(Need.MODEL, True)
        if self._is_choice:
            self.chosen.emit(self._wanted)

    @Slot(object)
    def _on_failed(self, message: Message) -> None:
        self._shell.notify(
            MessageKind.ERROR, message, [(self.tr("Use the bundled model"), self._on_bundled)], key="model"
        )
        self._wanted = self._settings.model
        self._show()

    @Slot(object)
    def _on_device_given_up(self, message: Message) -> None:
        """Say so, show what computes now, and offer the device again: there may be room on it by then."""
        again = self.tr("Try the device again"), self._on_device_wanted_again
        self._shell.notify(MessageKind.WARNING, message, [again], key="device")
        if message.id.startswith("device."):
            self._buttons.show_device(self.tr("CPU"))

    @Slot()
    def _on_device_wanted_again(self) -> None:
        self.load(self._wanted, chosen=False)

    def _show(self) -> None:
        self.menu.set_recent(self._settings.recent_models)
        self.menu.set_current(self._settings.model)
        self.device_menu.set_current(self._device)
        self._buttons.show_model(self._info.name if self._info else self.tr("No model"))
        if self._info is not None:
            names = {"auto": self.tr("Automatic")}
            keys = dict.fromkeys(("auto", *self._info.devices))
            self.device_menu.set_devices([(key, names.get(key, key.upper())) for key in keys])
            self._buttons.show_device(in_language(self._info.device))

    @Slot()
    def _on_info_wanted(self) -> None:
        from frcnn_desktop.ui.models.model_info import ModelInfoDialog

        if self._info is not None:
            self._dialog.show(ModelInfoDialog(self._info, self._shell.owner))
