"""Offering to import what is opened or dropped and is of another annotation format."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from frcnn_desktop.core.messages import Message
from frcnn_desktop.formats.converting import Conversion
from frcnn_desktop.formats.registry import FORMATS, format_named
from frcnn_desktop.ui.browse.workspace import Workspace
from frcnn_desktop.ui.export.converting import ConversionControl
from frcnn_desktop.ui.feature import Context
from frcnn_desktop.ui.kit.banner import MessageKind
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.workers.images.messages import ImagesListed
from frcnn_desktop.workers.tasks.conversion_service import ForeignSet, RecognitionService

OFFER = "import offer"


class ImportControl(QObject):
    """What is asked for, or has no image to show, is read at once; beside other images import is offered."""

    def __init__(
        self, context: Context, conversions: ConversionControl, recognition: RecognitionService
    ) -> None:
        super().__init__(context.shell)
        self._shell, self._settings = context.shell, context.settings
        self._workspace = Workspace.of(context)
        self._conversions, self._recognition = conversions, recognition
        self._later = context.canvas.paint_first.then
        self._asked: Path | None = None
        context.actions.bind(ActionId.IMPORT, self._choose)
        self._workspace.data_set_found.connect(self._on_found)
        self._workspace.listed.connect(self._on_listed)
        recognition.succeeded.connect(self._on_recognised)
        conversions.imported.connect(self._on_imported)

    @Slot()
    def _choose(self) -> None:
        recent = self._settings.recent_folders
        patterns = dict.fromkeys(pattern for each in FORMATS for pattern in each.files)
        path = self._shell.prompts.data_set(recent[0] if recent else None, tuple(patterns))
        if path is not None:
            self._on_found(path)

    @Slot(object)
    def _on_found(self, path: Path) -> None:
        self._asked = path
        self._recognition.look((path,))

    @Slot(object)
    def _on_listed(self, message: ImagesListed) -> None:
        self._shell.clear(OFFER)
        if message.first is not None and message.roots:
            self._asked = None
            self._later(partial(self._recognition.look, message.roots))

    @Slot(object)
    def _on_recognised(self, found: ForeignSet | None) -> None:
        asked, self._asked = self._asked, None
        if asked is not None and found is None:
            self._shell.notify(
                MessageKind.ERROR, Message("convert.unknown_format", name=asked.name), key=OFFER
            )
        elif asked is not None and found is not None:
            self._import(found)
        elif found is not None:
            self._offer(found)

    def _offer(self, found: ForeignSet) -> None:
        titles = ", ".join(format_named(each).title for each in found.formats)
        text = self.tr("{name} has annotations of another format: {formats}.").format(
            name=found.path.name, formats=titles
        )
        begin = (self.tr("Import…"), partial(self._import, found))
        self._shell.notify(MessageKind.INFO, text, [begin], key=OFFER)

    def _import(self, found: ForeignSet) -> None:
        self._shell.clear(OFFER)
        self._conversions.begin_import(found)

    @Slot(object)
    def _on_imported(self, done: Conversion) -> None:
        self._workspace.open_paths([done.destination])
