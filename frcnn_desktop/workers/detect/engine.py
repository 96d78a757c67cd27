"""What the workers ask of a detector, and how they get one without loading torch in the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TypeAlias, runtime_checkable

from frcnn_desktop.core.boxes import BoxArray
from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.detections import DetectionFilter, DetectionRun, Detections, ModelInfo, ScoredRois
from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.workers.detect.torch_libraries import load_torch_libraries


class Engine(Protocol):
    """A loaded detector; `inference.Predictor` is one. Its methods may be called from several threads."""

    @property
    def info(self) -> ModelInfo: ...

    def run(
        self,
        image: LoadedImage,
        detection_filter: DetectionFilter,
        token: CancelToken | None = None,
        on_stage: Callable[[str], None] | None = None,
        *,
        keep_features: bool = True,
    ) -> DetectionRun:
        """Run every stage. Raises Cancelled once the token is set.

        `keep_features` False: an image that nobody looks at must not push out the features of those that
        somebody does.
        """
        ...

    def score_cached(self, content_key: str, boxes: BoxArray) -> ScoredRois | None:
        """Score N x 4 boxes on features that are still held; None when they are gone."""
        ...

    def filter(self, scored: ScoredRois, detection_filter: DetectionFilter) -> Detections:
        """Apply thresholds and per-class NMS to kept scores."""
        ...


@runtime_checkable
class PreparesThread(Protocol):
    """An engine that wants to set up the thread which scores single boxes; `inference.Predictor` does."""

    def prepare_scoring_thread(self) -> None:
        """Called once in that thread, before it scores its first box."""
        ...


@runtime_checkable
class KeepsFeatures(Protocol):
    """An engine that says what its encoded images take; `inference.Predictor` does."""

    @property
    def cache_use(self) -> tuple[int, int]:
        """Bytes of encoded images held, and bytes that may be."""
        ...


EngineFactory: TypeAlias = Callable[[Path | None, str], Engine]


def load_engine(path: Path | None, device: str) -> Engine:
    """Load a checkpoint (None: the bundled model) on a device. Imports torch: call it in a worker thread.

    Raises CheckpointError or DeviceError.
    """
    load_torch_libraries()
    from frcnn_desktop.inference import Predictor

    return Predictor.load(path, device)
