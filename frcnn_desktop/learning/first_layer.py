"""The head's first layer, which has nine tenths of its weights, applied once when an image is saved.

A refit learns a square matrix on its answers instead of its millions of weights: `W x` becomes `(I + M) W x`,
folded into one layer again when the refit is over. Its steps cost a tenth, and what is kept of a RoI is what
the layer answers, 512 numbers for 4,704.

Shapes: R RoIs, C channels, P bins a side, H outputs.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from frcnn_desktop.core.boxes import BoxArray, scale_boxes
from frcnn_desktop.detector.head import RoiHead
from frcnn_desktop.detector.pooling import pool_rois
from frcnn_desktop.detector.presets import Preset
from frcnn_desktop.detector.scaling import InputSize
from frcnn_desktop.detector.table_pooling import WindowTable, roi_cells
from frcnn_desktop.detector.transfer import to_device
from frcnn_desktop.inference.fallback import features_on, is_device_failure

_CHUNK = 96
"""RoIs at a time on a CPU, where their pooled values are to stay in its cache."""
_ROWS = 64
"""Of the layer's weights, folded at a time."""
_MOST_AT_ONCE = 4096
"""On an accelerator, where pooled values of this many RoIs take 80 MB."""


class FirstLayer:
    """The first layer of the model as it was loaded. Read-only, so any thread may use it."""

    def __init__(self, head: RoiHead, preset: Preset) -> None:
        self._preset = preset
        self.weight = head.first.weight.detach().clone()
        bias = head.first.bias
        self.bias = None if bias is None else bias.detach().clone()
        # A window table gives bins first and channels last; the layer takes them the other way round.
        bins = preset.output_size**2
        self._bins_first = self.weight.unflatten(1, (-1, bins)).transpose(1, 2).flatten(1).contiguous()
        # The last device that was asked for, and the weights there: ten megabytes to copy only once.
        self._placed = self.weight.device, self.weight

    @torch.no_grad()
    def answers(self, features: Tensor, boxes: BoxArray, size: InputSize) -> Tensor:
        """Return what the layer makes, without its bias, of boxes (R x 4, image pixels) on a map
        (1 x C x rows x columns): R x H float16 on the CPU. Raises FeaturesLostError when the map's device
        does not give it."""
        try:
            return self._answers(features, boxes, size)
        except RuntimeError as error:
            if features.device.type == "cpu" or not is_device_failure(error):
                raise
        (at_home,) = features_on([features], torch.device("cpu"))
        return self._answers(at_home, boxes, size)

    def _answers(self, features: Tensor, boxes: BoxArray, size: InputSize) -> Tensor:
        rois = torch.from_numpy(scale_boxes(np.asarray(boxes), size.scale_x, size.scale_y))
        if not len(rois):
            return torch.zeros(0, len(self.weight), dtype=torch.float16)
        if features.device.type == "cpu" and self._preset.pooling == "roi_pool":
            cells = roi_cells(rois, 1.0 / self._preset.stride)
            table = WindowTable(features[0].float(), cells, self._preset.output_size)
            parts = [functional.linear(table.pool(chunk), self._bins_first) for chunk in cells.split(_CHUNK)]
            return torch.cat(parts).half()
        weight, parts = self._weight_on(features.device), []
        chunk_size = _CHUNK if features.device.type == "cpu" else _MOST_AT_ONCE
        for chunk in to_device(rois, features.device).split(chunk_size):
            pooled = pool_rois(features, [chunk], self._preset)
            parts.append(functional.linear(pooled.flatten(1), weight))
        return torch.cat(parts).half().cpu()

    def _weight_on(self, device: torch.device) -> Tensor:
        placed, weight = self._placed
        if placed != device:
            weight = self.weight.to(device)
            self._placed = device, weight
        return weight

    def folded(self, mixing: Tensor, look: Callable[[], None]) -> Tensor:
        """Return the weights of the layer that answers `(I + mixing)` times as this one does; `look` is
        called every few milliseconds."""
        parts = []
        for rows, weight in zip(mixing.split(_ROWS), self.weight.split(_ROWS), strict=True):
            look()
            parts.append(weight + rows @ self.weight)
        return torch.cat(parts)
