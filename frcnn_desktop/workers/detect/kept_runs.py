"""Results held in memory for images that were seen or prefetched."""

from __future__ import annotations

from collections import OrderedDict

from frcnn_desktop.core.detections import DetectionFilter, DetectionRun

KEPT_RUNS = 64
"""About 1 MB each at 2,000 proposals and 20 classes."""


class KeptRuns:
    """Runs by the content of their image, each with the filter that made its detections; oldest out first."""

    def __init__(self) -> None:
        self._runs: OrderedDict[str, tuple[DetectionRun, DetectionFilter]] = OrderedDict()
        self.most = KEPT_RUNS

    def __len__(self) -> int:
        return len(self._runs)

    def __contains__(self, content_key: object) -> bool:
        return content_key in self._runs

    def get(self, content_key: str) -> DetectionRun | None:
        """Return the run of an image, which counts as used now."""
        if content_key not in self._runs:
            return None
        self._runs.move_to_end(content_key)
        return self._runs[content_key][0]

    def filter_of(self, content_key: str) -> DetectionFilter | None:
        """Return the filter that made the detections of a kept run; None: none is kept. Not a use of it."""
        return self._runs[content_key][1] if content_key in self._runs else None

    def put(self, run: DetectionRun, detection_filter: DetectionFilter) -> None:
        """Keep a run as the one used last; the oldest one goes when there are too many."""
        self._runs[run.content_key] = run, detection_filter
        self._runs.move_to_end(run.content_key)
        while len(self._runs) > self.most:
            self._runs.popitem(last=False)

    def clear(self) -> None:
        """Forget all runs, as for another model."""
        self._runs.clear()
