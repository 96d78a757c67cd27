"""Measuring R-CNN's way against Fast R-CNN's: a convolution for each region, or one for the image."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from frcnn_desktop.core.boxes import BoxArray
from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.detector.low_rank import spectra, with_ranks
from frcnn_desktop.detector.model import FastRcnn
from frcnn_desktop.detector.presets import Preset
from frcnn_desktop.detector.scoring import RoiScorer
from frcnn_desktop.detector.transfer import to_device
from frcnn_desktop.explain.comparison import WaysCompared
from frcnn_desktop.inference.device import mixed_precision, wait_for
from frcnn_desktop.inference.network import Network

CROP = 224
"""Side of the crops, as in R-CNN's later networks."""
SAMPLE, BATCH = 32, 4
_ROUNDS = 5
_ENERGY = 0.9
"""Share of a layer's sum of squares that its truncated decomposition keeps."""


def compare_ways(
    model: FastRcnn,
    network: Network,
    rgb: NDArray[np.uint8],
    boxes: BoxArray,
    token: CancelToken,
    on_progress: Callable[[int, int], None],
    content_key: str = "",
) -> WaysCompared:
    """Measure both ways on H x W x 3 pixels and N x 4 boxes in image pixels; `network` was made of `model`.

    Both ways run the same weights on the same device, warm. `on_progress` is told how many of the regions of
    the sample are done. Raises Cancelled.
    """
    fast = _measure_fast(model, network, rgb, boxes, token)
    rows = np.linspace(0, len(boxes) - 1, min(SAMPLE, len(boxes))).astype(int)
    sample = boxes[np.unique(rows)]
    taken = 0.0
    # The first batch warms up and does not count.
    for start in range(-BATCH, len(sample), BATCH):
        token.raise_if_cancelled()
        on_progress(max(start, 0), len(sample))
        batch = sample[max(start, 0) :][:BATCH]
        seconds = _timed(network.device, lambda batch=batch: convolve_regions(network, rgb, batch))
        taken += seconds if start >= 0 else 0.0
    return replace(
        fast,
        content_key=content_key,
        regions=len(boxes),
        sampled=len(sample),
        region_seconds=taken / len(sample),
    )


def convolve_regions(network: Network, rgb: NDArray[np.uint8], boxes: BoxArray) -> list[Tensor]:
    """Do as R-CNN does: run the backbone over each region of H x W x 3 pixels on its own."""
    with torch.inference_mode(), mixed_precision(network.device):
        crops = crop_regions(rgb, boxes, network.model.preset)
        return network.model.backbone(to_device(crops, network.device))


def crop_regions(rgb: NDArray[np.uint8], boxes: BoxArray, preset: Preset) -> Tensor:
    """Return every region cropped and resized to a square: N x 3 x 224 x 224, normalised, channels last."""
    from frcnn_desktop.proposals.quiet_opencv import cv2

    crops = []
    for x1, y1, x2, y2 in boxes.astype(int):
        crop = cv2.resize(rgb[y1 : max(y2, y1 + 1), x1 : max(x2, x1 + 1)], (CROP, CROP))
        crops.append(torch.from_numpy(crop))
    images = torch.stack(crops).permute(0, 3, 1, 2).float()
    mean, std = (torch.tensor(values).view(1, 3, 1, 1) for values in (preset.mean, preset.std))
    return ((images - mean) / std).contiguous(memory_format=torch.channels_last)


def _measure_fast(
    model: FastRcnn, network: Network, rgb: NDArray[np.uint8], boxes: BoxArray, token: CancelToken
) -> WaysCompared:
    """Return what Fast R-CNN's way takes, with and without truncated SVD, before any region was convolved."""
    encoded = network.encode(rgb, token=token)
    works: list[Callable[[], object]] = [
        lambda: network.encode(rgb, token=token),
        lambda: network.score_encoded(encoded, boxes, token),
    ]
    decomposed = any(model.preset.ranks)
    layers = [] if decomposed else spectra(model)
    ranks = [layer.rank_for(_ENERGY) for layer in layers]
    if any(ranks):
        thin = with_ranks(model, layers, ranks).requires_grad_(False).to(network.device)
        scorer, maps = RoiScorer(thin, network.device), [level.to(network.device) for level in encoded.maps]

        def score_thinly() -> object:
            with mixed_precision(network.device):
                return scorer.score_rois(maps, boxes, encoded.size, token.raise_if_cancelled)

        works.append(score_thinly)
    backbone, head, *thinned = _medians(network.device, works)
    found = WaysCompared("", 0, 0, 0.0, backbone, head, decomposed=decomposed)
    if not thinned:
        return found
    whole = sum(layer.products(0) for layer in layers)
    left = sum(layer.products(rank) for layer, rank in zip(layers, ranks, strict=True))
    return replace(found, thin_head_seconds=thinned[0], energy=_ENERGY, products=left / whole)


def _medians(device: torch.device, works: Sequence[Callable[[], object]]) -> list[float]:
    """Return the seconds each takes, warm. They take turns, so that a busy moment hits all alike, and the
    median leaves it out."""
    for work in works:
        work()
    rounds = [[_timed(device, work) for work in works] for _ in range(_ROUNDS)]
    return np.median(rounds, axis=0).tolist()


def _timed(device: torch.device, work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    wait_for(device)
    return time.perf_counter() - started
