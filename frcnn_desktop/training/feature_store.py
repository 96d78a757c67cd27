"""Backbone features of a whole data set on disk, so that head training never runs the backbone.

Layout: one flat float16 file per feature level, rows x columns x channels for each image one after another;
`index.json` holds sizes and offsets, `done.u8` one byte per image. Written in any order, so an interrupted
run goes on where it stopped.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from frcnn_desktop.core.errors import DatasetError
from frcnn_desktop.core.messages import Message
from frcnn_desktop.detector.presets import Preset
from frcnn_desktop.detector.scaling import input_size

# What the stored numbers depend on: neck and head may differ between runs.
_SHAPING_FIELDS = ("backbone", "backbone_levels", "short_side", "long_side", "size_divisor", "mean", "std")


@dataclass(frozen=True, slots=True)
class ImageEntry:
    """One image of the data set; width and height in pixels as displayed."""

    image_id: str
    width: int
    height: int


class FeatureStore:
    """Feature maps of many images. Reading is thread-safe; writing is not."""

    def __init__(self, folder: Path, preset: Preset, channels: Sequence[int], strides: Sequence[int]) -> None:
        self.folder = folder
        self._preset = preset
        self._channels = tuple(channels)
        self._strides = tuple(strides)
        self._rows: dict[str, int] = {}
        self._shapes: list[list[tuple[int, int, int]]] = []
        self._offsets: list[list[int]] = []
        self._levels: list[NDArray[np.float16]] = []
        self._done: NDArray[np.uint8] = np.zeros(0, np.uint8)

    def create(self, images: Sequence[ImageEntry]) -> None:
        """Make or reopen the files for `images`. Raises DatasetError when the folder holds other ones."""
        self.folder.mkdir(parents=True, exist_ok=True)
        preset = self._preset.to_dict()
        network = {name: preset[name] for name in _SHAPING_FIELDS}
        description = {"network": network, "images": [asdict(image) for image in images]}
        text = json.dumps(description, sort_keys=True)
        index = self.folder / "index.json"
        if not index.exists():
            index.write_text(text)
        elif index.read_text() != text:
            raise DatasetError(Message("training.other_features", folder=self.folder))
        self._rows = {image.image_id: row for row, image in enumerate(images)}
        self._shapes = [self._shapes_of(image) for image in images]
        self._offsets = []
        self._levels = [self._open_level(level) for level in range(len(self._channels))]
        self._done = _open_flat(self.folder / "done.u8", np.uint8, len(images))

    def __contains__(self, image_id: str) -> bool:
        return image_id in self._rows and bool(self._done[self._rows[image_id]])

    def write(self, image_id: str, maps: Sequence[Tensor]) -> None:
        """Keep the maps of one image: one 1 x C x rows x columns tensor per level."""
        row = self._rows[image_id]
        for level, values in enumerate(maps):
            self._view(level, row)[:] = values[0].permute(1, 2, 0).to(torch.float16).cpu().numpy()
        self._done[row] = 1

    def read(self, image_id: str) -> list[Tensor]:
        """Return the maps of one image as 1 x C x rows x columns float32, channels last."""
        row = self._rows[image_id]
        return [
            torch.from_numpy(self._view(level, row).astype(np.float32)).permute(2, 0, 1).unsqueeze(0)
            for level in range(len(self._levels))
        ]

    def _shapes_of(self, image: ImageEntry) -> list[tuple[int, int, int]]:
        size = input_size(image.width, image.height, self._preset)
        return [
            (size.padded_height // stride, size.padded_width // stride, channels)
            for stride, channels in zip(self._strides, self._channels, strict=True)
        ]

    def _open_level(self, level: int) -> NDArray[np.float16]:
        sizes = [int(np.prod(shapes[level])) for shapes in self._shapes]
        self._offsets.append([0, *itertools.accumulate(sizes)])
        return _open_flat(self.folder / f"level{level}.f16", np.float16, sum(sizes))

    def _view(self, level: int, row: int) -> NDArray[np.float16]:
        offset = self._offsets[level][row]
        shape = self._shapes[row][level]
        return self._levels[level][offset : offset + int(np.prod(shape))].reshape(shape)


def _open_flat(path: Path, dtype: type, length: int) -> NDArray:
    mode = "r+" if path.exists() else "w+"
    return np.memmap(path, dtype=dtype, mode=mode, shape=(max(length, 1),))
