"""What the walk through the stages needs beside a run, computed off the GUI thread.

Nothing starts before it is first asked for. Each kind of request has one place to wait in: while one is
worked on, only the newest waits, and an answer to an older one is dropped here.
"""

from __future__ import annotations

import itertools
import time
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal, Slot

from frcnn_desktop.core.boxes import Box, read_only
from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.explain.pooling_conventions import Region
from frcnn_desktop.explain.walk_stages import Segments, paint_segments
from frcnn_desktop.workers.base.lifecycle import WorkerThread, give_way_to_gui
from frcnn_desktop.workers.detect.inference_worker import EngineHolder, failure_text
from frcnn_desktop.workers.inside.inside_stage_messages import (
    Answer,
    ExampleReady,
    ExampleRequest,
    InsideFailed,
    MapReady,
    MapRequest,
    Request,
    SegmentsReady,
    SegmentsRequest,
)


@runtime_checkable
class Encoder(Protocol):
    """An engine that hands out encoded images; `inference.Predictor` is one."""

    def encode(self, rgb: NDArray[np.uint8], *, content_key: str = "") -> object: ...


class InsideWorker(QObject):
    """Its slot runs in the thread "inside"; torch, OpenCV and numba are imported there."""

    finished = Signal(object)

    def __init__(self, holder: EngineHolder) -> None:
        super().__init__()
        self._holder = holder

    @Slot(object)
    def work(self, request: Request) -> None:
        give_way_to_gui()
        try:
            self.finished.emit(self._answer(request))
        except Exception as error:  # an exception that leaves a slot would be lost
            self.finished.emit(InsideFailed(request.request_id, failure_text(error, "Looking inside")))

    def _answer(self, request: Request) -> Answer:
        if isinstance(request, SegmentsRequest):
            return _segmented(request)
        if isinstance(request, MapRequest):
            return self._mapped(request)
        from frcnn_desktop.inference.inside_stages import pool_example

        return ExampleReady(request.request_id, pool_example(request.values, request.region, request.bins))

    def _mapped(self, request: MapRequest) -> MapReady:
        engine, key = self._holder.get(), request.image.content_key
        if not isinstance(engine, Encoder):
            return MapReady(request.request_id, key, None, None)
        from frcnn_desktop.inference.encoded import EncodedImage
        from frcnn_desktop.inference.inside_stages import feature_map, pool_box

        # Kept features are handed out again; those of a run from an earlier day are made now.
        encoded = engine.encode(request.image.rgb, content_key=key)
        assert isinstance(encoded, EncodedImage)
        pooled = None if request.box is None else pool_box(encoded, request.box)
        return MapReady(request.request_id, key, feature_map(encoded, request.box), pooled)


def _segmented(request: SegmentsRequest) -> SegmentsReady:
    """Segment as the fast search does first: its first colour space and scale, at the size it works at."""
    from frcnn_desktop.proposals import segment
    from frcnn_desktop.proposals.colour import shrink
    from frcnn_desktop.proposals.modes import MODES

    settings = MODES["fast"]
    small = shrink(request.image.rgb, settings.pixels)
    k, space = settings.scales[0], settings.colour_spaces[0]
    started = time.perf_counter()
    labels = segment(small, k=k, sigma=settings.sigma, min_size=settings.min_size, colour_space=space)
    seconds = time.perf_counter() - started
    count = int(labels.max(initial=-1)) + 1
    found = Segments(read_only(labels), count, k, settings.sigma, settings.min_size, space, seconds)
    return SegmentsReady(
        request.request_id, request.image.content_key, found, read_only(paint_segments(labels))
    )


class InsideStages(QObject):
    """The GUI thread's side. It starts its thread with the first request."""

    segments_ready = Signal(object)
    """SegmentsReady"""
    map_ready = Signal(object)
    """MapReady"""
    example_ready = Signal(object)
    """ExampleReady"""
    failed = Signal(object)
    """InsideFailed"""

    _posted = Signal(object)

    def __init__(self, holder: EngineHolder, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ids = itertools.count(1)
        self._waiting: dict[type, Request] = {}
        self._newest: dict[type, int] = {}
        self._working: Request | None = None
        self._started = self._ended = False
        self._worker = InsideWorker(holder)
        self._thread = WorkerThread(self._worker, "inside", self)
        self._posted.connect(self._worker.work)
        self._worker.finished.connect(self._on_finished)

    def segment(self, image: LoadedImage) -> int:
        """Ask for the segments of an image."""
        return self._submit(SegmentsRequest(next(self._ids), image))

    def map(self, image: LoadedImage, box: Box | None) -> int:
        """Ask for the feature map of an image, and a box of it (image pixels) pooled."""
        return self._submit(MapRequest(next(self._ids), image, box))

    def example(self, values: NDArray[np.float32], region: Region, bins: int) -> int:
        """Ask what detector and torchvision make of a region of a map."""
        return self._submit(ExampleRequest(next(self._ids), values, region, bins))

    def forget(self) -> None:
        """Drop what concerns an image: another one is open."""
        for kind in (SegmentsRequest, MapRequest):
            self._waiting.pop(kind, None)
            self._newest[kind] = 0

    def shutdown(self) -> None:
        """Drop everything and end the thread, if it was ever started."""
        self._waiting.clear()
        self._newest.clear()
        self._ended = True
        if self._started:
            self._thread.stop()

    def _submit(self, request: Request) -> int:
        self._waiting[type(request)] = request
        self._newest[type(request)] = request.request_id
        self._post_next()
        return request.request_id

    def _post_next(self) -> None:
        if self._ended or self._working is not None or not self._waiting:
            return
        if not self._started:
            self._started = True
            self._thread.start()
        self._working = self._waiting.pop(next(iter(self._waiting)))
        self._posted.emit(self._working)

    @Slot(object)
    def _on_finished(self, message: Answer) -> None:
        request, self._working = self._working, None
        if request is not None and self._newest.get(type(request)) == request.request_id:
            self._deliver(message)
        self._post_next()

    def _deliver(self, message: Answer) -> None:
        if isinstance(message, SegmentsReady):
            self.segments_ready.emit(message)
        elif isinstance(message, MapReady):
            self.map_ready.emit(message)
        elif isinstance(message, ExampleReady):
            self.example_ready.emit(message)
        else:
            self.failed.emit(message)
