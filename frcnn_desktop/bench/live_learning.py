"""The measured session of `bench live --learning`."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt, Slot
from PySide6.QtTest import QTest

from frcnn_desktop.bench.give_way import WatchedRightOfWay
from frcnn_desktop.bench.live_session import PREFETCHED, Session
from frcnn_desktop.bench.made_photos import VOC_SIZE, make_photos
from frcnn_desktop.bench.window_session import never
from frcnn_desktop.core.annotation import ObjectAnnotation
from frcnn_desktop.ui.app import Application, make_qt_application, run_until_closed
from frcnn_desktop.ui.learn.feature import LearnFeature
from frcnn_desktop.ui.shell.action_ids import ActionId
from frcnn_desktop.workers.learning.messages import RefitEnded

LABELLED = 100
NEXT_IMAGES = 10
"""In each half of the walk."""
REST_S = 2.0
"""After a refit the images ahead are judged anew."""
AT_REST = 3
"""Refits beside which nobody works."""
_UNLABELLED = 2 * NEXT_IMAGES + 5
_FIRST = 5
_LONGEST_S = 60.0
_MOMENTS_S = 0.15
_AFTER_S = 1.0
"""A drag goes on for so long when its refit has ended: the images ahead are judged with the new head."""
_KINDS = "score_one_box", "meter", "next_image"
_SAVE = Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier


class Half:
    """What was measured while refits ran, or while none did: milliseconds of each kind, seconds of drags."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.times: dict[str, list[float]] = {name: [] for name in _KINDS}
        self.drags: list[float] = []


