"""Judging a few boxes, as a hand that drags one asks for it: in as few steps as can be.

Every step that torch takes lets other threads have the interpreter and then waits to get it back: with forty
small ones a box that needs a millisecond of arithmetic took fourteen while other images were being detected.
One box goes through a compiled kernel in a single step. For several, and where that cannot be had, torch is
asked for pooling and layers only, the two layers that answer are made one, and what is small is numpy's.
Pooling, weights and box coder are those of `RoiScorer`: the answers are the same up to rounding.

Shapes: R RoIs, K classes (column 0 is background).
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from frcnn_desktop.core.boxes import BoxArray, clip_boxes, read_only, scale_boxes
from frcnn_desktop.core.detections import ScoredRois
from frcnn_desktop.detector.box_kernel_loader import box_kernel
from frcnn_desktop.detector.head import RoiHead
from frcnn_desktop.detector.model import FastRcnn
from frcnn_desktop.detector.pooling import pool_float32
from frcnn_desktop.detector.scaling import InputSize
from frcnn_desktop.explain.box_deltas import Weights, decode_deltas
from frcnn_desktop.explain.roi_projection import rounded_cells

_PACKED_UP_TO = 16_000_000
"""Weights. With more, reading them takes so long that waiting for the interpreter does not count."""


class FewBoxScorer:
    """Judges few boxes on one map, on a CPU. Read-only after construction, so any thread may use it."""

    def __init__(self, head: RoiHead, model: FastRcnn) -> None:
        self._preset, self._class_names = model.preset, model.class_names
        self._hidden = [_linear_layers(layer) for layer in (head.first, *head.others)]
        self._hidden[0] += _linear_layers(head.widen)
        self._naming = None if head.naming is None else _linear_layers(head.naming)[0]
        outputs = head.classify, head.regress
        self._weight = torch.cat([layer.weight.detach() for layer in outputs]).t()
        self._bias = torch.cat([layer.bias.detach() for layer in outputs])
        layers = [*self._hidden, [(self._weight, self._bias)]]
        small = sum(weight.nelement() for layer in layers for weight, _ in layer) <= _PACKED_UP_TO
        rounds = self._preset.pooling == "roi_pool"
        self._packed = PackedLayers.of(layers, self._naming) if small and rounds else None

    @classmethod
    def of(cls, model: FastRcnn, device: torch.device) -> FewBoxScorer | None:
        """Return the scorer of a model; None for one that it cannot serve."""
        head = model.head
        if device.type != "cpu" or not isinstance(head, RoiHead):
            return None
        return cls(head, model)

    def score_few(self, features: Tensor, boxes: BoxArray, size: InputSize) -> ScoredRois:
        """Judge `boxes` (R x 4, image pixels) on the map of one image (1 x C x rows x columns)."""
        rois = scale_boxes(boxes, size.scale_x, size.scale_y)
        indexed_rois = np.zeros((len(rois), 5), np.float32)
        indexed_rois[:, 1:] = rois
        answers = self._judge(features, indexed_rois)
        columns = len(self._class_names) + 1
        logits, deltas = answers[:, :columns], answers[:, columns : 5 * columns].reshape(-1, columns, 4)
        if self._naming is not None:
            logits = _renamed(logits, answers[:, 5 * columns :] + self._naming[1].numpy())
        class_boxes = decode_few(rois, deltas, self._preset.box_weights, size)
        class_boxes[:, 0] = boxes
        return ScoredRois(
            read_only(boxes.copy()), read_only(_softmax(logits)), read_only(class_boxes), self._class_names
        )

    def _judge(self, features: Tensor, indexed_rois: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return R x 5 (K+1): logits, then deltas; behind them R x K, what naming says but for its bias."""
        kernel = box_kernel() if self._packed is not None and len(indexed_rois) == 1 else None
        if kernel is None or self._packed is None:
            return self._judge_by_torch(features, indexed_rois)
        cells = rounded_cells(indexed_rois[0, 1:] * np.float32(1 / self._preset.stride))
        return kernel(features.numpy()[0], cells, self._preset.output_size, *self._packed)[None]

    @torch.inference_mode()
    def _judge_by_torch(self, features: Tensor, indexed_rois: NDArray[np.float32]) -> NDArray[np.float32]:
        pooled = pool_float32(features, torch.from_numpy(indexed_rois), self._preset)
        # Flattened by numpy: that keeps the interpreter.
        x = torch.from_numpy(pooled.numpy().reshape(len(pooled), math.prod(pooled.shape[1:])))
        named = None
        for *inner, (weight, bias) in self._hidden:
            for thin, thin_bias in inner:
                x = torch.addmm(thin_bias, x, thin)
                named = self._named(x) if named is None else named
            x = torch.addmm(bias, x, weight)
            named = self._named(x) if named is None else named
            # Rectified by numpy, likewise.
            values = x.numpy()
            np.maximum(values, 0, out=values)
        answers = torch.addmm(self._bias, x, self._weight).numpy()
        return answers if named is None else np.concatenate([answers, named], axis=1)

    def _named(self, x: Tensor) -> NDArray[np.float32] | None:
        """Return what naming says to what the first linear layer answers, without its bias."""
        return None if self._naming is None else (x @ self._naming[0]).numpy()


