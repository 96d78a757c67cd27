"""Scores of labelled objects, for queries that ask for them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot

from frcnn_desktop.search.facts import ObjectFacts
from frcnn_desktop.search.query import Key
from frcnn_desktop.ui.browse.image_facts import forget_scores, learn_scores
from frcnn_desktop.ui.browse.list_changes import CatalogueObserver
from frcnn_desktop.ui.browse.workspace import Workspace
from frcnn_desktop.ui.feature import Context
from frcnn_desktop.workers.detect.messages import RunKept
from frcnn_desktop.workers.detect.object_scores import ObjectScores, ObjectScoreService

PAUSE_MS = 150
"""The folder is looked through when it has rested this long, not after each of many changes."""


class ScoreSearch(QObject, CatalogueObserver):
    """Works scores out only while a query asks for them, and each once; another model makes them anew."""

    def __init__(self, context: Context, service: ObjectScoreService) -> None:
        super().__init__(context.shell)
        self._catalogue, self._service = Workspace.of(context).catalogue, service
        self._inference = context.services.inference
        self._answered: dict[Path, tuple[ObjectFacts, ...]] = {}
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self._catalogue.observe(self)
        service.scored.connect(self._on_scored)
        self._inference.model_loaded.connect(self._on_model)
        self._inference.run_kept.connect(self._on_run_kept)

    def on_settled(self) -> None:
        """A query may ask for scores now, or an image have other objects."""
        if self._catalogue.filter.asks_for(Key.SCORE):
            self._pause.start()

    @Slot()
    def _ask(self) -> None:
        model = self._inference.model_key
        wanted = {
            entry.path: entry.found
            for entry in self._catalogue.entries
            if entry.found and self._answered.get(entry.path) != entry.found
        }
        if model and wanted:
            self._service.score(wanted, model)

    @Slot(object)
    def _on_scored(self, message: ObjectScores) -> None:
        learn_scores(self._catalogue, message.images)
        for path in message.images:
            entry = self._catalogue.entry(path)
            if entry is not None:
                self._answered[path] = entry.found

    @Slot()
    def _on_model(self) -> None:
        self._answered.clear()
        forget_scores(self._catalogue)
        self.on_settled()

    @Slot(object)
    def _on_run_kept(self, message: RunKept) -> None:
        self._answered.pop(message.path, None)
        self.on_settled()
