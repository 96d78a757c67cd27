"""Picking a proposal: the mouse points at it, the wheel goes on to the next, a click makes it an object."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from frcnn_desktop.core.boxes import Box
from frcnn_desktop.core.detections import ScoredRois
from frcnn_desktop.explain.detection_story import proposals_at
from frcnn_desktop.explain.meter import class_scores, read_meter
from frcnn_desktop.ui.annotate.editing import EditingControl
from frcnn_desktop.ui.canvas.colours import class_colour
from frcnn_desktop.ui.canvas.items.pointed import Pointed
from frcnn_desktop.ui.canvas.modes import CanvasMode
from frcnn_desktop.ui.canvas.query_events import QueryEvents
from frcnn_desktop.ui.detect.detecting import DetectionControl
from frcnn_desktop.ui.feature import Context
from frcnn_desktop.ui.live.explaining import ExplainControl
from frcnn_desktop.ui.shell.action_ids import ActionId


class PickingControl(QObject):
    """Shows, in PICK mode, the proposals under the cursor one at a time, the best score of a class first.

    One that was chosen with the wheel stays while the mouse moves within it. `status_message(str)` brings a
    sentence for the status bar.
    """

    status_message = Signal(str)

    def __init__(
        self,
        context: Context,
        events: QueryEvents,
        detection: DetectionControl,
        editing: EditingControl,
        explaining: ExplainControl,
    ) -> None:
        super().__init__(context.shell)
        canvas = context.canvas
        self._canvas, self._highlight = canvas, context.values.highlight
        self._detection, self._editing, self._explaining = detection, editing, explaining
        self._cursor: tuple[float, float] | None = None
        self._rows: list[int] = []
        self._place = 0
        self._chosen: int | None = None
        self._explained = False
        context.actions.bind(ActionId.PICK, self._switch_mode)
        canvas.mode_changed.connect(self._on_mode)
        canvas.cursor_moved.connect(self._on_cursor)
        events.left.connect(self._on_left)
        events.wheel_turned.connect(self._on_wheel)
        events.pick_wanted.connect(self._on_click)
        detection.run_shown.connect(self._on_run)
        explaining.closed.connect(self._look)

    @property
    def current(self) -> int | None:
        """The row of the proposal that a click takes."""
        return self._rows[self._place] if self._rows else None

    @property
    def _scored(self) -> ScoredRois | None:
        run = self._detection.run
        return None if run is None else run.scored

    @property
    def _paused(self) -> bool:
        """Whether something else is asked about, so that the outline must stay as it is."""
        return self._canvas.mode is not CanvasMode.PICK or self._editing.asking or self._explaining.is_open

    @Slot()
    def _look(self) -> None:
        """Find the proposals under the cursor and point one of them out."""
        if self._paused:
            return
        self._rows = self._rows_here()
        if self._chosen not in self._rows:
            self._chosen = None
        self._place = 0 if self._chosen is None else self._rows.index(self._chosen)
        self._show()

    def _rows_here(self) -> list[int]:
        scored = self._scored
        if scored is None or self._cursor is None:
            return []
        taken = self._detection.accepted_proposals
        return [row for row in proposals_at(scored, *self._cursor).tolist() if row not in taken]

    def _show(self) -> None:
        scored, row = self._scored, self.current
        if scored is None or row is None:
            self._highlight.clear()
            self._canvas.highlight_box(None)
            return
        self._highlight.show(row)
        meter = read_meter(scored, row)
        place = self.tr("{place} of {count}").format(place=self._place + 1, count=len(self._rows))
        name, score = meter.top[0] if meter.top else ("", 0.0)
        colour = class_colour(name)
        self._canvas.highlight_box(
            Pointed(
                meter.box,
                f"{name} {score:.2f}" if name else place,
                place if name else "",
                (colour.red(), colour.green(), colour.blue()),
            )
        )

    def _hide(self) -> None:
        self._rows, self._place, self._chosen = [], 0, None
        self._show()

    def _switch_mode(self) -> None:
        picking = self._canvas.mode is CanvasMode.PICK
        self._canvas.set_mode(CanvasMode.SELECT if picking else CanvasMode.PICK)

    @Slot(object)
    def _on_mode(self, mode: CanvasMode) -> None:
        if mode is not CanvasMode.PICK:
            if self._rows:
                self._hide()
            if self._explained:
                # How picking works does not matter any more.
                self._explained = False
                self.status_message.emit("")
            return
        self._explained = True
        if self._scored is None:
            self.status_message.emit(self.tr("There are no proposals yet: detect this image first."))
        else:
            self.status_message.emit(self.tr("Click makes the proposal an object, the wheel shows the next."))
        self._look()

    @Slot(float, float)
    def _on_cursor(self, x: float, y: float) -> None:
        self._cursor = x, y
        self._look()

    @Slot()
    def _on_left(self) -> None:
        self._cursor = None
        self._look()

    @Slot(int)
    def _on_wheel(self, steps: int) -> None:
        if self._rows and not self._paused:
            self._place = (self._place + steps) % len(self._rows)
            self._chosen = self.current
            self._show()

    @Slot(float, float)
    def _on_click(self, x: float, y: float) -> None:
        self._cursor = x, y
        self._look()
        scored, row = self._scored, self.current
        if scored is None or row is None:
            self.status_message.emit(self.tr("No proposal holds this point."))
            return
        x1, y1, x2, y2 = scored.boxes[row].tolist()
        box: Box = x1, y1, x2, y2
        added = partial(self._mark, row, scored)
        self._editing.offer_box(box, class_scores(scored, row), added)

    def _mark(self, row: int, scored: ScoredRois, object_id: int) -> None:
        self._detection.mark_accepted(object_id, row, int(scored.scores[row, 1:].argmax()) + 1)
        # Nothing hides the new object until the mouse moves on.
        self._hide()

    @Slot()
    def _on_run(self) -> None:
        if self._canvas.mode is CanvasMode.PICK:
            self._hide()
            self._look()