class PackedLayers(NamedTuple):
    """Linear layers as `box_kernel.judge_box` takes them."""

    weights: NDArray[np.float32]
    biases: NDArray[np.float32]
    sizes: NDArray[np.int64]
    rectified: NDArray[np.bool_]
    side_weights: NDArray[np.float32]

    @classmethod
    def of(
        cls, layers: list[list[tuple[Tensor, Tensor]]], naming: tuple[Tensor, Tensor] | None
    ) -> PackedLayers:
        """Pack layers of parts: weight, inputs x outputs, and bias. Each layer but the last has a ReLU.
        `naming` looks at what the first part answers."""
        parts = [part for layer in layers for part in layer]
        ends = [place == len(layer) - 1 for layer in layers[:-1] for place in range(len(layer))]
        ends += [False] * len(layers[-1])
        return cls(
            np.concatenate([weight.t().numpy().ravel() for weight, _ in parts]),
            np.concatenate([bias.numpy() for _, bias in parts]),
            np.array([len(bias) for _, bias in parts], np.int64),
            np.array(ends),
            np.zeros((0, 1), np.float32) if naming is None else np.ascontiguousarray(naming[0].t().numpy()),
        )


def decode_few(
    rois: BoxArray, deltas: NDArray[np.float32], weights: Weights, size: InputSize
) -> NDArray[np.float32]:
    """Return the boxes that `deltas` (R x (K+1) x 4, or of one RoI) make of the RoIs (network pixels).

    As `decode_boxes` does, then in image pixels and clipped to the image.
    """
    class_boxes = decode_deltas(rois, deltas, weights)
    class_boxes /= np.array([size.scale_x, size.scale_y] * 2, np.float32)
    return clip_boxes(class_boxes, size.image_width, size.image_height)


def _linear_layers(layer: nn.Module) -> list[tuple[Tensor, Tensor]]:
    """Return weight, inputs x outputs, and bias of the linear layers in a module."""
    found = [part for part in layer.modules() if isinstance(part, nn.Linear)]
    return [(part.weight.detach().t(), _bias_of(part)) for part in found]


def _bias_of(layer: nn.Linear) -> Tensor:
    return layer.weight.new_zeros(layer.out_features) if layer.bias is None else layer.bias.detach()


def _renamed(logits: NDArray[np.float32], naming: NDArray[np.float32]) -> NDArray[np.float32]:
    """As `head.renamed`, by numpy."""
    objects = logits[:, 1:]
    shares = np.log(np.maximum(_softmax(objects + naming), np.float32(1e-30)))
    highest = objects.max(axis=1, keepdims=True)
    whole = highest + np.log(np.exp(objects - highest).sum(axis=1, keepdims=True))
    return np.concatenate([logits[:, :1], shares + whole], axis=1)


def _softmax(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)
