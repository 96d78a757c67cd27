"""Reading the images that are likely to be opened next while the open one is looked at."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.ui.browse.catalogue import Catalogue
from frcnn_desktop.ui.browse.list_changes import CatalogueObserver
from frcnn_desktop.ui.document.session import DocumentSession
from frcnn_desktop.workers.images.image_service import ImageService

AHEAD = 4
"""As many as there can be different answers to D, N, Shift+D and A."""

SETTLE_MS = 60
"""A filter that is being typed, or states that are being read, are followed once they rest this long."""


class ReadAhead(QObject, CatalogueObserver):
    """Follows the catalogue: what is read ahead is what the keys really open, whatever the filter.

    Signals: `loaded(list[LoadedImage])` those read so far, likeliest first, whenever one more is there.
    """

    loaded = Signal(list)

    def __init__(
        self,
        catalogue: Catalogue,
        images: ImageService,
        session: DocumentSession,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._catalogue, self._images, self._session = catalogue, images, session
        self._wanted: list[Path] = []
        self._loaded: dict[Path, LoadedImage] = {}
        self._open: Path | None = None
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._on_settle)
        images.prefetched.connect(self._on_prefetched)
        catalogue.observe(self)

    @property
    def wanted(self) -> list[Path]:
        """The images that are read ahead, likeliest first."""
        return self._wanted

    def look(self) -> None:
        """Another image is open, or was refused: read on from there at once."""
        self._open = self._catalogue.current
        self._settle.stop()
        self._loaded.clear()
        self._read(self._catalogue.ahead(AHEAD))

    def on_settled(self) -> None:
        """Look in a moment what comes next, unless another image is being opened."""
        # While another image is being opened its neighbours wait for it.
        if self._open is not None and self._open == self._catalogue.current:
            self._settle.start()

    @Slot()
    def _on_settle(self) -> None:
        wanted = self._catalogue.ahead(AHEAD)
        if self._open == self._catalogue.current and wanted != self._wanted:
            self._read(wanted)

    def _read(self, wanted: list[Path]) -> None:
        self._wanted = wanted
        self._loaded = {path: image for path, image in self._loaded.items() if path in wanted}
        self._images.prefetch([path for path in wanted if path not in self._loaded], self._session.image)
        self._announce()

    def _announce(self) -> None:
        if self._loaded:
            self.loaded.emit([self._loaded[path] for path in self._wanted if path in self._loaded])

    @Slot(object)
    def _on_prefetched(self, image: LoadedImage) -> None:
        if image.path in self._wanted:
            self._loaded[image.path] = image
            self._announce()
