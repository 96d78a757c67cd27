"""The measurements of `bench detect`."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from frcnn_desktop.core.boxes import BoxArray, clip_boxes, scale_boxes
from frcnn_desktop.core.detections import DetectionFilter, ScoredRois
from frcnn_desktop.core.image_kinds import is_image_name
from frcnn_desktop.core.images import load_image
from frcnn_desktop.detector.box_coder import decode_boxes
from frcnn_desktop.detector.checkpoint import load_checkpoint
from frcnn_desktop.detector.model import FastRcnn
from frcnn_desktop.detector.pooling import pool_rois
from frcnn_desktop.detector.postprocess import filter_detections
from frcnn_desktop.detector.scaling import input_size, normalise, resize_image
from frcnn_desktop.host.resources import BUNDLED_MODEL, resource_path
from frcnn_desktop.inference import Predictor
from frcnn_desktop.inference.comparison import convolve_regions
from frcnn_desktop.inference.network import Network
from frcnn_desktop.proposals import selective_search, warm_up

REGIONS = 2000
SAMPLE = 100
BATCHES = (1, 4, 10, 25)


def measure(
    images: Path | None, limit: int, rcnn_limit: int, checkpoint: Path | None = None
) -> dict[str, float]:
    """Return medians in milliseconds and the two ratios, `detect_speedup` and `rcnn_ratio`."""
    folder = images or resource_path("samples")
    paths = [path for path in sorted(folder.iterdir()) if is_image_name(path.name)][:limit]
    photos = [load_image(path).rgb for path in paths]
    predictor = Predictor.load(checkpoint, "cpu")
    # Until the kernels are compiled OpenCV would serve both sides.
    warm_up()
    predictor.detect(photos[0])
    plain, _ = load_checkpoint(checkpoint or resource_path(*BUNDLED_MODEL))
    plain.eval().requires_grad_(False)
    ours, theirs = [], []
    for rgb in photos:
        ours.append(_milliseconds(lambda rgb=rgb: predictor.detect(rgb)))
        theirs.append(_milliseconds(lambda rgb=rgb: detect_plainly(plain, rgb)))
    rcnn, fast = _rcnn_against_fast(plain, predictor, photos[:rcnn_limit])
    return {
        "ours_ms": statistics.median(ours),
        "plain_ms": statistics.median(theirs),
        "detect_speedup": statistics.median(b / a for a, b in zip(ours, theirs, strict=True)),
        "fast_rcnn_2000_ms": statistics.median(fast),
        "rcnn_2000_ms": statistics.median(rcnn),
        "rcnn_ratio": statistics.median(b / a for a, b in zip(fast, rcnn, strict=True)),
    }


def detect_plainly(model: FastRcnn, rgb: NDArray[np.uint8]) -> int:
    """Detect one stage after the other, with nothing made quicker. Returns how many were found."""
    boxes = selective_search(rgb, mode="opencv").boxes
    size = input_size(rgb.shape[1], rgb.shape[0], model.preset)
    with torch.no_grad():
        features = model.encode(normalise(resize_image(rgb, size), size, model.preset))
        rois = torch.from_numpy(scale_boxes(boxes, size.scale_x, size.scale_y))
        logits, deltas = model.head(pool_rois(features, [rois], model.preset))
        class_boxes = decode_boxes(rois, deltas, model.preset.box_weights)
    ratios = np.array([size.scale_x, size.scale_y] * 2, np.float32)
    scored = ScoredRois(
        boxes,
        torch.softmax(logits, dim=1).numpy(),
        clip_boxes((class_boxes.numpy() / ratios).astype(np.float32), size.image_width, size.image_height),
        model.class_names,
    )
    return len(filter_detections(scored, DetectionFilter()))


def _rcnn_against_fast(
    plain: FastRcnn, predictor: Predictor, photos: list[NDArray[np.uint8]]
) -> tuple[list[float], list[float]]:
    """Return milliseconds per photo for 2,000 regions, R-CNN's way and Fast R-CNN's way."""
    network = Network(plain, torch.device("cpu"))
    rcnn, fast = [], []
    batch = 0
    for rgb in photos:
        boxes = np.ascontiguousarray(np.resize(selective_search(rgb).boxes, (REGIONS, 4)))
        sample = boxes[np.linspace(0, REGIONS - 1, SAMPLE).astype(int)]
        if not batch:
            tries = {
                size: _milliseconds(partial(_crop_and_pass, network, rgb, sample[:25], size))
                for size in BATCHES
            }
            batch = min(tries, key=lambda size: tries[size])
        taken = _milliseconds(partial(_crop_and_pass, network, rgb, sample, batch))
        rcnn.append(taken * REGIONS / SAMPLE)
        fast.append(_milliseconds(lambda rgb=rgb, boxes=boxes: predictor.score(predictor.encode(rgb), boxes)))
    return rcnn, fast


def _crop_and_pass(network: Network, rgb: NDArray[np.uint8], boxes: BoxArray, batch: int) -> None:

    for start in range(0, len(boxes), batch):
        convolve_regions(network, rgb, boxes[start : start + batch])


def _milliseconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000
