"""Keeping who made each box, whenever an annotation is saved."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Slot

from frcnn_desktop.core.messages import Message
from frcnn_desktop.ui.browse.workspace import Workspace
from frcnn_desktop.ui.feature import Context
from frcnn_desktop.ui.kit.localise import in_language
from frcnn_desktop.workers.learning.provenance import ProvenanceService


class ProvenanceControl(QObject):
    """Never writes into an annotation. Where nothing can be kept it says so once."""

    def __init__(self, context: Context, service: ProvenanceService) -> None:
        super().__init__(context.shell)
        self._shell, self._session, self._service = context.shell, context.session, service
        self._origins = context.values.origins
        self._complained = False
        Workspace.of(context).saved.connect(self._on_saved)
        service.failed.connect(self._on_failed)

    @Slot(object)
    def _on_saved(self, path: Path) -> None:
        image, target = self._session.image, self._session.annotation_path
        if image is not None and target is not None and image.path == path:
            self._service.keep(target, [self._origins.of(item) for item in self._session.objects])

    @Slot(object)
    def _on_failed(self, message: Message) -> None:
        if not self._complained:
            self._complained = True
            self._shell.status(in_language(message))
