"""The image list in the order of what to label next."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot

from frcnn_desktop.core.messages import Message
from frcnn_desktop.ui.browse.image_entry import ImageEntry
from frcnn_desktop.ui.browse.image_list_panel import ImageListPanel
from frcnn_desktop.ui.browse.list_changes import CatalogueObserver
from frcnn_desktop.ui.browse.workspace import Workspace
from frcnn_desktop.ui.feature import Context
from frcnn_desktop.ui.kit.localise import in_language
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.workers.learning.order import FolderOrdered, FolderToOrder, OrderService
from frcnn_desktop.workers.learning.service import LearningService

A = ActionId
PAUSE_MS = 30_000
"""Nobody has walked or edited for so long: the list may be ordered anew."""


class OrderControl(QObject, CatalogueObserver):
    """What is done stands above the open image, in the order it was done; what teaches most comes next.

    The order stays as it is while somebody walks. It is made anew at a pause, when something was labelled or
    detected since, and whenever the command is chosen again.
    """

    def __init__(self, context: Context, learning: LearningService, service: OrderService) -> None:
        super().__init__(context.shell)
        self._shell, self._settings = context.shell, context.settings
        self._inference, self._learning, self._service = context.services.inference, learning, service
        self._workspace = Workspace.of(context)
        by_name, self._next = context.actions[A.ORDER_BY_NAME], context.actions[A.ORDER_NEXT]
        self._folder: frozenset[Path] = frozenset()
        self._pending = self._changed = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._on_pause)
        (self._next if self._settings.order_next else by_name).setChecked(True)
        ImageListPanel.of(context).offer_orders((by_name, self._next))
        by_name.triggered.connect(self._on_by_name)
        self._next.triggered.connect(self._on_next)
        self._workspace.paths_changed.connect(self._on_paths)
        self._workspace.catalogue.observe(self)
        context.session.annotation_changed.connect(self._on_activity)
        self._inference.model_loaded.connect(self._ask_if_ready)
        service.ordered.connect(self._on_ordered)
        service.failed.connect(self._on_failed)

    def on_entries(self, rows: Sequence[int]) -> None:  # noqa: ARG002 - an event of the catalogue
        """Note that something was labelled or detected: the order may be another one."""
        self._changed = True

    def on_current(self) -> None:
        """Walking puts the next ordering off until a pause."""
        self._on_activity()

    def on_settled(self) -> None:
        """Order a folder that has not been ordered, once its annotations are known."""
        self._ask_if_ready()

    @Slot()
    def _on_by_name(self) -> None:
        self._settings.order_next = self._pending = False
        self._service.cancel()
        self._pause.stop()
        self._workspace.arrange(())

    @Slot()
    def _on_next(self) -> None:
        self._settings.order_next = True
        self._pending = False
        self._ask()

    @Slot(list)
    def _on_paths(self, paths: list[Path]) -> None:
        if self._folder.isdisjoint(paths):
            self._service.cancel()
            self._pending = True
        self._folder = frozenset(paths)

    @Slot()
    def _on_activity(self) -> None:
        if self._next.isChecked():
            self._pause.start()

    @Slot()
    def _on_pause(self) -> None:
        if self._changed:
            self._ask()

    @Slot()
    def _ask_if_ready(self) -> None:
        """A folder is ordered once by itself, when it is known what is labelled."""
        if not (self._pending and self._next.isChecked() and self._inference.model_key):
            return
        entries = list(self._workspace.catalogue.entries)
        if entries and all(entry.summarised for entry in entries):
            self._pending = False
            self._ask()

    def _ask(self) -> None:
        model = self._inference.model_key
        if not model:
            self._shell.status(self.tr("Without a model the images stay in the order of their names."))
            return
        self._changed = False
        catalogue = self._workspace.catalogue
        # What is open counts as labelled: the next image is to be another one.
        images = {e.path: _is_labelled(e) or e.path == catalogue.current for e in catalogue.entries}
        self._service.order(FolderToOrder(images, model, self._learning.doubts))

    @Slot(object)
    def _on_ordered(self, message: FolderOrdered) -> None:
        if not self._next.isChecked():
            return
        if message.paths:
            catalogue = self._workspace.catalogue
            done = [entry.path for entry in catalogue.entries if _is_labelled(entry)]
            current = catalogue.current
            before = [path for path in done if path != current] + [path for path in (current,) if path]
            self._workspace.arrange([*before, *(path for path in message.paths if path not in before)])
        self._shell.status(self._text(message))

    def _text(self, message: FolderOrdered) -> str:
        if not message.known:
            return self.tr("No image here was detected yet. “Detect folder” makes it possible to order them.")
        if message.known < message.total:
            text = self.tr("{known} of {total} images are in order; “Detect folder” makes the others known.")
        elif message.by_doubt:
            one = self.tr("{total} image in order: those the model doubts come next.")
            many = self.tr("{total} images in order: those the model doubts come next.")
            text = one if message.total == 1 else many
        else:
            one = self.tr("{total} image in order: the most typical come next.")
            many = self.tr("{total} images in order: the most typical come next.")
            text = one if message.total == 1 else many
        return text.format(known=message.known, total=message.total)

    @Slot(object)
    def _on_failed(self, message: Message) -> None:
        self._shell.status(in_language(message))


def _is_labelled(entry: ImageEntry) -> bool:
    return entry.verified or bool(entry.objects)
