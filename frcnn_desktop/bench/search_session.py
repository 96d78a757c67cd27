"""One run of `bench search`: the window with a large set, in a process of its own."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from frcnn_desktop.bench.paint_watch import PaintWatch
from frcnn_desktop.bench.window_session import WindowSession
from frcnn_desktop.ui.app import Application, run_application
from frcnn_desktop.ui.browse.feature import BrowseFeature
from frcnn_desktop.ui.browse.search_field import SearchField

QUERIES = (
    "2010_00", "dog", "class:dog", "size:<32", "class:person difficult:1", "-class:dog objects:>3",
    "state:unverified width:>400", "by:unknown truncated:1 name:7",
)  # fmt: skip
_REST_S = 0.25
"""Between two characters; who types faster waits for the same work."""


class SearchSession(WindowSession):
    """Types each query into the field and empties it again."""

    def __init__(self, application: Application) -> None:
        super().__init__(application, interval=1)
        browse = application.feature(BrowseFeature)
        self.milliseconds: list[float] = []
        self.own_milliseconds: list[float] = []
        self.summarised_s = 0.0
        self._started, self._list_painted_at, self._own_at = time.perf_counter(), 0.0, 0.0
        self._field = browse.images.findChildren(SearchField)[0]
        self._list_watch = PaintWatch(browse.images.view.viewport(), self._on_list_painted)
        browse.services.folders.all_summarised.connect(self._on_summarised)

    def _steps(self) -> Iterator[bool]:
        while not self.summarised_s or not self.app.inference.model_key:
            yield True
        self.app.window.activateWindow()
        for query in QUERIES:
            self._field.setFocus()
            for character in query:
                yield from self._type(character)
            self._field.setText("")
            yield from self._rest(4 * _REST_S)

    def _type(self, character: str) -> Iterator[bool]:
        before, started, own = self._field.query, time.perf_counter(), time.thread_time()
        # The popup of completions has the keyboard while it is open, as when a person types.
        QTest.keyClicks(QApplication.activePopupWidget() or self._field, character)
        if self._field.query != before:
            while self._list_painted_at < started:
                yield True
            self.milliseconds.append((self._list_painted_at - started) * 1000)
            self.own_milliseconds.append((self._own_at - own) * 1000)
        yield from self._rest(_REST_S)

    def _rest(self, seconds: float) -> Iterator[bool]:
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:
            yield True

    def _on_list_painted(self) -> None:
        self._list_painted_at, self._own_at = time.perf_counter(), time.thread_time()

    def _on_summarised(self) -> None:
        self.summarised_s = time.perf_counter() - self._started


def measure(folder: Path) -> int:
    """Print the figures of one run as JSON."""
    sessions: list[SearchSession] = []
    run_application([folder], on_start=lambda application: sessions.append(SearchSession(application)))
    times = sorted(sessions[0].milliseconds)
    figures = {
        "filter_10k_ms": round(statistics.quantiles(times, n=20)[-1], 1),
        "filter_10k_median_ms": round(statistics.median(times), 1),
        "filter_10k_longest_ms": round(times[-1], 1),
        "filter_10k_own_ms": round(statistics.quantiles(sessions[0].own_milliseconds, n=20)[-1], 1),
        "characters": len(times),
        "summarised_s": round(sessions[0].summarised_s, 2),
    }
    print(json.dumps(figures))
    return 0
