"""The live detector: any box is scored while it is drawn or dragged, and tightened on request."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject, QPointF, QRect, Signal, Slot

from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.core.boxes import Box, as_box_array
from frcnn_desktop.core.detections import DetectionRun, ModelInfo
from frcnn_desktop.explain.meter import BoxMeter, class_scores, read_meter
from frcnn_desktop.ui.canvas.colours import class_colour
from frcnn_desktop.ui.feature import Context
from frcnn_desktop.ui.kit.localise import in_language
from frcnn_desktop.ui.live.meter_bars import MeterBars, MeterOverlay
from frcnn_desktop.workers.base.jobs import RequestFailed
from frcnn_desktop.workers.detect.inference_service import InferenceService
from frcnn_desktop.workers.detect.messages import ScoreSucceeded, SnapSucceeded


class LiveControl(QObject):
    """Shows the meter of the box under the hand, or of the one selected object, and snaps boxes.

    The features of the open image are already there, so a box costs one RoI pooling and two small layers.
    Requests are coalesced by the service; answers for a box that is gone are dropped here.
    """

    status_message = Signal(str)
    """A sentence for the status bar"""

    def __init__(self, context: Context, bars: MeterBars) -> None:
        super().__init__(context.shell)
        canvas, session, scoring = context.canvas, context.session, context.services.scoring
        self._canvas, self._bars, self._session, self._scoring = canvas, bars, session, scoring
        self._scores, self._settings = context.values.scores, context.settings
        self._origins, self._tightening = context.values.origins, context.values.tightening
        self._overlay = MeterOverlay(canvas.viewport())
        self._class_names: tuple[str, ...] = ()
        self._box: Box | None = None
        self._dragging = False
        self._snapping: dict[int, tuple[ObjectAnnotation, ...]] = {}
        self._asked: dict[int, Box] = {}
        for widget in (self._overlay, bars):
            widget.set_class_colours(class_colour)
        canvas.box_changing.connect(self._on_box_changing)
        canvas.box_drawn.connect(self._on_box_changing)
        canvas.gesture_ended.connect(self._on_gesture_ended)
        session.image_changed.connect(self._on_image_changed)
        session.selection_changed.connect(self._follow_selection)
        session.annotation_changed.connect(self._on_annotation_changed)
        self._follow(context.services.inference)
        scoring.scored.connect(self._on_scored)
        scoring.snapped.connect(self._on_snapped)
        self._tightening.tightened.connect(self._tighten)
        scoring.failed.connect(self._on_failed)

    def _follow(self, inference: InferenceService) -> None:
        inference.model_loaded.connect(self._on_model_loaded)
        inference.succeeded.connect(self._follow_selection)
        inference.prefetched.connect(self._on_prefetched)

    @Slot()
    def on_box_added(self) -> None:
        """Tighten a new object, if a person wants that of every one."""
        if self._settings.auto_snap:
            self.snap_selected()

    def snap_selected(self) -> None:
        """Tighten the selected objects."""
        self._snap([item.id for item in self._session.selected_objects])

    def snap_all(self) -> None:
        """Tighten every object of the image."""
        self._snap([item.id for item in self._session.objects])

    def _snap(self, ids: list[int]) -> None:
        image = self._session.image
        items = [item for item in self._session.objects if item.id in ids]
        self._asked |= {item.id: item.box for item in items}
        learnt = [item for item in items if item.name in self._tightening.names]
        known = [item for item in items if item.name in self._class_names and item not in learnt]
        if image is None or not items:
            return
        self._tightening.ask(learnt)
        if not known and learnt:
            return
        if not known:
            self.status_message.emit(
                self.tr("The model does not know this class, so it cannot tighten the box.")
            )
            return
        indices = np.array([self._class_names.index(item.name) + 1 for item in known], np.int64)
        boxes = as_box_array([item.box for item in known])
        self._snapping[self._scoring.snap(image.content_key, boxes, indices)] = tuple(known)

    def _ask(self, box: Box) -> None:
        image = self._session.image
        if image is not None and box[2] - box[0] >= 1 and box[3] - box[1] >= 1:
            self._box = box
            self._scoring.score(image.content_key, as_box_array([box]))

    def _forget(self) -> None:
        self._box = None
        self._scores.forget()
        self._bars.set_meter(None)
        self._overlay.hide()
        self._canvas.set_ghosts(())

    @Slot(tuple)
    def _on_box_changing(self, box: Box) -> None:
        self._dragging = True
        self._ask(box)

    @Slot()
    def _on_gesture_ended(self) -> None:
        self._dragging = False
        self._overlay.hide()
        self._canvas.set_ghosts(())

    @Slot()
    def _on_image_changed(self) -> None:
        self._snapping.clear()
        self._asked.clear()
        self._forget()

    @Slot()
    def _on_annotation_changed(self) -> None:
        self._canvas.set_ghosts(())
        self._follow_selection()

    @Slot()
    def _follow_selection(self) -> None:
        selected = self._session.selected_objects
        if self._dragging:
            return
        if len(selected) == 1:
            self._ask(selected[0].box)
        else:
            self._box = None
            self._bars.set_meter(None)

    @Slot(object)
    def _on_prefetched(self, run: DetectionRun) -> None:
        """The features of an image that was shown from the store have come."""
        image = self._session.image
        if image is not None and run.content_key == image.content_key:
            self._follow_selection()

    @Slot(object)
    def _on_model_loaded(self, info: ModelInfo) -> None:
        self._class_names = info.class_names

    @Slot(object)
    def _on_scored(self, message: ScoreSucceeded) -> None:
        if self._box is None:
            return
        meter = read_meter(message.scored)
        self._bars.set_meter(meter)
        self._scores.set(class_scores(message.scored))
        if self._dragging:
            self._show_beside_box(meter)

    def _show_beside_box(self, meter: BoxMeter) -> None:
        first = self._canvas.mapFromScene(QPointF(*meter.box[:2]))
        last = self._canvas.mapFromScene(QPointF(*meter.box[2:]))
        self._overlay.show_beside(QRect(first, last), meter)
        self._canvas.set_ghosts((meter.ghost,), class_colour(meter.best))

    @Slot(object)
    def _on_snapped(self, message: SnapSucceeded) -> None:
        boxes: dict[int, Box] = {}
        # A hand asks faster than boxes are answered: each answer is about what it was asked for.
        items = self._snapping.pop(message.request_id, ())
        for item, (x1, y1, x2, y2) in zip(items, message.boxes.tolist(), strict=False):
            boxes[item.id] = (x1, y1, x2, y2)
        self._tighten(boxes)

    @Slot(object)
    def _tighten(self, found: dict[int, Box]) -> None:
        """Give objects that are as they were the boxes that were found for them, as one command."""
        there = {item.id: item.box for item in self._session.objects}
        asked = {object_id: self._asked.pop(object_id, None) for object_id in found}
        boxes = {each: box for each, box in found.items() if there.get(each, ()) == asked[each]}
        if not boxes:
            return
        old = [there[object_id] for object_id in boxes]
        moved = [o for o, new in zip(old, boxes.values(), strict=True) if not np.allclose(o, new, atol=0.5)]
        if not moved:
            self.status_message.emit(self.tr("The box is already as tight as the model would draw it."))
            return
        self._origins.snap(boxes.keys() - self._session.views.locked)
        self._session.set_boxes(boxes, self.tr("Snap to object"))
        # Where the boxes were stays visible until the next edit.
        self._canvas.set_ghosts(moved)

    @Slot(object)
    def _on_failed(self, message: RequestFailed) -> None:
        self.status_message.emit(in_language(message.message))
