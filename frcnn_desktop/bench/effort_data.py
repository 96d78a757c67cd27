"""A data set as the robot labels it, encoded once and kept in the cache folder."""

from __future__ import annotations

import contextlib
import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from frcnn_desktop.core.annotation import ImageAnnotation
from frcnn_desktop.core.atomic_file import replacing
from frcnn_desktop.core.boxes import BoxArray, as_box_array
from frcnn_desktop.core.errors import AnnotationReadError, DatasetError, ImageLoadError
from frcnn_desktop.core.images import load_image
from frcnn_desktop.core.messages import Message, verbatim
from frcnn_desktop.detector.model import FastRcnn
from frcnn_desktop.detector.scaling import feature_grids, input_size
from frcnn_desktop.host.folders import cache_folder
from frcnn_desktop.inference import Predictor
from frcnn_desktop.inference.encoded import EncodedImage
from frcnn_desktop.learning.picture import Picture
from frcnn_desktop.learning.samples import LabelledObjects
from frcnn_desktop.proposals.drawn_shapes import reduced_picture
from frcnn_desktop.voc import read_annotation
from frcnn_desktop.voc.datasets import DataSet, ids_of_split, open_dataset


@dataclass(frozen=True, slots=True, eq=False)
class StreamImage:
    """One image of the stream; `features` 1 x C x rows x columns float16, `proposals` N x 4, `pixels` those
    of `reduced_picture`."""

    key: str
    width: int
    height: int
    features: Tensor
    proposals: BoxArray
    annotation: ImageAnnotation
    objects: LabelledObjects
    pixels: NDArray[np.uint8]

    def encoded(self, model: FastRcnn) -> EncodedImage:
        """Return the features as the learning session wants them, float32, with no time of encoding."""
        size = input_size(self.width, self.height, model.preset)
        grids = feature_grids(size, model.preset, [model.preset.stride])
        return EncodedImage(self.features.float(), size, grids, self.key, 0.0)

    def picture(self) -> Picture:
        """Return what the image looks like."""
        return Picture(self.pixels, self.width, self.height)


@dataclass(frozen=True, slots=True, eq=False)
class Stream:
    """The orders of a data set, their classes, and what could not be read and is in none of them."""

    orders: tuple[tuple[StreamImage, ...], ...]
    class_names: tuple[str, ...]
    skipped: tuple[str, ...]


def read_stream(root: Path, split: str, predictor: Predictor, seeds: range, count: int) -> Stream:
    """Read and encode the first `count` images of a split in the fixed random order of each seed.

    Raises DatasetError when no image can be used.
    """
    dataset = open_dataset(root)
    ids = ids_of_split(dataset, split)
    orders = [
        [ids[row] for row in np.random.default_rng(seed).permutation(len(ids))[:count]] for seed in seeds
    ]
    folder = cache_folder("effort", _network_key(predictor))
    images: dict[str, StreamImage] = {}
    skipped = []
    for image_id in dict.fromkeys(image_id for order in orders for image_id in order):
        try:
            images[image_id] = _read(dataset, image_id, predictor, folder)
        except (AnnotationReadError, DatasetError, ImageLoadError) as error:
            skipped.append(f"{image_id}: {error}")
    if not images:
        name = dataset.root.name
        if not skipped:
            raise DatasetError(Message("training.none_chosen", name=name))
        first = verbatim(skipped[0])
        raise DatasetError(Message("training.none_usable", name=name, count=len(skipped), reason=first))
    names = dict.fromkeys(name for image in images.values() for name in image.objects.names)
    readable = [tuple(images[image_id] for image_id in order if image_id in images) for order in orders]
    return Stream(tuple(readable), tuple(sorted(names)), tuple(skipped))


def _read(dataset: DataSet, image_id: str, predictor: Predictor, folder: Path) -> StreamImage:
    annotation = read_annotation(dataset.annotation_path(image_id))
    loaded = load_image(dataset.image_path(image_id))
    path = folder / f"{loaded.content_key}.npz"
    kept = _kept(path)
    if kept is None:
        features = predictor.encode(loaded.rgb, keep=False).features.to("cpu", torch.float16)
        boxes = predictor.propose(loaded.rgb).boxes
        kept = features, boxes
        _keep(path, features, boxes)
    size = loaded.width, loaded.height
    pixels = reduced_picture(loaded.rgb)
    return StreamImage(loaded.content_key, *size, *kept, annotation, LabelledObjects.of(annotation), pixels)


def _kept(path: Path) -> tuple[Tensor, BoxArray] | None:
    try:
        with np.load(path, allow_pickle=False) as file:
            return torch.from_numpy(file["features"]), as_box_array(file["proposals"])
    except (OSError, ValueError, KeyError, EOFError):
        return None


def _keep(path: Path, features: Tensor, proposals: BoxArray) -> None:
    # Only a cache: without it the next run encodes the image again.
    with contextlib.suppress(OSError), replacing(path) as file:
        np.savez(file, features=features.numpy(), proposals=proposals)


def _network_key(predictor: Predictor) -> str:
    """Return what the kept features and proposals depend on besides the pixels."""
    weights = hashlib.blake2b(Path(predictor.info.path).read_bytes(), digest_size=8)
    weights.update(predictor.proposal_method.encode())
    return weights.hexdigest()
