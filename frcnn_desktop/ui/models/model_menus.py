"""The menus that are filled while the program runs: models and devices."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from frcnn_desktop.host.published_models import PUBLISHED_MODELS
from frcnn_desktop.ui.kit.icons import set_icon


class ModelMenu(QMenu):
    """Which model detects.

    Signals: `bundled_chosen()`, `file_wanted()` the file dialog is asked for, `recent_chosen(Path)`,
    `published_chosen(PublishedModel)` one that may have to be downloaded first, `decomposition_wanted()`.
    Setters: `set_recent(paths)`, `set_current(path | None)` None: the bundled model.
    """

    bundled_chosen = Signal()
    file_wanted = Signal()
    recent_chosen = Signal(object)
    published_chosen = Signal(object)
    decomposition_wanted = Signal()

    def __init__(self, information: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTitle(self.tr("&Model"))
        self.setToolTipsVisible(True)
        self._current: Path | None = None
        self._recent: list[QAction] = []
        self._group = QActionGroup(self)
        self._group.triggered.connect(self._on_triggered)
        self._bundled = self._choice(self.tr("Bundled model (20 VOC classes)"))
        self._bundled.setToolTip(self.tr("The model that comes with the program and works offline"))
        self.addAction(self._bundled)
        self._below = self.addSeparator()
        opened = self.addAction(self.tr("Open model &file…"))
        opened.setToolTip(
            self.tr("Use a checkpoint of this program (.safetensors) or one of torchvision's (.pth)")
        )
        set_icon(opened, "folder-open")
        opened.triggered.connect(self.file_wanted)
        self._add_published()
        decompose = self.addAction(self.tr("&Decompose layers into a copy…"))
        decompose.setToolTip(
            self.tr("Write a copy of this model whose hidden layers are cheaper (truncated SVD), and use it")
        )
        decompose.triggered.connect(self.decomposition_wanted)
        self.addAction(information)
        self.set_current(None)

    def _add_published(self) -> None:
        menu = self.addMenu(self.tr("Download from &torchvision (80 COCO classes)"))
        menu.setToolTipsVisible(True)
        for model in PUBLISHED_MODELS:
            text = self.tr("{name}, {size} MB").format(name=model.title, size=model.megabytes)
            action = menu.addAction(text.replace("&", "&&"))
            action.setToolTip(
                self.tr("Published COCO mAP {map}; runs on this program's own proposals").format(
                    map=model.coco_map
                )
            )
            action.setData(model)
        menu.triggered.connect(self._on_published)

    @Slot(QAction)
    def _on_published(self, action: QAction) -> None:
        self.published_chosen.emit(action.data())

    def set_recent(self, paths: Sequence[Path]) -> None:
        """Offer the checkpoints opened last, newest first."""
        for action in self._recent:
            self._group.removeAction(action)
            self.removeAction(action)
            action.deleteLater()
        self._recent = [self._recent_action(path) for path in paths]
        self.insertActions(self._below, self._recent)
        self.set_current(self._current)

    def set_current(self, path: Path | None) -> None:
        """Mark the model in use. Emits nothing."""
        self._current = path
        self._bundled.setChecked(path is None)
        for action in self._recent:
            action.setChecked(action.data() == str(path))

    def _choice(self, text: str) -> QAction:
        action = QAction(text.replace("&", "&&"), self)
        action.setCheckable(True)
        self._group.addAction(action)
        return action

    def _recent_action(self, path: Path) -> QAction:
        action = self._choice(path.name)
        action.setToolTip(str(path))
        action.setData(str(path))
        return action

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        if action in self._recent:
            self.recent_chosen.emit(Path(action.data()))
        else:
            self.bundled_chosen.emit()


class DeviceMenu(QMenu):
    """What computes.

    Signals: `device_chosen(str)` a key given to `set_devices`.
    Setters: `set_devices([(key, text), ...])`, `set_current(key)`.
    """

    device_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTitle(self.tr("De&vice"))
        self._group = QActionGroup(self)
        self._group.triggered.connect(self._on_chosen)
        self._current = "auto"
        self.set_devices([("auto", self.tr("Automatic")), ("cpu", self.tr("CPU"))])

    def set_devices(self, devices: Sequence[tuple[str, str]]) -> None:
        """Offer these devices: what the program calls each, and what people call it."""
        for action in self._group.actions():
            self._group.removeAction(action)
        self.clear()
        for key, text in devices:
            action = self.addAction(text)
            action.setCheckable(True)
            action.setData(key)
            self._group.addAction(action)
        self.set_current(self._current)

    def set_current(self, key: str) -> None:
        """Mark the chosen device. Emits nothing."""
        self._current = key
        for action in self._group.actions():
            action.setChecked(action.data() == key)

    @Slot(QAction)
    def _on_chosen(self, action: QAction) -> None:
        self.device_chosen.emit(action.data())
