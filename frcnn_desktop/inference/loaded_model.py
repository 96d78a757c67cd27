"""A model on its device: loaded once, when first needed, and sent to other processes without its weights."""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
import torch
from numpy.typing import NDArray

from frcnn_desktop.core.abilities import Ability
from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.detections import DetectionRun, ModelInfo, Proposals
from frcnn_desktop.core.errors import InputError
from frcnn_desktop.core.messages import Message
from frcnn_desktop.detector.box_kernel_loader import warm_up_box_kernel
from frcnn_desktop.detector.checkpoint import CheckpointMeta
from frcnn_desktop.detector.model import FastRcnn
from frcnn_desktop.inference.device import available_devices, describe_device, spare_a_core
from frcnn_desktop.inference.encoded import EncodedImageCache
from frcnn_desktop.inference.model_source import ModelSource
from frcnn_desktop.inference.placement import Placement
from frcnn_desktop.inference.searcher import ProposalSearcher
from frcnn_desktop.proposals import ProposalStore, warm_up

DEFAULT_CACHE_BYTES = 256 * 2**20


@dataclass(frozen=True, slots=True)
class _Loaded:
    """What there is once a model has been loaded."""

    meta: CheckpointMeta
    placement: Placement
    searcher: ProposalSearcher


class LoadedModel(ABC):
    """What model it is, where it runs and what it holds; `Predictor` says what can be done with it.

    Picklable if it comes from a file: what travels is the path, the SHA-256 of the bytes, the device as it
    was asked for and where proposals are kept. The other process loads the model when it is first used.
    """

    def __init__(
        self,
        model: FastRcnn,
        meta: CheckpointMeta,
        device: str = "auto",
        *,
        cache_bytes: int = DEFAULT_CACHE_BYTES,
        proposal_cache: ProposalStore | None = None,
    ) -> None:
        self._set_up(None, device, cache_bytes, proposal_cache)
        self._parts = self._placed(model, meta)

    def _set_up(
        self, source: ModelSource | None, device: str, cache_bytes: int, proposals: ProposalStore | None
    ) -> None:
        self._source = source
        self._device = device
        self._proposals = proposals
        self._encoded = EncodedImageCache(cache_bytes)
        self._watcher: Callable[[Message], None] | None = None
        self._parts: _Loaded | None = None
        # The thread that loads the model runs it once, too.
        self._loading = threading.RLock()

    @classmethod
    def load(
        cls,
        model: Path | str | None = None,
        device: str = "auto",
        *,
        proposal_cache: ProposalStore | None = None,
        lazy: bool = False,
    ) -> Self:
        """Load a checkpoint (None: the bundled model) and run it once, so that the first image is not slow.

        `lazy`: with its first use, e.g. in the process that it is sent to. Raises CheckpointError or
        DeviceError with a sentence for the user.
        """
        source = ModelSource(Path(model) if model is not None else None)
        predictor = cls._of(source, device, DEFAULT_CACHE_BYTES, proposal_cache)
        if not lazy:
            predictor._load()
        return predictor

    @classmethod
    def _of(cls, source: ModelSource, device: str, cache_bytes: int, proposals: ProposalStore | None) -> Self:
        predictor = cls.__new__(cls)
        predictor._set_up(source, device, cache_bytes, proposals)
        return predictor

    def __reduce__(self) -> tuple[Callable[..., LoadedModel], tuple[object, ...]]:
        """Raises InputError where no other process could load the same model."""
        if self._source is None:
            raise InputError(Message("api.predictor_in_memory"))
        model, sha256 = self._source.identity()
        kept = self._encoded.max_bytes, self._proposals
        return _elsewhere, (type(self), model, sha256, self._device, *kept)

    def _load(self) -> _Loaded:
        """Return what is loaded, and load it once. Raises CheckpointError or DeviceError."""
        with self._loading:
            if self._parts is None:
                assert self._source is not None
                spare_a_core()
                # First, so that the kernels load beside the weights; until then OpenCV's search serves.
                warm_up(background=True)
                warm_up_box_kernel()
                self._parts = self._placed(*self._source.open())
                self.warm_up()
            return self._parts

    def _placed(self, model: FastRcnn, meta: CheckpointMeta) -> _Loaded:
        placement = Placement(model, self._device, self.device_given_up)
        return _Loaded(meta, placement, ProposalSearcher(meta.proposals, self._proposals))

    @property
    def _meta(self) -> CheckpointMeta:
        return self._load().meta

    @property
    def _placement(self) -> Placement:
        return self._load().placement

    @property
    def _searcher(self) -> ProposalSearcher:
        return self._load().searcher

    @property
    def info(self) -> ModelInfo:
        """What the model is and where it runs."""
        return ModelInfo(
            name=self._meta.name,
            path=str(self._source.path if self._source is not None else ""),
            preset=self._meta.preset.name,
            class_names=self._meta.class_names,
            pooling=self._meta.preset.pooling,
            device=describe_device(self._placement.network.device),
            licence=self._meta.licence,
            facts=self._meta.facts,
            devices=available_devices(),
        )

    @property
    def abilities(self) -> Ability:
        """What can be asked of it beside detections."""
        return Ability.ENCODE | Ability.INSPECT | Ability.COMPARE | Ability.LEARN

    @property
    def checkpoint(self) -> tuple[FastRcnn, CheckpointMeta]:
        """The network as it was loaded, with its batch norms, and what its file says. To be read only."""
        return self._placement.model, self._meta

    @property
    def torch_device(self) -> torch.device:
        """Where the network runs now."""
        return self._placement.network.device

    def watch_device(self, told: Callable[[Message], None]) -> None:
        """Let `told` hear, in any thread, why a device was given up for the CPU; now if one was before."""
        self._watcher = told
        if self._placement.note is not None:
            told(self._placement.note)

    def device_given_up(self, why: Message) -> None:
        """Tell who watches. Of a device that does not detect any more, what is kept there is brought home."""
        if why.id.startswith("device."):
            self._encoded.bring_home()
        if self._watcher is not None:
            self._watcher(why)

    def forget_features(self) -> None:
        """Drop all encoded images: the device that holds them does not give them back."""
        self._encoded.clear()

    @property
    def proposal_method(self) -> str:
        """What tells the proposals that it uses from those of other versions and settings."""
        return self._searcher.method

    def propose(self, rgb: NDArray[np.uint8], token: CancelToken | None = None) -> Proposals:
        """Search an image, H x W x 3, on one core, for as many proposals as it detects with; keep nothing.

        Raises Cancelled.
        """
        return self._searcher.search_on_one_core(rgb, token)

    def is_provisional(self, run: DetectionRun) -> bool:
        """Say whether OpenCV made the proposals only because the kernels are not ready yet."""
        return self._searcher.is_provisional(run.proposals)

    @property
    def cache_use(self) -> tuple[int, int]:
        """Bytes of encoded images held, and bytes that may be."""
        return self._encoded.nbytes, self._encoded.max_bytes

    def set_cache_limit(self, max_bytes: int) -> None:
        """Hold so many bytes of encoded images from now on."""
        self._encoded.set_max_bytes(max_bytes)

    @abstractmethod
    def warm_up(self) -> None:
        """Run everything once, so that the first image is not slow."""


def _elsewhere(
    kind: type[LoadedModel],
    model: Path | None,
    sha256: str,
    device: str,
    cache_bytes: int,
    proposals: ProposalStore | None,
) -> LoadedModel:
    """Make the predictor again that a pickle stands for."""
    return kind._of(ModelSource(model, sha256), device, cache_bytes, proposals)
