"""What the walk through the stages needs beside a run, computed off the GUI thread.

Nothing starts before it is first asked for; torch, OpenCV and numba are imported in the thread "inside".
"""

from __future__ import annotations

import time
from functools import partial
from types import ModuleType

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal, Slot

from frcnn_desktop.core.abilities import Ability
from frcnn_desktop.core.boxes import Box, read_only
from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.core.messages import Message
from frcnn_desktop.explain.pooling_conventions import Region
from frcnn_desktop.explain.walk_stages import Segments, paint_segments
from frcnn_desktop.workers.base.jobs import Call, RequestSucceeded
from frcnn_desktop.workers.base.policies import Latest
from frcnn_desktop.workers.base.worker_thread import WorkerThread
from frcnn_desktop.workers.detect.engine_holder import EngineHolder
from frcnn_desktop.workers.inside.messages import ExampleReady, MapReady, SegmentsReady

DOING = Message("doing.looking_inside")


def map_features(holder: EngineHolder, image: LoadedImage, box: Box | None, call: Call) -> MapReady:
    """Give the feature map of an image, and a box of it pooled (None: the map alone)."""
    engine, key = holder.get(), image.content_key
    if engine is None or Ability.ENCODE not in engine.abilities:
        return MapReady(call.request_id, key, None, None)
    pooling = _pooling()
    # Kept features are handed out again; those of a run from an earlier day are made now.
    encoded = engine.encode(image.rgb, content_key=key)
    pooled = None if box is None else pooling.pool_box(encoded, box)
    return MapReady(call.request_id, key, pooling.feature_map(encoded, box), pooled)


def work_example(values: NDArray[np.float32], region: Region, bins: int, call: Call) -> ExampleReady:
    """Pool a region of a map. `values` rows x columns; `region` with its end cells; `bins` a side."""
    return ExampleReady(call.request_id, _pooling().pool_example(values, region, bins))


def _pooling() -> ModuleType:
    from frcnn_desktop.inference import inside_stages

    return inside_stages


def segment_image(image: LoadedImage, call: Call) -> SegmentsReady:
    """Segment as the fast search does first: its first colour space and scale, at the size it works at."""
    from frcnn_desktop.proposals import colour, modes, segment

    settings = modes.MODES["fast"]
    small = colour.shrink(image.rgb, settings.pixels)
    k, space = settings.scales[0], settings.colour_spaces[0]
    started = time.perf_counter()
    labels = segment(small, k=k, sigma=settings.sigma, min_size=settings.min_size, colour_space=space)
    seconds = time.perf_counter() - started
    count = int(labels.max(initial=-1)) + 1
    found = Segments(read_only(labels), count, k, settings.sigma, settings.min_size, space, seconds)
    return SegmentsReady(call.request_id, image.content_key, found, read_only(paint_segments(labels)))


class InsideStages(QObject):
    """Lives in the GUI thread. The newest request of each kind wins."""

    segments_ready = Signal(object)
    """SegmentsReady"""
    map_ready = Signal(object)
    """MapReady"""
    example_ready = Signal(object)
    """ExampleReady"""
    failed = Signal(object)
    """RequestFailed"""

    def __init__(self, holder: EngineHolder, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._holder = holder
        self._thread = WorkerThread("inside", self, gives_way=True)
        self._segments, self._maps, self._examples = (Latest(self._thread) for _ in range(3))
        self._segments.succeeded.connect(self._on_segmented)
        self._maps.succeeded.connect(self._on_mapped)
        self._examples.succeeded.connect(self._on_example)
        for requests in (self._segments, self._maps, self._examples):
            requests.failed.connect(self.failed)

    def segment(self, image: LoadedImage) -> int:
        """Ask for the segments of an image."""
        return self._segments.submit(partial(segment_image, image), DOING)

    def map(self, image: LoadedImage, box: Box | None) -> int:
        """Ask for the feature map of an image, and a box of it (image pixels) pooled."""
        return self._maps.submit(partial(map_features, self._holder, image, box), DOING)

    def example(self, values: NDArray[np.float32], region: Region, bins: int) -> int:
        """Ask what detector and torchvision make of a region of a map."""
        return self._examples.submit(partial(work_example, values, region, bins), DOING)

    def forget(self) -> None:
        """Drop what concerns an image: another one is open."""
        self._segments.cancel()
        self._maps.cancel()

    def shutdown(self) -> None:
        """Drop everything and end the thread, if it was ever started."""
        self._thread.stop()

    @Slot(object)
    def _on_segmented(self, message: RequestSucceeded) -> None:
        self.segments_ready.emit(message.result)

    @Slot(object)
    def _on_mapped(self, message: RequestSucceeded) -> None:
        self.map_ready.emit(message.result)

    @Slot(object)
    def _on_example(self, message: RequestSucceeded) -> None:
        self.example_ready.emit(message.result)