class LearningSession(Session):
    """Learns a first object, then a labelled folder; then drags and walks on, now beside a refit, now not."""

    def __init__(self, application: Application, photos: list[Path], seconds: float) -> None:
        """`photos`: first those that are listed, `LABELLED` of them with annotations, then those that keep
        the detector busy. Another folder is open, in which nothing is labelled."""
        super().__init__(application, [], seconds)
        self._listed, self._beyond = photos[:-PREFETCHED], photos[-PREFETCHED:]
        self.refitting, self.at_rest = Half("refitting"), Half("at rest")
        self._aside = self.times
        self.first: RefitEnded | None = None
        self.alone: list[RefitEnded] = []
        self.dragged: list[RefitEnded] = []
        self.saved_to_head_s: list[float] = []
        self._begun = self._learnt = self._busy = False
        self._ended: RefitEnded | None = None
        self._ended_at = 0.0
        holder = application.inference.holder
        self.right_of_way = WatchedRightOfWay.watch(holder.right_of_way, "refit")
        service = application.feature(LearnFeature).service
        service.begun.connect(self._on_learning_begun)
        service.folder.finished.connect(self._on_folder_learnt)
        service.refitting_changed.connect(self._on_refitting_changed)
        service.refitted.connect(self._on_refitted)

    def _steps(self) -> Iterator[bool]:
        while self.app.detection.run is None:
            yield True
        yield from self._learn_first()
        yield from self._learn_folder()
        for _ in range(AT_REST):
            yield from self._refit_alone()
        while sum(self.refitting.drags) < self._seconds:
            yield from self._drag_beside_refit()
            yield from self._drag_at_rest()
        for step in range(NEXT_IMAGES):
            yield from self._walk_beside_refit(step)
            yield from self._walk_at_rest()

    def _learn_first(self) -> Iterator[bool]:
        self.app.actions[ActionId.LEARN].trigger()
        while not self._begun:
            yield True
        yield from self._rest(REST_S)
        saved_at = self._save()
        while self._ended is None or not self._ended.taken:
            yield True
        self.first = self._ended
        self.saved_to_head_s.append(self._ended_at - saved_at)

    def _learn_folder(self) -> Iterator[bool]:
        self.app.workspace.open_paths(self._listed, at=self._listed[LABELLED])
        while not self._learnt or self.app.detection.run is None:
            yield True
        yield from self._until_at_rest()

    def _until_at_rest(self) -> Iterator[bool]:
        yield from self._rest(REST_S / 2)
        while self._busy:
            yield True
        yield from self._rest(REST_S)

    def _refit_alone(self) -> Iterator[bool]:
        self._save()
        while self._ended is None:
            yield True
        self.alone.append(self._ended)
        yield from self._until_at_rest()

    def _drag_beside_refit(self) -> Iterator[bool]:
        self._prefetch_others()
        saved_at = self._save()
        yield from self._drag_in(self.refitting, _LONGEST_S, self._is_over)
        if self._ended is not None:
            self.dragged.append(self._ended)
            self.saved_to_head_s.append(self._ended_at - saved_at)
        yield from self._until_at_rest()

    def _is_over(self) -> bool:
        return self._ended is not None and time.perf_counter() - self._ended_at > _AFTER_S

    def _drag_at_rest(self) -> Iterator[bool]:
        self._prefetch_others()
        yield from self._drag_in(self.at_rest, self.refitting.drags[-1])

    def _drag_in(self, half: Half, seconds: float, enough: Callable[[], bool] = never) -> Iterator[bool]:
        started = time.perf_counter()
        self.times = half.times
        self.stalls.enter(half.name)
        yield from self._drag_box(seconds, enough)
        self.stalls.stop()
        self.times = self._aside
        half.drags.append(time.perf_counter() - started)
        self._stop_prefetching()

    def _walk_beside_refit(self, step: int) -> Iterator[bool]:
        """Go on at different moments of a refit."""
        key = self._key_of_next()
        while not self._busy:
            self._save()
            while not self._busy and self._ended is None:
                yield True
            yield from self._rest(step * _MOMENTS_S)
            while self._busy and self.app.inference.kept(key) is None:
                yield True
        yield from self._go_on_in(self.refitting, key)

    def _walk_at_rest(self) -> Iterator[bool]:
        key = self._key_of_next()
        yield from self._until_at_rest()
        while self.app.inference.kept(key) is None:
            yield True
        yield from self._go_on_in(self.at_rest, key)

    def _go_on_in(self, half: Half, key: str) -> Iterator[bool]:
        self.times = half.times
        yield from self._go_on(key)
        self.times = self._aside

    def _save(self) -> float:
        """Move an object of the open image, or add one, and save it by its key; a refit follows. Returns when
        the key was pressed."""
        session, canvas = self.app.session, self.app.canvas
        canvas.setFocus()
        if session.objects:
            session.select([session.objects[-1].id])
            QTest.keyClick(canvas, Qt.Key.Key_Right)
        else:
            width, height = VOC_SIZE
            session.add_objects([ObjectAnnotation("face", (width / 4, height / 4, width / 2, height / 2))])
        self._ended, saved_at = None, time.perf_counter()
        QTest.keyClick(canvas, *_SAVE)
        return saved_at

    @Slot(object)
    def _on_learning_begun(self, _state: object) -> None:
        self._begun = True

    @Slot(int)
    def _on_folder_learnt(self, _failed: int) -> None:
        self._learnt = True

    @Slot(bool)
    def _on_refitting_changed(self, refitting: bool) -> None:
        self._busy = refitting
        self.right_of_way.set_working(refitting)

    @Slot(object)
    def _on_refitted(self, message: RefitEnded) -> None:
        self._ended, self._ended_at = message, time.perf_counter()

    def figures(self) -> dict[str, float]:
        """Return p95 in milliseconds of each kind of answer while refits run, the same at rest, and their
        ratio; and what refits took."""
        figures: dict[str, float] = {}
        for name in _KINDS:
            beside, alone = (np.percentile(half.times[name], 95) for half in (self.refitting, self.at_rest))
            figures |= {f"{name}_p95_ms": beside, f"{name}_at_rest_p95_ms": alone}
            figures[f"{name}_ratio"] = beside / alone
        stalls = [max(self.stalls.phases[half.name].gaps) for half in (self.refitting, self.at_rest)]
        figures |= {"gui_stall_max_ms": stalls[0], "gui_stall_at_rest_max_ms": stalls[1]}
        waits, seconds = self.right_of_way.times, [each.seconds for each in self.dragged]
        figures |= {"give_way_p95_ms": np.percentile(waits, 95), "give_way_max_ms": max(waits)}
        figures["give_way_worked_p95_ms"] = np.percentile(self.right_of_way.worked, 95)
        assert self.first is not None
        figures |= {
            "refit_first_s": self.first.seconds,
            "saved_to_first_head_s": self.saved_to_head_s[0],
            "refit_p50_s": np.percentile(seconds, 50),
            "refit_p95_s": np.percentile(seconds, 95),
            "refit_at_rest_p50_s": np.percentile([each.seconds for each in self.alone], 50),
            "saved_to_head_p95_s": np.percentile(self.saved_to_head_s[1:], 95),
            "refits_while_dragging_count": len(seconds),
            "give_way_count": len(waits),
        }
        counts = {f"{name}_count": len(times) for name, times in self.refitting.times.items()}
        return {name: float(value) for name, value in (figures | counts).items()}


def measure_live_learning(seconds: float) -> dict[str, float]:
    """Return the figures of a session on photos made for it."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as root:
        first = make_photos(Path(root) / "first", _FIRST, VOC_SIZE)
        photos = make_photos(
            Path(root) / "labelled", LABELLED + _UNLABELLED + PREFETCHED, VOC_SIZE, labelled=LABELLED
        )
        qt_application = make_qt_application()
        application = Application()
        session = LearningSession(application, photos, seconds)
        run_until_closed(qt_application, application, lambda: application.start(first))
        session.raise_problem()
        return session.figures()
