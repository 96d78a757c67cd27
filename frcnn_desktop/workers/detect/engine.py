"""What the workers ask of a detector, and how they get one without loading torch in the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from frcnn_desktop.core.abilities import Ability
from frcnn_desktop.core.boxes import BoxArray
from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.detections import DetectionFilter, DetectionRun, Detections, ModelInfo, ScoredRois
from frcnn_desktop.core.errors import FeaturesLostError
from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.core.messages import Message
from frcnn_desktop.workers.detect.torch_libraries import load_torch_libraries

if TYPE_CHECKING:
    import torch

    from frcnn_desktop.detector.checkpoint import CheckpointMeta
    from frcnn_desktop.detector.model import FastRcnn
    from frcnn_desktop.explain.comparison import WaysCompared
    from frcnn_desktop.explain.roi_inspection import RoiInspection, RoiQuery
    from frcnn_desktop.inference.encoded import EncodedImage

_T = TypeVar("_T")


class Engine(Protocol):
    """A loaded detector; `inference.Predictor` is one. Its methods may be called from several threads."""

    @property
    def info(self) -> ModelInfo:
        """What is told about the loaded model."""
        ...

    @property
    def proposal_method(self) -> str:
        """What tells the proposals that it uses from those of other versions and settings."""
        ...

    def is_provisional(self, run: DetectionRun) -> bool:
        """Say whether another search made the proposals only because the model's own is not ready yet."""
        ...

    @property
    def abilities(self) -> Ability:
        """What else than detections may be asked of it."""
        ...

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

    @property
    def cache_use(self) -> tuple[int, int]:
        """Bytes of encoded images held, and bytes that may be."""
        ...

    def prepare_scoring_thread(self) -> None:
        """Set up the calling thread. Called once in each that scores single boxes, before its first."""
        ...

    def encode(self, rgb: NDArray[np.uint8], *, content_key: str = "") -> EncodedImage:
        """Run the backbone over H x W x 3 pixels, unless the image is kept. Needs Ability.ENCODE."""
        ...

    def inspect_cached(self, query: RoiQuery) -> RoiInspection | None:
        """Follow one box through the detector; None when its features are gone. Needs Ability.INSPECT."""
        ...

    def compare_ways(
        self, image: LoadedImage, boxes: BoxArray, token: CancelToken, on_progress: Callable[[int, int], None]
    ) -> WaysCompared:
        """Measure both ways on N x 4 proposals. Raises Cancelled. Needs Ability.COMPARE."""
        ...

    @property
    def checkpoint(self) -> tuple[FastRcnn, CheckpointMeta]:
        """The network as it was loaded, to be read only, and what its file says. Needs Ability.LEARN."""
        ...

    @property
    def torch_device(self) -> torch.device:
        """Where the network runs. Needs Ability.LEARN."""
        ...

    def watch_device(self, told: Callable[[Message], None]) -> None:
        """Let `told` hear, in any thread, why a device was given up for the CPU; now if one was before."""
        ...

    def device_given_up(self, why: Message) -> None:
        """Somebody else who works on the engine's device has given it up. Needs Ability.LEARN."""
        ...

    def forget_features(self) -> None:
        """Drop all encoded images: the device that holds them does not give them back."""
        ...

    def encode_with_proposals(
        self, image: LoadedImage, token: CancelToken | None = None, *, keep_features: bool = False
    ) -> tuple[EncodedImage, BoxArray]:
        """Return the encoded image and its N x 4 proposals. Raises Cancelled. Needs Ability.LEARN."""
        ...


EngineFactory: TypeAlias = Callable[[Path | None, str], Engine]


def with_features(engine: Engine, work: Callable[[], _T]) -> _T:
    """Return what `work` makes of an image that it encodes first; done again when a device that has failed
    took the features with it."""
    try:
        return work()
    except FeaturesLostError:
        engine.forget_features()
    return work()


def load_engine(path: Path | None, device: str) -> Engine:
    """Load a checkpoint (None: the bundled model) on a device. Imports torch: call it in a worker thread.

    Raises CheckpointError or DeviceError.
    """
    load_torch_libraries()
    from frcnn_desktop.inference import Predictor

    return Predictor.load(path, device)
