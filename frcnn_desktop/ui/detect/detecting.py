"""Detection of the open image: when it runs, what is shown of it, and how detections become objects."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from frcnn_desktop.core.detections import DetectionFilter, DetectionRun, Detections, ModelInfo
from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.ui.detect.acceptance import Acceptance
from frcnn_desktop.ui.detect.detection_rows import without
from frcnn_desktop.ui.detect.offer import Offer
from frcnn_desktop.ui.document.session import DocumentSession
from frcnn_desktop.ui.document.values import Values
from frcnn_desktop.ui.feature import Context
from frcnn_desktop.ui.kit.paint_first import Later, at_once
from frcnn_desktop.workers.base.jobs import RequestFailed
from frcnn_desktop.workers.detect.inference_service import InferenceService
from frcnn_desktop.workers.detect.messages import DetectSucceeded, FilterSucceeded, RunSource
from frcnn_desktop.workers.detect.scoring_service import ScoringService


class DetectionControl(QObject):
    """Asks the services, keeps the newest run of the open image and shows what the filter leaves of it.

    Another filter is applied to the kept scores; the network does not run.

    With an `offer` its rows stand in for the detections: they are shown, selected and accepted.

    Detections are never the document: `accept` and `accept_all` are undoable commands of the session, and
    no run touches an object. What was accepted is not shown as a detection while its object is there.
    """

    started = Signal()
    """The open image is being detected"""
    run_shown = Signal(object)
    """DetectionRun of the open image, or None"""
    detections_shown = Signal(object)
    """Detections as filtered now, or None"""
    selected_changed = Signal(int)
    """The row that a person has selected, -1 for none"""
    failed = Signal(object)

    @classmethod
    def of(cls, context: Context) -> DetectionControl:
        """Return the one of the window."""
        session, services, later = context.session, context.services, context.canvas.paint_first.then
        return context.shared(
            cls,
            lambda: cls(session, services.inference, services.scoring, context.values, later, context.shell),
        )

    def __init__(
        self,
        session: DocumentSession,
        inference: InferenceService,
        scoring: ScoringService,
        values: Values,
        later: Later = at_once,
        parent: QObject | None = None,
    ) -> None:
        """`later` is when an image is asked about that nothing is kept of."""
        super().__init__(parent)
        self._later = later
        self._session, self._inference, self._scoring = session, inference, scoring
        self._filter, self._highlight = values.filter, values.highlight
        self._run: DetectionRun | None = None
        self._detections: Detections | None = None
        self._announced: Detections | None = None
        self._offered: Offer | None = None
        self._selected = -1
        self._class_names: tuple[str, ...] = ()
        self._accepted = Acceptance(session, values.origins)
        self.automatic = True
        session.image_changed.connect(self._on_image_changed)
        session.annotation_changed.connect(self._show)
        inference.succeeded.connect(self._on_succeeded)
        inference.failed.connect(self._on_failed)
        inference.model_loaded.connect(self._on_model_loaded)
        scoring.filtered.connect(self._on_filtered)
        self._filter.changed.connect(self._on_filter)

    @property
    def has_image(self) -> bool:
        """Whether there is an image that could be detected."""
        return self._session.image is not None

    @property
    def image_path(self) -> Path | None:
        """The file of the open image."""
        return self._session.image.path if self._session.image is not None else None

    @property
    def run(self) -> DetectionRun | None:
        """The run of the open image that is shown; None: it was not detected yet."""
        return self._run

    @property
    def filter(self) -> DetectionFilter:
        """The filter as it is now."""
        return self._filter.value

    @Slot()
    def detect(self) -> None:
        """Run every stage on the open image, whatever is kept of it."""
        image = self._session.image
        if image is not None:
            self.started.emit()
            self._inference.detect(image, self._filter.value)

    @Slot(object)
    def _on_filter(self, detection_filter: DetectionFilter) -> None:
        """Apply other thresholds to the kept scores; the network does not run."""
        if self._run is not None:
            self._scoring.filter(self._run.scored, detection_filter)

    @Slot(list)
    def detect_ahead(self, images: list[LoadedImage]) -> None:
        """Detect the images that are likely to be opened next, likeliest first."""
        if self.automatic:
            self._inference.prefetch(images, self._filter.value)

    @property
    def offered(self) -> Offer | None:
        """What stands in for the detections, if anything does."""
        return self._offered

    def offer(self, offered: Offer | None) -> None:
        """Let these rows stand in for the detections; None: the detections again."""
        self._offered = offered
        self._show()

    @property
    def selected(self) -> int:
        """The row of `shown` that a person has selected, -1 for none."""
        return self._selected

    @Slot(int)
    def select(self, row: int) -> None:
        """Select a row of `shown`, -1 for none."""
        if row != self._selected:
            self._selected = row
            self.selected_changed.emit(row)

    @property
    def shown(self) -> Detections | None:
        """The detections that the canvas draws: what the filter leaves, without those already accepted, or
        what is offered."""
        if self._offered is not None:
            return self._offered.detections
        return self._detections and without(self._detections, self._accepted.keys)

    @property
    def filtered(self) -> Detections | None:
        """What the filter leaves of the kept scores, with what was already accepted."""
        return self._detections

    @property
    def accepted_proposals(self) -> set[int]:
        """The rows of the proposals that objects of the open image were made of."""
        return {row for row, _ in self._accepted.keys}

    def mark_accepted(self, object_id: int, proposal: int, class_index: int) -> None:
        """Say that an object was made of a proposal: a detection of it, if there is one, is not shown too."""
        self._accepted.mark(object_id, (proposal, class_index))
        self._show()

    def accept(self, index: int | None = None) -> bool:
        """Turn one shown detection (None: the best that is no object yet) into an object."""
        shown = self.shown
        if shown is None or not len(shown):
            return False
        if index is None:
            free = self._accepted.free_rows(shown)
            if not len(free):
                return False
            index = int(free[0])
        self._add(shown, [index], self.tr("Accept detection"))
        return True

    def accept_all(self, verifies: bool = False) -> int:
        """Turn every shown detection that is no object yet into one. Returns how many.

        `verifies` marks the image verified by the same undo command, also where there is none to turn.
        """
        shown = self.shown
        rows = [] if shown is None else [int(row) for row in self._accepted.free_rows(shown)]
        if shown is not None and rows:
            self._add(shown, rows, self.tr("Accept detections"), verifies)
        elif verifies:
            self._session.set_verified(True)
        return len(rows)

    def _add(self, shown: Detections, rows: list[int], text: str, verifies: bool = False) -> None:
        model = self._inference.model_key
        self._accepted.add(shown, rows, model, self._offered, text=text, verifies=verifies)

    @Slot()
    def _show(self) -> None:
        shown = self.shown
        if shown is None or shown is not self._announced:
            self._announced = shown
            self._selected = -1
            self.detections_shown.emit(shown)

    @Slot()
    def _on_image_changed(self) -> None:
        self._scoring.forget()
        self._accepted.forget()
        self._highlight.forget()
        self._offered = self._offered and self._offered.emptied()
        # The canvas has dropped what it showed.
        self._announced = None
        image = self._session.image
        kept = image and self._inference.kept(image.content_key)
        if kept or image is None:
            self._inference.cancel()
        if kept:
            # At once, with nothing shown in between: all panels are drawn once.
            self._take(kept)
            return
        self._set_run(None, None)
        if image is not None:
            self._later(self._look_up)

    def _look_up(self) -> None:
        """Show what an earlier run has left of the image; without one, run if that is wanted by itself."""
        image = self._session.image
        if image is None or self._run is not None:
            return
        if self.automatic:
            self.started.emit()
        source = RunSource.STORE_OR_NETWORK if self.automatic else RunSource.STORE
        self._inference.detect(image, self._filter.value, source)

    def _take(self, run: DetectionRun) -> None:
        """Show a run that the service keeps."""
        self._set_run(run, run.detections)
        if self._inference.filter_of(run.content_key) != self._filter.value:
            # The sliders have moved since.
            self._scoring.filter(run.scored, self._filter.value)

    def _set_run(self, run: DetectionRun | None, detections: Detections | None) -> None:
        self._run, self._detections = run, detections
        self.run_shown.emit(run)
        self._show()

    @Slot(object)
    def _on_succeeded(self, message: DetectSucceeded) -> None:
        image = self._session.image
        if image is None or message.run.content_key != image.content_key:
            return
        self._take(message.run)

    @Slot(object)
    def _on_failed(self, message: RequestFailed) -> None:
        self.failed.emit(message.message)

    @Slot(object)
    def _on_filtered(self, message: FilterSucceeded) -> None:
        if self._run is not None:
            self._detections = message.detections
            self._show()

    @Slot(object)
    def _on_model_loaded(self, info: ModelInfo) -> None:
        if info.class_names != self._class_names:
            # What was accepted is known by numbers of classes, which mean others now.
            self._class_names = info.class_names
            self._accepted.forget()
        self._set_run(None, None)
        self._look_up()
