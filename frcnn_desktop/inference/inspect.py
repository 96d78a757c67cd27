"""Looking into the detector at one RoI: the arrays that it computes with, and nothing made up beside them.

A box under the hand is followed while other threads work, so torch takes as few steps as can be here: see
`detector.small_batch_scorer`. Shapes: C channels, P bins a side, K classes. Cells: see
`explain.roi_projection`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from frcnn_desktop.core.boxes import BoxArray, as_box_array, read_only, scale_boxes
from frcnn_desktop.core.detections import DetectionFilter, Detections, ScoredRois
from frcnn_desktop.detector.model import FastRcnn
from frcnn_desktop.detector.pooling import pool_float32
from frcnn_desktop.detector.postprocess import filter_detections
from frcnn_desktop.detector.presets import Preset
from frcnn_desktop.detector.small_batch_scorer import decode_few
from frcnn_desktop.detector.transfer import download, to_device
from frcnn_desktop.explain.nms_outcome import BoxFate, box_fate, with_one_more
from frcnn_desktop.explain.pooling_bins import pooling_bins
from frcnn_desktop.explain.roi_inspection import (
    STRONGEST_CHANNELS,
    ChannelChoice,
    ChannelKind,
    ChannelView,
    PooledRoi,
    RoiInspection,
    RoiQuery,
)
from frcnn_desktop.explain.roi_projection import project
from frcnn_desktop.inference.device import mixed_precision
from frcnn_desktop.inference.encoded import EncodedImage


@dataclass(frozen=True, slots=True, eq=False)
class MapSummary:
    """What does not depend on the RoI: the map, C x rows x columns, the C means and standard deviations of
    its channels, and the mean of all channels, rows x columns."""

    values: NDArray[np.float32]
    channel_means: NDArray[np.float32]
    channel_deviations: NDArray[np.float32]
    mean_map: NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class _Pooled:
    """`values` 2 x C x P x P by the preset's kind of pooling and by the other; `winners` C x P x P places of
    roi_pool's maxima in a channel's rows * columns cells, -1 for none."""

    presets: tuple[Preset, Preset]
    values: NDArray[np.float32]
    winners: NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class _Judged:
    """What the head makes of both: `scores` 2 x (K + 1); `deltas` 2 x (K + 1) x 4 as it gives them."""

    scores: NDArray[np.float32]
    deltas: NDArray[np.float32]


@torch.inference_mode()
def summarise_map(encoded: EncodedImage) -> MapSummary:
    """Return what all inspections of one image share."""
    values = encoded.features[0]
    deviations, means = torch.std_mean(values, dim=(1, 2))
    arrays = download([values, means, deviations.clamp(min=1e-6), values.mean(0)])
    return MapSummary(*map(read_only, arrays))


@torch.inference_mode()
def inspect_roi(
    model: FastRcnn, encoded: EncodedImage, summary: MapSummary, query: RoiQuery
) -> RoiInspection:
    """Follow one box through RoI projection, both kinds of pooling, the head and NMS.

    `encoded` lies on the model's device and has one map, that of the box. The numbers are those of
    `RoiScorer.score_rois` on the same box, up to rounding.
    """
    boxes = as_box_array([query.box])
    size, grid = encoded.size, encoded.grids[0]
    roi = scale_boxes(boxes, size.scale_x, size.scale_y)
    pooled, judged = _pool_and_judge(model, encoded.features, roi, replace(model.preset, stride=grid.stride))
    class_boxes = decode_few(roi, judged.deltas, model.preset.box_weights, size)
    class_boxes[:, 0] = boxes
    values = pooled.values
    channel = _channel_view(summary, values[0], query.choice)
    each = []
    for place, preset in enumerate(pooled.presets):
        bins = pooling_bins(replace(grid, pooling=preset.pooling), query.box)
        own = values[place].mean(axis=0) if channel.index is None else values[place, channel.index]
        winners, shares = _winners(pooled, preset, channel.index, grid.columns)
        deltas = judged.deltas[place] / np.array(preset.box_weights, np.float32)
        numbers = (own.copy(), winners, shares, judged.scores[place], deltas, class_boxes[place])
        each.append(PooledRoi(preset.pooling, bins, *map(read_only, numbers)))
    trained, other = each
    class_index = query.class_index or int(np.argmax(trained.scores[1:])) + 1
    x1, y1, x2, y2 = project(grid, boxes)[0].tolist()
    fate = _fate(query, trained, model.class_names, class_index)
    return RoiInspection(
        query, grid, (x1, y1, x2, y2), channel, trained, other, model.class_names, class_index, fate
    )


def _pool_and_judge(
    model: FastRcnn, features: Tensor, roi: BoxArray, preset: Preset
) -> tuple[_Pooled, _Judged]:
    """Pool a RoI (1 x 4, network pixels) both ways and let the head judge both; one copy there, one back."""
    indexed = torch.from_numpy(np.concatenate([np.zeros((1, 1), np.float32), roi], axis=1))
    indexed = to_device(indexed, features.device)
    # What torchvision.ops.roi_pool calls, and which tells the winning cells too.
    highest, winners = torch.ops.torchvision.roi_pool(
        features, indexed, 1 / preset.stride, preset.output_size, preset.output_size
    )
    rounded, even = replace(preset, pooling="roi_pool"), replace(preset, pooling="roi_align")
    mean = pool_float32(features, indexed, even)
    first = preset.pooling == "roi_pool"
    values = torch.cat([highest, mean] if first else [mean, highest])
    with mixed_precision(features.device):
        logits, deltas = model.head(values)
    scores = torch.softmax(logits.float(), dim=1)
    values, places, scores, numbers = download([values, winners[0], scores, deltas.float()])
    return _Pooled((rounded, even) if first else (even, rounded), values, places), _Judged(scores, numbers)


def _channel_view(summary: MapSummary, pooled: NDArray[np.float32], choice: ChannelChoice) -> ChannelView:
    strength = (pooled.mean(axis=(1, 2)) - summary.channel_means) / summary.channel_deviations
    best = np.argsort(-strength, kind="stable")[:STRONGEST_CHANNELS]
    strongest = tuple(zip(best.tolist(), strength[best].tolist(), strict=True))
    if choice.kind is ChannelKind.MEAN:
        return ChannelView(None, len(pooled), summary.mean_map, strongest)
    chosen = choice.kind is ChannelKind.CHOSEN
    index = min(max(choice.index, 0), len(pooled) - 1) if chosen else strongest[0][0]
    return ChannelView(index, len(pooled), summary.values[index], strongest)


def _winners(
    pooled: _Pooled, preset: Preset, channel: int | None, columns: int
) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """Return the winning cells P x P x 2 and the shares of the channels that they won."""
    bins = preset.output_size
    if preset.pooling == "roi_align":
        return np.full((bins, bins, 2), -1, np.int32), np.zeros((bins, bins), np.float32)
    if channel is None:
        # Each channel has winners of its own: the cell that most of them took stands for all.
        places = torch.from_numpy(pooled.winners).mode(dim=0).values.numpy()
        shares = (pooled.winners == places).mean(axis=0, dtype=np.float32)
    else:
        places, shares = pooled.winners[channel], np.ones((bins, bins), np.float32)
    flat = places.astype(np.int32)
    cells = np.stack([flat // columns, flat % columns], axis=-1)
    cells[flat < 0] = -1
    return cells, np.where(flat < 0, np.float32(0), shares)


def _fate(
    query: RoiQuery, judged: PooledRoi, class_names: tuple[str, ...], class_index: int
) -> BoxFate | None:
    scored, settings, row = query.scored, query.filter, query.row
    if scored is None:
        return None
    if row is None:
        extra = ScoredRois(
            as_box_array([query.box]), judged.scores[None], judged.class_boxes[None], class_names
        )
        scored, settings = with_one_more(scored, settings, extra)
        row = len(scored) - 1
    return box_fate(scored, settings, _found(scored, settings, class_index), row, class_index)


def _found(scored: ScoredRois, settings: DetectionFilter, class_index: int) -> Detections:
    """Return the detections as far as the fate of a box of one class hangs on them."""
    # Voting moves boxes and changes nobody's fate.
    settings = replace(settings, box_voting=False)
    thresholds = np.array([settings.threshold_of(name) for name in scored.class_names], np.float32)
    if np.count_nonzero(scored.scores[:, 1:] >= thresholds) <= settings.max_detections:
        # So few that the limit cuts none: classes do not touch each other then.
        others = scored.class_names[: class_index - 1] + scored.class_names[class_index:]
        settings = replace(settings, hidden_classes=settings.hidden_classes.union(others))
    return filter_detections(scored, settings)
