"""Proposals and features of a whole data set, computed once and kept in a work folder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import torch

from frcnn_desktop.core.boxes import BoxArray
from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.errors import DatasetError, ImageLoadError
from frcnn_desktop.core.images import LoadedImage, load_image
from frcnn_desktop.detector.backbone import Backbone
from frcnn_desktop.detector.batch_norm import fold_batch_norm
from frcnn_desktop.detector.presets import Preset
from frcnn_desktop.detector.scaling import input_size, normalise, resize_image
from frcnn_desktop.proposals import ProposalCache, selective_search, warm_up
from frcnn_desktop.training.data import TrainingImage
from frcnn_desktop.training.events import ImageSkipped, Preparing, TrainingEvent
from frcnn_desktop.training.feature_store import FeatureStore, ImageEntry
from frcnn_desktop.training.voc_data import AnnotatedImage

# Room for the proposals of some hundred thousand images: a run must not lose its own.
_PROPOSAL_BYTES = 8 * 2**30


class PreparedData:
    """Images with their proposals and features; both are read from the work folder when asked for.

    Interrupted preparation goes on where it stopped. The folder needs about 0.4 MB per image.
    """

    def __init__(self, folder: Path, preset: Preset, mode: str) -> None:
        self.images: list[TrainingImage] = []
        self._folder = folder
        self._preset = preset
        self._mode = mode
        self._cache = ProposalCache(folder / "proposals", _PROPOSAL_BYTES)
        self._keys: dict[str, str] = {}
        self._store: FeatureStore | None = None

    def prepare(
        self, images: Sequence[AnnotatedImage], backbone: Backbone, token: CancelToken | None = None
    ) -> Iterator[TrainingEvent]:
        """Compute what is missing. `backbone` is used up: its batch norm is folded in. Raises Cancelled."""
        warm_up()
        usable = []
        for done, image in enumerate(images):
            if token is not None:
                token.raise_if_cancelled()
            try:
                self._search(image, load_image(image.path))
                usable.append(image)
            except ImageLoadError as error:
                yield ImageSkipped(image.image_id, str(error))
            yield Preparing("proposals", done + 1, len(images))
        if not usable:
            raise DatasetError("None of the images can be read. Check that the data set is complete.")
        fold_batch_norm(backbone.eval().to(memory_format=torch.channels_last))
        store = self._store = FeatureStore(
            self._folder / "features", self._preset, backbone.channels, backbone.strides
        )
        store.create([ImageEntry(each.image_id, each.width, each.height) for each in self.images])
        for done, image in enumerate(usable):
            if token is not None:
                token.raise_if_cancelled()
            if image.image_id not in store:
                self._encode(image, backbone, store)
            yield Preparing("features", done + 1, len(usable))

    def boxes(self, image_id: str) -> BoxArray:
        found = self._cache.get(self._keys[image_id], self._mode)
        if found is None:
            raise DatasetError(f"The proposals of {image_id} are gone from {self._folder}. Start again.")
        return found.boxes

    def read(self, image_id: str) -> list[torch.Tensor]:
        if self._store is None:
            raise DatasetError("The features are not prepared yet.")
        return self._store.read(image_id)

    def _search(self, image: AnnotatedImage, loaded: LoadedImage) -> None:
        if self._cache.get(loaded.content_key, self._mode) is None:
            self._cache.put(loaded.content_key, self._mode, selective_search(loaded.rgb, mode=self._mode))
        self._keys[image.image_id] = loaded.content_key
        self.images.append(TrainingImage(image.image_id, loaded.width, loaded.height, image.truth))

    @torch.inference_mode()
    def _encode(self, image: AnnotatedImage, backbone: Backbone, store: FeatureStore) -> None:
        rgb = load_image(image.path).rgb
        size = input_size(rgb.shape[1], rgb.shape[0], self._preset)
        store.write(image.image_id, backbone(normalise(resize_image(rgb, size), size, self._preset)))
