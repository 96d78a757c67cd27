"""Proposals and features of a whole data set, computed once and kept in a work folder."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from frcnn_desktop.core.atomic_file import write_atomically
from frcnn_desktop.core.boxes import BoxArray
from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.errors import DatasetError, ImageLoadError, reason_of
from frcnn_desktop.core.images import content_key_of, load_image
from frcnn_desktop.core.messages import Message
from frcnn_desktop.core.plain_json import parse_plain
from frcnn_desktop.detector.backbone import Backbone
from frcnn_desktop.detector.batch_norm import fold_batch_norm
from frcnn_desktop.detector.presets import Preset
from frcnn_desktop.detector.scaling import input_size, normalise, resize_image
from frcnn_desktop.detector.transfer import to_device
from frcnn_desktop.distributed.processes import World, training_device
from frcnn_desktop.evaluation.annotated_images import AnnotatedImage
from frcnn_desktop.proposals import ProposalCache, selective_search, warm_up
from frcnn_desktop.training.events import DataNote, ImageSkipped, Preparing, TrainingEvent
from frcnn_desktop.training.feature_store import FeatureStore, features_origin
from frcnn_desktop.training.sources import TrainingImage
from frcnn_desktop.voc.checked import some_of

# Room for the proposals of some hundred thousand images: a run must not lose its own.
_PROPOSAL_BYTES = 8 * 2**30
_MAX_BYTES = 2**28
_SIZES, _SEEN = "sizes.json", "seen.json"


class PreparedData:
    """Images with their proposals, pixels and features, read from disk when asked for. Thread-safe to read.

    Interrupted preparation goes on where it stopped. Of several ranks each does its share; they must see one
    folder, or each does everything in its own. Features need about 0.4 MB per image.

    Whatever is kept is found by the bytes of the image: a picture that takes another's place, under its name
    and with its size and time, is a new one.
    """

    def __init__(self, folder: Path, preset: Preset, mode: str, world: World | None = None) -> None:
        self._folder = folder
        self._preset = preset
        self._mode = mode
        self._world = world or World()
        self._cache = ProposalCache(folder / "proposals", _PROPOSAL_BYTES)
        self._sizes = _read_sizes(folder / _SIZES)
        self._keys: dict[str, str] = {}
        self._paths: dict[str, Path] = {}
        self._store: FeatureStore | None = None

    def prepare(
        self, images: Sequence[AnnotatedImage], token: CancelToken | None = None
    ) -> Iterator[TrainingEvent | TrainingImage]:
        """Compute the proposals that are missing; yields the readable images among the events.

        Raises Cancelled, and DatasetError when no image can be read.
        """
        warm_up()
        world = self._world
        mine = list(world.share(images))
        looked_at: dict[str, tuple[str, Message | None]] = {}
        for done, image in enumerate(mine, start=1):
            _check(token)
            looked_at[image.image_id] = self._look_at(image)
            yield Preparing("proposals", min(done * world.count, len(images)), len(images))
        if world.first:
            _write_sizes(self._folder / _SIZES, self._sizes)
        world.wait()
        readable = 0
        for image in images:
            _check(token)
            key, reason = looked_at.get(image.image_id) or self._look_at(image)
            if reason is not None:
                yield ImageSkipped(image.image_id, reason)
                continue
            readable += 1
            self._keys[image.image_id], self._paths[image.image_id] = key, image.path
            yield TrainingImage(image.image_id, *self._sizes[key], image.truth)
        yield from self._changes([image for image in images if image.image_id in self._keys])
        if not readable:
            raise DatasetError(Message("training.no_readable_images"))

    def prepare_features(
        self, images: Sequence[TrainingImage], backbone: Backbone, token: CancelToken | None = None
    ) -> Iterator[TrainingEvent]:
        """Compute the features that are missing. `backbone` is used up: its batch norm is folded in."""
        origin = features_origin(self._preset, backbone)
        store = self._store = FeatureStore(self._folder / "features", origin)
        fold_batch_norm(backbone.eval())
        backbone.to(memory_format=torch.channels_last).to(training_device())
        if self._world.first:
            store.keep_only(self._keys[image.image_id] for image in images)
        self._world.wait()
        mine = self._world.share(images)
        for done, image in enumerate(mine, start=1):
            _check(token)
            if not store.has(self._keys[image.image_id]):
                self._encode(image, backbone, store)
            yield Preparing("features", min(done * self._world.count, len(images)), len(images))
        self._world.wait()

    def boxes(self, image_id: str) -> BoxArray:
        """Return the proposals of an image, best first."""
        found = self._cache.get(self._keys[image_id], self._mode)
        if found is None:
            raise DatasetError(Message("training.proposals_gone", image=image_id, folder=self._folder))
        return found.boxes

    def pixels(self, image_id: str) -> NDArray[np.uint8]:
        """Return the image as displayed, H x W x 3. Raises DatasetError when it is another one by now."""
        image = load_image(self._paths[image_id])
        if image.content_key != self._keys[image_id]:
            raise DatasetError(Message("training.image_replaced", name=image.path.name))
        return image.rgb

    def read(self, image_id: str) -> list[torch.Tensor]:
        """Return the backbone's maps of an image."""
        if self._store is None:
            raise DatasetError(Message("training.features_missing"))
        return self._store.read(self._keys[image_id])

    def _changes(self, images: Sequence[AnnotatedImage]) -> Iterator[TrainingEvent]:
        """Say which images have other labels or pixels than the last run in this folder saw."""
        path = self._folder / _SEEN
        before = _read_seen(path)
        now = {each.image_id: (self._keys[each.image_id], each.labels) for each in images}
        known = [name for name in now if name in before]
        for place, what in enumerate(("training.pictures_changed", "training.labels_changed")):
            changed = [name for name in known if before[name][place] != now[name][place]]
            if changed:
                yield DataNote(Message(what, count=len(changed), names=some_of(changed)))
        self._world.wait()
        if self._world.first:
            write_atomically(path, json.dumps(before | now).encode())

    def _look_at(self, image: AnnotatedImage) -> tuple[str, Message | None]:
        """Make sure that size and proposals of an image are known.

        Returns its content key, and what stands against it.
        """
        try:
            key = content_key_of(image.path)
            if key in self._sizes and self._cache.get(key, self._mode) is not None:
                return key, None
            loaded = load_image(image.path)
        except (ImageLoadError, OSError) as error:
            return "", reason_of(error)
        key = loaded.content_key
        if self._cache.get(key, self._mode) is None:
            self._cache.put(key, self._mode, selective_search(loaded.rgb, mode=self._mode))
        self._sizes[key] = loaded.width, loaded.height
        return key, None

    @torch.inference_mode()
    def _encode(self, image: TrainingImage, backbone: Backbone, store: FeatureStore) -> None:
        rgb = self.pixels(image.image_id)
        size = input_size(rgb.shape[1], rgb.shape[0], self._preset)
        pixels = to_device(resize_image(rgb, size), next(backbone.parameters()).device)
        maps = backbone(normalise(pixels, size, self._preset))
        store.write(self._keys[image.image_id], maps)


def _check(token: CancelToken | None) -> None:
    if token is not None:
        token.raise_if_cancelled()


def _read_sizes(path: Path) -> dict[str, tuple[int, int]]:
    """Read width and height as displayed by content key; empty when there is no such file."""
    try:
        values: Any = parse_plain(path.read_bytes(), _MAX_BYTES)
        return {str(key): (int(width), int(height)) for key, (width, height) in values.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _read_seen(path: Path) -> dict[str, tuple[str, str]]:
    """Read content key and digest of the labels by image id; empty when there is no such file."""
    try:
        values: Any = parse_plain(path.read_bytes(), _MAX_BYTES)
        return {str(name): (str(picture), str(labels)) for name, (picture, labels) in values.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _write_sizes(path: Path, sizes: dict[str, tuple[int, int]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, json.dumps(sizes).encode())
