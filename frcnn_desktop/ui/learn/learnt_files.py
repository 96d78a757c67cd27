"""Noticing that images which were learnt, or their annotations, are gone."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from frcnn_desktop.ui.browse.catalogue import Catalogue
from frcnn_desktop.ui.browse.list_changes import CatalogueObserver
from frcnn_desktop.workers.learning.service import LearningService


class LearntFiles(CatalogueObserver):
    """What was taught by an image that is moved away or deleted, or whose annotation is, is forgotten."""

    def __init__(self, catalogue: Catalogue, service: LearningService) -> None:
        self._catalogue, self._service = catalogue, service
        self._paths: set[Path] = set()
        catalogue.observe(self)

    def add(self, paths: Iterable[Path]) -> None:
        """These images are learnt."""
        self._paths.update(paths)

    def clear(self) -> None:
        """Learning begins anew."""
        self._paths.clear()

    def on_settled(self) -> None:
        """Unlearn images that have left the catalogue or lost their annotation."""
        gone = {path for path in self._paths if self._is_gone(path)}
        if gone:
            self._paths -= gone
            self._service.remove(gone)

    def _is_gone(self, path: Path) -> bool:
        entry = self._catalogue.entry(path)
        # An annotation that cannot be read now may be read again.
        return entry is None or (entry.summarised and entry.objects is None and entry.problem is None)
