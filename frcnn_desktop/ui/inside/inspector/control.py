"""The box that is inspected: the one under the hand, the selected one, or the proposal pointed at."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from frcnn_desktop.core.boxes import Box
from frcnn_desktop.explain.roi_inspection import RoiQuery
from frcnn_desktop.ui.annotate.editing import EditingControl
from frcnn_desktop.ui.detect.detecting import DetectionControl
from frcnn_desktop.ui.feature import Context
from frcnn_desktop.ui.inside.inspector.panel import InspectorPanel
from frcnn_desktop.ui.kit.localise import in_language
from frcnn_desktop.workers.base.jobs import RequestFailed
from frcnn_desktop.workers.inside.inspect import InspectorService, InspectSucceeded

_LINGER_MS = 200
"""A box stays this long after it was let go, so that the views do not blink between two proposals."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What is inspected: `box` in image pixels, `row` of its proposal (None: it is none), `class_index` of
    a detection (None: the best class), `title` its name for people."""

    box: Box
    title: str
    row: int | None = None
    class_index: int | None = None


class InspectorControl(QObject):
    """Asks about the newest box while the panel is open, and shows the answers.

    `status_message(str)` brings a sentence for the status bar.
    """

    status_message = Signal(str)

    def __init__(
        self, context: Context, panel: InspectorPanel, detection: DetectionControl, service: InspectorService
    ) -> None:
        # It belongs to the panel: a timer or a signal must not reach it once the panel is gone.
        super().__init__(panel)
        self._panel, self._session, self._highlight = panel, context.session, context.values.highlight
        self._detection, self._inference, self._service = detection, context.services.inference, service
        self._subject: Subject | None = None
        self._dragging = self._unnamed = False
        self._picked_class: int | None = None
        self._letting_go = QTimer(self, interval=_LINGER_MS, singleShot=True)
        self._letting_go.timeout.connect(self._on_let_go)
        self._follow_document(context)
        detection.run_shown.connect(self._ask)
        detection.detections_shown.connect(self._ask)
        self._inference.prefetched.connect(self._ask)
        self._inference.model_loaded.connect(self._on_model)
        panel.choice_changed.connect(self._ask)
        panel.class_picked.connect(self._on_class)
        panel.seen_changed.connect(self._on_seen)
        panel.sentence_changed.connect(self.status_message)
        service.inspected.connect(self._on_inspected)
        service.missing.connect(self._on_missing)
        service.failed.connect(self._on_failed)

    def _follow_document(self, context: Context) -> None:
        canvas, session = context.canvas, context.session
        canvas.box_changing.connect(self._on_box_changing)
        canvas.box_drawn.connect(self._on_box_drawn)
        canvas.gesture_ended.connect(self._on_gesture_ended)
        self._highlight.changed.connect(self._on_proposal)
        session.image_changed.connect(self._on_image_changed)
        session.pixels_came.connect(self._panel.take_pixels)
        session.selection_changed.connect(self._follow_selection)
        session.annotation_changed.connect(self._follow_selection)
        EditingControl.of(context).class_choice_cancelled.connect(self._on_class_choice_cancelled)

    @property
    def subject(self) -> Subject | None:
        """What is inspected."""
        return self._subject

    def _set_subject(self, subject: Subject) -> None:
        self._letting_go.stop()
        if self._subject is None or subject.row != self._subject.row or subject.row is not None:
            self._picked_class = None
        self._subject = subject
        self._ask()

    @Slot()
    def _ask(self) -> None:
        subject, image = self._subject, self._session.image
        if subject is None or image is None or not self._panel.isVisible():
            return
        run = self._detection.run
        query = RoiQuery(
            image.content_key,
            subject.box,
            self._panel.choice,
            subject.row,
            self._picked_class or subject.class_index,
            None if run is None else run.scored,
            self._detection.filter,
        )
        self._service.inspect(query)

    @Slot(tuple)
    def _on_box_changing(self, box: Box) -> None:
        self._dragging = True
        if box[2] - box[0] >= 1 and box[3] - box[1] >= 1:
            self._set_subject(Subject(box, self.tr("Your box")))

    @Slot(tuple)
    def _on_box_drawn(self, box: Box) -> None:
        self._on_box_changing(box)
        self._unnamed = True

    @Slot()
    def _on_gesture_ended(self) -> None:
        self._dragging = False
        if not self._unnamed:
            self._follow_selection()

    @Slot()
    def _on_class_choice_cancelled(self) -> None:
        """A box that was drawn got no class and is gone."""
        self._dragging = False
        self._follow_selection()

    @Slot()
    def _follow_selection(self) -> None:
        selected = self._session.selected_objects
        if self._dragging:
            return
        self._unnamed = False
        if len(selected) == 1:
            title = self.tr("Object: {name}").format(name=selected[0].name)
            self._set_subject(Subject(selected[0].box, title))
        elif self._subject is not None and self._subject.row is None:
            self._letting_go.start()

    @Slot(object)
    def _on_proposal(self, row: int | None) -> None:
        run = self._detection.run
        if row is None or run is None:
            if self._subject is not None and self._subject.row is not None:
                self._letting_go.start()
            return
        x1, y1, x2, y2 = run.scored.boxes[row].tolist()
        title = self.tr("Proposal {rank} of {count}").format(rank=row + 1, count=len(run.scored))
        class_index = self._highlight.class_index
        if class_index is not None:
            text = self.tr("Detection: {name} (proposal {rank})")
            title = text.format(name=run.scored.class_names[class_index - 1], rank=row + 1)
        self._set_subject(Subject((x1, y1, x2, y2), title, row, class_index))

    @Slot()
    def _on_let_go(self) -> None:
        self._subject = None
        self._service.forget()
        self._panel.show_message(self._panel.nothing_selected())
        self._follow_selection()

    @Slot()
    def _on_image_changed(self) -> None:
        self._letting_go.stop()
        self._subject, self._picked_class = None, None
        self._dragging = self._unnamed = False
        self._service.forget()
        self._panel.set_photo(self._session.image)

    @Slot()
    def _on_model(self) -> None:
        self._panel.forget_pooling()
        if self._subject is not None and self._subject.row is not None:
            # Another model has proposals of its own.
            self._on_let_go()

    @Slot(int)
    def _on_class(self, class_index: int) -> None:
        self._picked_class = None if class_index == self._picked_class else class_index
        self._ask()

    @Slot(bool)
    def _on_seen(self, seen: bool) -> None:
        if seen:
            self._ask()
        else:
            self._service.forget()

    @Slot(object)
    def _on_inspected(self, message: InspectSucceeded) -> None:
        subject, image = self._subject, self._session.image
        found = message.inspection
        if subject is not None and image is not None and found.query.content_key == image.content_key:
            self._panel.show_inspection(subject.title, found)

    @Slot(object)
    def _on_missing(self, _message: object) -> None:
        if self._inference.holder.get() is None:
            self._panel.show_message(self.tr("The model is still being loaded."))
        else:
            self._panel.show_message(
                self.tr("The feature map of this image is not there yet: detect the image first.")
            )

    @Slot(object)
    def _on_failed(self, message: RequestFailed) -> None:
        self._panel.show_message(in_language(message.message))
