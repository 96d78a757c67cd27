"""A checkpoint made ready to run on one device."""

from __future__ import annotations

import copy
import time
from contextlib import AbstractContextManager
from dataclasses import replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from frcnn_desktop.core.boxes import BoxArray, as_box_array
from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.detections import ScoredRois, grid_of_each
from frcnn_desktop.detector.batch_norm import fold_batch_norm
from frcnn_desktop.detector.model import FastRcnn
from frcnn_desktop.detector.scaling import feature_grids, input_size, normalise, resize_image
from frcnn_desktop.detector.scoring import RoiScorer
from frcnn_desktop.detector.transfer import to_device
from frcnn_desktop.explain.roi_inspection import RoiInspection, RoiQuery
from frcnn_desktop.inference.description import describe
from frcnn_desktop.inference.device import mixed_precision, sharing_cores, wait_for
from frcnn_desktop.inference.encoded import EncodedImage
from frcnn_desktop.inference.fallback import features_on
from frcnn_desktop.inference.inspect import MapSummary, inspect_roi, summarise_map


class Network:
    """Weights on a device, batch norm folded in. The weights are read-only, so threads may share it."""

    def __init__(self, model: FastRcnn, device: torch.device, *, precise: bool = False) -> None:
        """`model` stays as it is; a copy of it is used. `precise`: single precision on any device.

        Raises torch's error when the device lacks memory.
        """
        prepared = copy.deepcopy(model).eval().requires_grad_(False)
        fold_batch_norm(prepared.backbone)
        self._model = prepared.to(memory_format=torch.channels_last).to(device)
        # With its number, as tensors tell it: "cuda" and "cuda:0" are not equal.
        self.device = next(self._model.parameters()).device
        self._scorer = RoiScorer(self._model, self.device)
        self._precise = precise
        self._summary: tuple[Tensor, MapSummary] | None = None

    @property
    def model(self) -> FastRcnn:
        """The weights as they run, to be read only."""
        return self._model

    def encode(
        self, rgb: NDArray[np.uint8], content_key: str = "", token: CancelToken | None = None
    ) -> EncodedImage:
        """Run the backbone over H x W x 3 uint8 pixels. Raises Cancelled between two blocks."""
        started = time.perf_counter()
        preset = self._model.preset
        size = input_size(rgb.shape[1], rgb.shape[0], preset)
        # Not inference_mode: a head may be trained on these features later.
        with (
            torch.no_grad(),
            sharing_cores(token) as between_steps,
            self._mixed_precision(),
        ):
            between_steps()
            pixels = to_device(resize_image(rgb, size, antialias=preset.antialias), self.device)
            between_steps()
            maps = self._model.pyramid(normalise(pixels, size, preset), between_steps)
            features, *coarser = (level.float().contiguous() for level in maps)
        # The time is told for this stage alone, and what goes wrong on the device is its own.
        wait_for(self.device)
        seconds = time.perf_counter() - started
        grids = feature_grids(size, preset, self._model.backbone.strides[: len(maps)])
        return EncodedImage(features, size, grids, content_key, seconds, tuple(coarser))

    def score_encoded(
        self, encoded: EncodedImage, boxes: BoxArray, token: CancelToken | None = None
    ) -> ScoredRois:
        """Judge N x 4 boxes in image pixels on an encoded image."""
        with sharing_cores(token) as between_steps, self._mixed_precision():
            # The features may still lie on a device that was given up since.
            maps = features_on(encoded.maps, self.device)
            return self._scorer.score_rois(maps, boxes, encoded.size, between_steps)

    def describe(self, encoded: EncodedImage) -> NDArray[np.float32]:
        """Return what an image looks like, see `description`."""
        return describe(*features_on([encoded.features], self.device))

    def _mixed_precision(self) -> AbstractContextManager[None]:
        return mixed_precision(self.device, precise=self._precise)

    def inspect(self, encoded: EncodedImage, query: RoiQuery) -> RoiInspection:
        """Follow one box through every stage after the backbone."""
        level = int(grid_of_each(encoded.grids, as_box_array([query.box]))[0])
        features, grid = encoded.maps[level], encoded.grids[level]
        here = replace(encoded, features=features_on([features], self.device)[0], grids=(grid,), coarser=())
        known = self._summary
        if known is None or known[0] is not features:
            # One tuple, so that another thread sees the old one or the new one whole.
            self._summary = known = features, summarise_map(here)
        return inspect_roi(self._model, here, known[1], query)
