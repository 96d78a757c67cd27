"""One loaded detector for all threads."""

from __future__ import annotations

import threading

from frcnn_desktop.workers.base.right_of_way import RightOfWay
from frcnn_desktop.workers.detect.engine import Engine


class EngineHolder:
    """Hands the loaded engine to every thread: same read-only weights, no copy.

    `right_of_way` is taken while a box under the hand waits for its scores.
    """

    def __init__(self) -> None:
        self.right_of_way = RightOfWay()
        self._lock = threading.Lock()
        self._engine: Engine | None = None
        self._key = ""

    @property
    def key(self) -> str:
        """What names the loaded model in the store of runs, "" without one."""
        with self._lock:
            return self._key

    def get(self) -> Engine | None:
        """Return the loaded engine; None before the first model is loaded."""
        with self._lock:
            return self._engine

    def set(self, engine: Engine | None, key: str = "") -> None:
        """Hand out another engine from now on, or none; who has the old one may go on with it."""
        with self._lock:
            self._engine, self._key = engine, key


class ScoringEngine:
    """The engine as a thread that scores single boxes asks for it: the thread is set up before its first."""

    def __init__(self, holder: EngineHolder) -> None:
        self._holder = holder
        self._prepared = False

    def get(self) -> Engine | None:
        """Return the loaded engine, None without one. Call it in the scoring thread alone."""
        engine = self._holder.get()
        if engine is not None and not self._prepared:
            self._prepared = True
            engine.prepare_scoring_thread()
        return engine
