"""Loading models and running whole images. All of it runs in the inference thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from frcnn_desktop.core.detections import DetectionRun
from frcnn_desktop.core.errors import Cancelled, FrcnnError
from frcnn_desktop.core.messages import Message
from frcnn_desktop.workers.base.jobs import Call
from frcnn_desktop.workers.base.lifecycle import give_way_to_gui
from frcnn_desktop.workers.detect.engine import Engine, EngineFactory
from frcnn_desktop.workers.detect.engine_holder import EngineHolder
from frcnn_desktop.workers.detect.messages import (
    DetectRequest,
    DetectSucceeded,
    ModelLoaded,
    RunSource,
    StageProgress,
)
from frcnn_desktop.workers.detect.run_store import RunStore, model_key


class InferenceWorker:
    """What the inference service asks for, as work for its thread."""

    def __init__(
        self,
        factory: EngineFactory,
        holder: EngineHolder,
        store: RunStore | None,
        device_given_up: Callable[[Message], None],
    ) -> None:
        """`device_given_up` is told by any thread why the engine's device was given up for the CPU."""
        self._device_given_up = device_given_up
        self._factory = factory
        self._holder = holder
        self._store = store

    def load(self, path: Path | None, device: str, call: Call) -> ModelLoaded:
        """Load a checkpoint, None: the bundled one. `device`: "auto", "cpu", "cuda", "mps", "xpu"."""
        # Before torch makes its own threads: they inherit it.
        give_way_to_gui()
        engine = self._factory(path, device)
        key = model_key(engine.info, engine.proposal_method)
        call.token.raise_if_cancelled()
        self._holder.set(engine, key)
        engine.watch_device(self._device_given_up)
        return ModelLoaded(call.request_id, engine.info, key)

    def detect(self, request: DetectRequest, call: Call) -> DetectSucceeded:
        """Detect an image, or fetch its run from the store, whatever the request allows."""
        engine = self._holder.get()
        if engine is None and request.source is RunSource.STORE:
            raise Cancelled
        if engine is None:
            raise FrcnnError(Message("model.none_loaded"))
        stored = self._stored(engine, request)
        run = stored or self._run(engine, request, call)
        call.token.raise_if_cancelled()
        return DetectSucceeded(call.request_id, run, stored is not None, engine.is_provisional(run))

    def _run(self, engine: Engine, request: DetectRequest, call: Call) -> DetectionRun:
        if request.source is RunSource.STORE:
            raise Cancelled

        def report(stage: str) -> None:
            call.report(StageProgress(call.request_id, stage))

        return engine.run(
            request.image, request.filter, call.token, report, keep_features=request.keep_features
        )

    def _stored(self, engine: Engine, request: DetectRequest) -> DetectionRun | None:
        if self._store is None or request.source is RunSource.NETWORK:
            return None
        stored = self._store.get(request.image.content_key, self._holder.key)
        return stored and stored.restored(engine.filter(stored.scored(), request.filter))
