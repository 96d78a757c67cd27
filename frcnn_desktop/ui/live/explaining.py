"""Explain: which proposal covers a place best, its scores, and what became of it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QPointF, QRect, Signal, Slot

from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.core.detections import DetectionRun
from frcnn_desktop.explain.detection_story import Explanation, explain_box, explain_point
from frcnn_desktop.ui.annotate.editing import EditingControl
from frcnn_desktop.ui.canvas.colours import class_colour
from frcnn_desktop.ui.canvas.hit import boxes_at
from frcnn_desktop.ui.canvas.items.pointed import Pointed
from frcnn_desktop.ui.canvas.layers import LayerKind
from frcnn_desktop.ui.canvas.query_events import QueryEvents
from frcnn_desktop.ui.detect.detecting import DetectionControl
from frcnn_desktop.ui.feature import Context
from frcnn_desktop.ui.live.explain_card import ExplainCard
from frcnn_desktop.ui.live.explain_text import ExplainWords
from frcnn_desktop.ui.shell.action_ids import ActionId


class ExplainControl(QObject):
    """Answers Alt+click and the Explain command with a card beside the proposal that says most.

    `status_message(str)` brings a sentence for the status bar; `closed()` comes when the card has gone.
    """

    status_message = Signal(str)
    closed = Signal()

    def __init__(
        self, context: Context, events: QueryEvents, detection: DetectionControl, editing: EditingControl
    ) -> None:
        super().__init__(context.shell)
        canvas, session = context.canvas, context.session
        self._canvas, self._session = canvas, session
        self._highlight, self._filter = context.values.highlight, context.values.filter
        self._detection, self._editing = detection, editing
        self._words = ExplainWords(self)
        self._card = ExplainCard(canvas)
        self._card.set_class_colours(class_colour)
        self._cursor: tuple[float, float] | None = None
        self._shown: tuple[DetectionRun, Explanation] | None = None
        context.actions.bind(ActionId.EXPLAIN, self.explain_cursor)
        self._card.accepted.connect(self._on_accepted)
        self._card.closed.connect(self._on_closed)
        events.explain_wanted.connect(self.explain)
        events.left.connect(self._on_left)
        canvas.cursor_moved.connect(self._on_cursor)
        for changed in (
            canvas.zoom_changed,
            canvas.horizontalScrollBar().valueChanged,
            canvas.verticalScrollBar().valueChanged,
            canvas.mode_changed,
            session.annotation_changed,
            session.image_changed,
            detection.run_shown,
        ):
            changed.connect(self._card.close_card)

    @property
    def is_open(self) -> bool:
        """Whether the card is on the screen."""
        return self._card.is_open

    def explain_cursor(self) -> None:
        """Explain the place under the mouse; without one, the selected object."""
        selected = self._session.selected_objects
        if self._cursor is not None:
            self.explain(*self._cursor)
        elif len(selected) == 1:
            x1, y1, x2, y2 = selected[0].box
            self._explain((x1 + x2) / 2, (y1 + y2) / 2, selected[0])
        else:
            self.status_message.emit(self.tr("Point at a place of the photo first."))

    @Slot(float, float)
    def explain(self, x: float, y: float) -> None:
        """Explain a point of the photo (image pixels), or the object under it."""
        self._explain(x, y, self._object_at(x, y))

    def _explain(self, x: float, y: float, target: ObjectAnnotation | None) -> None:
        self._card.close_card()
        run, detections, settings = self._detection.run, self._detection.filtered, self._filter.value
        if run is None or detections is None:
            self.status_message.emit(self.tr("Nothing to explain yet: detect this image first."))
            return
        if target is not None:
            found = explain_box(run.scored, settings, detections, target.box)
        else:
            found = explain_point(run.scored, settings, detections, x, y)
        name = None if target is None else target.name
        point = self._canvas.mapFromScene(QPointF(x, y))
        if found is None:
            self._card.open_at(QRect(point, point), point, self._words.nothing(name), None)
            return
        self._shown = run, found
        self._show_outlines(found)
        text = self._words.card(found, settings, name)
        self._card.open_at(self._on_screen(found), point, text, found.meter)

    def _show_outlines(self, found: Explanation) -> None:
        """Show the proposal, how it is pooled, and, dashed, its regressed box or the better one that won."""
        self._highlight.show(found.row)
        self._canvas.highlight_box(Pointed(found.meter.box))
        better = found.outcome.suppressor
        ghost = found.meter.ghost if better is None else better.box
        self._canvas.set_ghosts((ghost,), class_colour(found.meter.best))

    def _on_screen(self, found: Explanation) -> QRect:
        x1, y1, x2, y2 = found.meter.box
        return QRect(self._canvas.mapFromScene(QPointF(x1, y1)), self._canvas.mapFromScene(QPointF(x2, y2)))

    def _object_at(self, x: float, y: float) -> ObjectAnnotation | None:
        if not self._canvas.layers.layer(LayerKind.OBJECTS).visible:
            return None
        items = {item.id: item for item in self._session.objects}
        ids = boxes_at(((item.id, item.box) for item in items.values()), x, y, 0)
        return items[ids[0]] if ids else None

    @Slot()
    def _on_accepted(self) -> None:
        if self._shown is None:
            return
        run, found = self._shown
        name = found.meter.best
        class_index = run.scored.class_names.index(name) + 1
        added = partial(self._mark, found.row, class_index)
        self._editing.add_box(found.meter.box, name, added)

    def _mark(self, row: int, class_index: int, object_id: int) -> None:
        self._detection.mark_accepted(object_id, row, class_index)

    @Slot()
    def _on_closed(self) -> None:
        if self._shown is not None:
            self._shown = None
            self._highlight.clear()
            self._canvas.highlight_box(None)
            self._canvas.set_ghosts(())
        self.closed.emit()

    @Slot(float, float)
    def _on_cursor(self, x: float, y: float) -> None:
        self._cursor = x, y

    @Slot()
    def _on_left(self) -> None:
        self._cursor = None
