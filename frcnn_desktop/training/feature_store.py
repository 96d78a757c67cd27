"""Backbone features of a whole data set on disk, so that head training never runs the backbone.

One file for each image, named by a digest of everything that its numbers depend on: the image's bytes, the
backbone with its weights, and how images are scaled. What was stored for other pictures, or by another
network, is therefore never found.

A file: "FRCF", then little-endian uint32 CRC-32 of all that follows and number of levels L; L x 3 uint32
rows, columns and channels; the levels' float16 values one after another, rows x columns x channels.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import math
import struct
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from frcnn_desktop.core.atomic_file import write_atomically
from frcnn_desktop.core.errors import DatasetError, reason_of
from frcnn_desktop.core.messages import Message
from frcnn_desktop.detector.presets import Preset
from frcnn_desktop.detector.transfer import download

_MAGIC = b"FRCF"
_HEADER = struct.Struct("<4sII")
_SHAPE = struct.Struct("<III")
_SUFFIX = ".features"
_MOST_LEVELS = 8
# What the stored numbers depend on: neck and head may differ between runs.
_SHAPING_FIELDS = ("backbone", "backbone_levels", "short_side", "long_side", "size_divisor", "mean", "std")


def features_origin(preset: Preset, backbone: nn.Module) -> str:
    """Return a digest of what makes features out of an image: the backbone's weights and the scaling."""
    values = preset.to_dict()
    text = json.dumps({name: values[name] for name in _SHAPING_FIELDS}, sort_keys=True)
    digest = hashlib.blake2b(text.encode(), digest_size=16)
    for name, tensor in sorted(backbone.state_dict().items()):
        digest.update(f"{name} {tensor.dtype} {tuple(tensor.shape)}".encode())
        digest.update(tensor.detach().cpu().contiguous().numpy().tobytes())
    return digest.hexdigest()


class FeatureStore:
    """Feature maps by image content. Thread-safe to read; several processes may write to one folder."""

    def __init__(self, folder: Path, origin: str) -> None:
        """`origin` is that of the network, see `features_origin`."""
        self._folder = folder
        self._origin = origin

    def has(self, content_key: str) -> bool:
        """Say whether the maps of an image are there and whole."""
        return self._levels(content_key) is not None

    def write(self, content_key: str, maps: Sequence[Tensor]) -> None:
        """Keep the maps of one image: one 1 x C x rows x columns tensor per level. Raises DatasetError."""
        levels = download([level[0].permute(1, 2, 0).to(torch.float16) for level in maps])
        shapes = b"".join(_SHAPE.pack(*level.shape) for level in levels)
        body = b"".join([struct.pack("<I", len(levels)), shapes, *(_bytes(level) for level in levels)])
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            write_atomically(self._path(content_key), _MAGIC + struct.pack("<I", zlib.crc32(body)) + body)
        except OSError as error:
            reason = reason_of(error)
            message = Message("training.features_not_written", folder=self._folder, reason=reason)
            raise DatasetError(message) from error

    def read(self, content_key: str) -> list[Tensor]:
        """Return the maps of one image as 1 x C x rows x columns float32, channels last.

        Raises DatasetError when they are not there any more.
        """
        levels = self._levels(content_key)
        if levels is None:
            raise DatasetError(Message("training.features_gone", folder=self._folder))
        return [torch.from_numpy(each.astype(np.float32)).permute(2, 0, 1).unsqueeze(0) for each in levels]

    def keep_only(self, content_keys: Iterable[str]) -> None:
        """Delete the features of other images and of other networks: the folder would only grow."""
        wanted = {self._path(each).name for each in content_keys}
        # Whatever other versions of this program have left goes as well: flat files and their index.
        for path in self._folder.glob("*"):
            if path.name not in wanted and path.suffix in (_SUFFIX, ".f16", ".u8", ".json"):
                with contextlib.suppress(OSError):
                    path.unlink()

    def _levels(self, content_key: str) -> list[NDArray[np.float16]] | None:
        """Read a file; None where it is not there, or cut off, or damaged."""
        try:
            data = self._path(content_key).read_bytes()
        except OSError:
            return None
        if len(data) < _HEADER.size:
            return None
        magic, checksum, count = _HEADER.unpack_from(data)
        if magic != _MAGIC or count > _MOST_LEVELS or checksum != zlib.crc32(data[8:]):
            return None
        start, levels = _HEADER.size + count * _SHAPE.size, []
        for level in range(count):
            shape = _SHAPE.unpack_from(data, _HEADER.size + level * _SHAPE.size)
            values = np.frombuffer(data, "<f2", math.prod(shape), start)
            levels.append(values.reshape(shape))
            start += values.nbytes
        return levels

    def _path(self, content_key: str) -> Path:
        digest = hashlib.blake2b(f"{content_key}\n{self._origin}".encode(), digest_size=16)
        return self._folder / f"{digest.hexdigest()}{_SUFFIX}"


def _bytes(level: NDArray[np.float16]) -> bytes:
    return np.ascontiguousarray(level, "<f2").tobytes()
