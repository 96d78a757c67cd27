"""The suggestions of the open image: shown in the place of detections, and answered."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Slot

from frcnn_desktop.core.detections import DetectionRun, Detections
from frcnn_desktop.ui.annotate.editing import EditingControl
from frcnn_desktop.ui.browse.workspace import Workspace
from frcnn_desktop.ui.detect.detecting import DetectionControl
from frcnn_desktop.ui.detect.offer import Offer
from frcnn_desktop.ui.feature import Context
from frcnn_desktop.ui.learn.set_decisions import SetDecisions
from frcnn_desktop.ui.learn.suggested import (
    Suggested,
    as_detections,
    joined,
    of_other_classes,
    open_rows,
    suggested_of,
)
from frcnn_desktop.ui.learn.suggestion_source import SuggestionSource
from frcnn_desktop.ui.shell.action_ids import ActionId, Need
from frcnn_desktop.workers.learning.messages import BoxesSnapped, BoxToSnap, ImageSuggestions
from frcnn_desktop.workers.learning.service import LearningService

A = ActionId


class SuggestionsControl(QObject):
    """While it is on, suggestions stand in for the detections of the open image.

    What is shown changes with the next image or when a person asks, never because a refit has ended.
    """

    def __init__(self, context: Context, service: LearningService, decisions: SetDecisions) -> None:
        super().__init__(context.shell)
        self._shell, self._actions, self._session = context.shell, context.actions, context.session
        self._filter, self._inference = context.values.filter, context.services.inference
        self._detection, self._service = DetectionControl.of(context), service
        self._decisions, self._catalogue = decisions, Workspace.of(context).catalogue
        self._source = SuggestionSource(context, service)
        self._on = self._others = False
        self._taken = 0
        self._forget_open()
        self._connect(context)

    def _connect(self, context: Context) -> None:
        session, detection = self._session, self._detection
        session.image_changed.connect(self._on_image)
        session.annotation_changed.connect(self._show)
        session.selection_changed.connect(self._lend_keys)
        detection.run_shown.connect(self._on_run)
        detection.detections_shown.connect(self._lend_keys)
        self._filter.changed.connect(self._show)
        EditingControl.of(context).class_used.connect(self._on_class)
        self._source.arrived.connect(self._on_suggested)
        self._source.state_changed.connect(self._on_state)
        self._service.snapped.connect(self._on_snapped)
        self._inference.model_loaded.connect(self._show)
        for name, command in ((A.REJECT, self._reject), (A.SNAP_SUGGESTION, self._snap),
                              (A.SUGGEST_AGAIN, self._ask_again)):  # fmt: skip
            self._actions.bind(name, command)
        self._actions[A.OTHER_CLASSES].toggled.connect(self._on_others)

    @property
    def shown(self) -> int:
        """How many suggestions of the open image wait for an answer."""
        return len(self._rows)

    def set_on(self, on: bool) -> None:
        """Let suggestions stand in for detections, or not."""
        self._on = on
        self._source.set_on(on)
        self.forget()

    def forget(self) -> None:
        """Another data set or model: nothing that was suggested holds any more."""
        self._source.forget()
        self._taken = 0
        self._forget_open()
        self._show()

    def look(self) -> None:
        """Learning has begun: ask for the suggestions of the open image."""
        self._source.ask()

    def _forget_open(self) -> None:
        self._suggested: tuple[Suggested, ...] | None = None
        self._rows: tuple[int, ...] = ()
        self._stale = False
        self._offered: Offer | None = None

    @Slot()
    def _on_image(self) -> None:
        self._forget_open()
        image = self._session.image
        newest = self._source.newest(image.content_key) if image is not None else None
        if newest is not None:
            self._take(newest)
            return
        self._show()
        self._source.ask_when_detected()

    @Slot(object)
    def _on_run(self, run: DetectionRun | None) -> None:
        # Only now are the features there: before, they would be made twice.
        if run is not None and self._suggested is None:
            self._source.ask()

    def _ask_again(self) -> None:
        """Show what has been learnt since, also where the person has answered."""
        self._suggested = None
        if self._session.image is not None:
            self._decisions.take_back(self._session.image.content_key)
        self._source.ask(again=True)
        self._show()

    @Slot(object)
    def _on_suggested(self, message: ImageSuggestions) -> None:
        if self._suggested is None:
            self._take(message)

    def _take(self, message: ImageSuggestions) -> None:
        self._suggested = suggested_of(message)
        self._stale = message.heads != self._source.state.taken
        self._show()

    @Slot()
    def _show(self, *_model: object) -> None:
        """Offer what waits for an answer, if that has changed."""
        if not self._on:
            if self._detection.offered is not None:
                self._detection.offer(None)
            return
        hidden = self._filter.value.hidden_classes
        everything = self._suggested or ()
        self._rows = open_rows(everything, self._session.objects, hidden)
        rows = [everything[row] for row in self._rows]
        found = as_detections(rows)
        others = self._other_classes(rows)
        offered = Offer(
            found if others is None else joined(found, others),
            frozenset(range(len(rows))),
            self._message(),
            frozenset(row for row, each in enumerate(rows) if each.box != each.made),
        )
        if self._offered is None or not offered.shows_the_same_as(self._offered):
            self._offered = offered
            self._detection.offer(offered)
        self._lend_keys()

    def _other_classes(self, suggested: list[Suggested]) -> Detections | None:
        """Return detections of classes that the set does not have, where nothing is suggested; None when they
        are not wanted."""
        found = self._detection.filtered if self._others else None
        if found is None:
            return None
        taken = [*(item.box for item in self._session.objects), *(each.box for each in suggested)]
        return of_other_classes(found, frozenset(self._source.state.class_names), taken)

    def _message(self) -> str:
        if self._session.image is None:
            return ""
        if self._stale:
            key = self._actions.key_text(A.SUGGEST_AGAIN)
            return self.tr("Something was learnt since. {key} suggests again.").format(key=key)
        state = self._source.state
        if self._inference.holder.get() is None:
            return self.tr("No model is loaded: nothing is learnt, and nothing is suggested.")
        begun = state.taken or state.heads or state.class_names
        if not begun and not any(entry.objects for entry in self._catalogue.entries):
            return self.tr("Suggestions come once an image with objects is saved.")
        if self._suggested is None:
            return self.tr("Looking for objects to suggest…")
        return self.tr("There is nothing to suggest here.")

    @Slot(bool)
    def _on_others(self, on: bool) -> None:
        self._others = on
        self._show()

    @Slot()
    def _on_state(self) -> None:
        if self._taken != self._source.state.taken:
            self._taken = self._source.state.taken
            self._stale = self._session.image is not None
        self._show()

    @property
    def _current(self) -> int:
        """The index of the suggestion that a key answers: the selected one, else the best; -1 for none."""
        selected = self._detection.selected
        if selected < 0:
            return self._rows[0] if self._rows else -1
        return self._rows[selected] if selected < len(self._rows) else -1

    @Slot()
    def _lend_keys(self) -> None:
        """Del, Backspace and S are about suggestions while no object is selected."""
        there = self._on and bool(self._rows) and not self._session.selection
        self._actions.set_available(Need.SUGGESTION, there)
        self._actions.lend_keys(A.DELETE, A.REJECT, there)
        self._actions.lend_keys(A.SNAP, A.SNAP_SUGGESTION, there)

    def _change(self, index: int, changed: Suggested, *, select: bool) -> None:
        if self._suggested is None:
            return
        before, after = self._suggested[:index], self._suggested[index + 1 :]
        self._suggested = (*before, changed, *after)
        self._show()
        if select and index in self._rows:
            self._detection.select(self._rows.index(index))

    def _reject(self) -> None:
        image, index = self._session.image, self._current
        if image is None or self._suggested is None or index < 0:
            return
        each = self._suggested[index]
        self._decisions.reject(image.content_key, each.made, each.made_name)
        self._source.forget_image(image.content_key)
        self._change(index, replace(each, rejected=True), select=False)
        key = self._actions.key_text(A.SUGGEST_AGAIN)
        text = self.tr("Rejected: there is no {name} here. {key} suggests it again.")
        self._shell.status(text.format(name=each.name, key=key))

    @Slot(str)
    def _on_class(self, name: str) -> None:
        index = self._current
        if self._suggested is not None and index >= 0 and self._detection.selected >= 0:
            self._change(index, replace(self._suggested[index], name=name), select=True)

    def _snap(self) -> None:
        image, index = self._session.image, self._current
        if image is not None and self._suggested is not None and index >= 0:
            each = self._suggested[index]
            self._service.snap(image, [BoxToSnap(each.box, each.name)])

    @Slot(object)
    def _on_snapped(self, message: BoxesSnapped) -> None:
        image = self._session.image
        if image is None or image.content_key != message.content_key:
            return
        asked, box = message.asked[0], message.boxes[0]
        for index in self._rows:
            each = (self._suggested or ())[index]
            if asked.object_id is None and each.box == asked.box:
                self._change(index, replace(each, box=box), select=True)
                return
