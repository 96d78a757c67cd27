"""Looking into the detector at one RoI: the arrays that it computes with, and nothing made up beside them.

Shapes: C channels, P bins a side, K classes. Cells: see `core.roi_inspection`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from frcnn_desktop.core.box_fate import BoxFate, box_fate, with_one_more
from frcnn_desktop.core.boxes import as_box_array, read_only, scale_boxes
from frcnn_desktop.core.detections import ScoredRois
from frcnn_desktop.core.roi_inspection import (
    STRONGEST_CHANNELS,
    ChannelChoice,
    ChannelKind,
    ChannelView,
    PooledRoi,
    RoiInspection,
    RoiQuery,
)
from frcnn_desktop.detector.box_coder import decode_boxes
from frcnn_desktop.detector.model import FastRcnn
from frcnn_desktop.detector.pooling import pool_rois
from frcnn_desktop.detector.postprocess import filter_detections
from frcnn_desktop.detector.presets import Preset
from frcnn_desktop.detector.scaling import InputSize
from frcnn_desktop.inference.device import mixed_precision
from frcnn_desktop.inference.encoded import EncodedImage
from frcnn_desktop.inference.roi_bins import pooling_bins


@dataclass(frozen=True, slots=True, eq=False)
class _Pooled:
    """`values` C x P x P; `winners` C x P x P places of the maxima in a channel's rows * columns cells, -1
    for none; None for roi_align."""

    preset: Preset
    values: Tensor
    winners: Tensor | None


@dataclass(frozen=True, slots=True, eq=False)
class MapSummary:
    """What does not depend on the RoI: the C means and standard deviations of the channels, and the mean of
    all channels, rows x columns."""

    channel_means: Tensor
    channel_deviations: Tensor
    mean_map: NDArray[np.float32]


@torch.inference_mode()
def summarise_map(encoded: EncodedImage) -> MapSummary:
    """Return what all inspections of one image share."""
    deviations, means = torch.std_mean(encoded.features[0], dim=(1, 2))
    return MapSummary(means, deviations.clamp(min=1e-6), _array(encoded.features[0].mean(0)))


@torch.inference_mode()
def inspect_roi(
    model: FastRcnn, encoded: EncodedImage, summary: MapSummary, query: RoiQuery
) -> RoiInspection:
    """Follow one box through RoI projection, both kinds of pooling, the head and NMS.

    `encoded` lies on the model's device and has one map, that of the box. The numbers are those of
    `RoiScorer.score` on the same box.
    """
    boxes = as_box_array([query.box])
    size, features = encoded.size, encoded.features
    roi = torch.from_numpy(scale_boxes(boxes, size.scale_x, size.scale_y)).to(features.device)
    preset = replace(model.preset, stride=encoded.grids[0].stride)
    other = "roi_align" if preset.pooling == "roi_pool" else "roi_pool"
    pooled = [_pool(features, roi, preset), _pool(features, roi, replace(preset, pooling=other))]
    channel = _channel_view(features[0], summary, pooled[0].values, query.choice)
    trained, compared = (_judge(model, each, roi, size, channel, encoded) for each in pooled)
    class_index = query.class_index or int(np.argmax(trained.scores[1:])) + 1
    x1, y1, x2, y2 = (roi[0].double() / preset.stride + encoded.grids[0].shift).tolist()
    return RoiInspection(
        query,
        encoded.grids[0],
        (x1, y1, x2, y2),
        channel,
        trained,
        compared,
        model.class_names,
        class_index,
        _fate(query, trained, model.class_names, class_index),
    )


def _pool(features: Tensor, roi: Tensor, preset: Preset) -> _Pooled:
    with torch.autocast(features.device.type, enabled=False):
        if preset.pooling == "roi_align":
            return _Pooled(preset, pool_rois(features, [roi], preset)[0], None)
        # What torchvision.ops.roi_pool calls, and which tells the winning cells too.
        indexed = torch.cat([roi.new_zeros(1, 1), roi], dim=1)
        values, winners = torch.ops.torchvision.roi_pool(
            features, indexed, 1 / preset.stride, preset.output_size, preset.output_size
        )
    return _Pooled(preset, values[0], winners[0])


def _channel_view(
    features: Tensor, summary: MapSummary, pooled: Tensor, choice: ChannelChoice
) -> ChannelView:
    strength = (pooled.mean(dim=(1, 2)) - summary.channel_means) / summary.channel_deviations
    values, indices = strength.topk(min(STRONGEST_CHANNELS, len(strength)))
    strongest = tuple(zip(indices.tolist(), values.tolist(), strict=True))
    if choice.kind is ChannelKind.MEAN:
        return ChannelView(None, len(features), summary.mean_map, strongest)
    chosen = choice.kind is ChannelKind.CHOSEN
    index = min(max(choice.index, 0), len(features) - 1) if chosen else strongest[0][0]
    return ChannelView(index, len(features), _array(features[index]), strongest)


def _judge(
    model: FastRcnn,
    pooled: _Pooled,
    roi: Tensor,
    size: InputSize,
    channel: ChannelView,
    encoded: EncodedImage,
) -> PooledRoi:
    with mixed_precision(roi.device):
        logits, deltas = model.head(pooled.values[None])
    deltas = deltas.float()
    class_boxes = decode_boxes(roi, deltas, model.preset.box_weights)[0].cpu().numpy()
    ratios = np.array([size.scale_x, size.scale_y] * 2, np.float32)
    limits = np.array([size.image_width, size.image_height] * 2, np.float32)
    class_boxes = np.clip(class_boxes / ratios, 0, limits)
    class_boxes[0] = (roi[0].cpu().numpy() / ratios).astype(np.float32)
    values = pooled.values.mean(0) if channel.index is None else pooled.values[channel.index]
    winners, shares = _winners(pooled, channel, encoded.grids[0].columns)
    return PooledRoi(
        pooled.preset.pooling,
        pooling_bins(roi, pooled.preset, encoded.grids[0]),
        _array(values),
        read_only(winners),
        read_only(shares),
        _array(torch.softmax(logits.float(), dim=1)[0]),
        _array((deltas / deltas.new_tensor(model.preset.box_weights))[0]),
        read_only(class_boxes.astype(np.float32)),
    )


def _winners(
    pooled: _Pooled, channel: ChannelView, columns: int
) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """Return the winning cells P x P x 2 and the shares of the channels that they won."""
    bins = pooled.preset.output_size
    if pooled.winners is None:
        return np.full((bins, bins, 2), -1, np.int32), np.zeros((bins, bins), np.float32)
    if channel.index is None:
        # Each channel has winners of its own: the cell that most of them took stands for all.
        places = pooled.winners.mode(dim=0).values
        shares = (pooled.winners == places).float().mean(0)
    else:
        places = pooled.winners[channel.index]
        shares = torch.ones_like(places, dtype=torch.float32)
    flat = places.cpu().numpy().astype(np.int32)
    cells = np.stack([flat // columns, flat % columns], axis=-1)
    cells[flat < 0] = -1
    return cells, np.where(flat < 0, 0, shares.cpu().numpy()).astype(np.float32)


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
    # Voting moves boxes and changes nobody's fate.
    found = filter_detections(scored, replace(settings, box_voting=False))
    return box_fate(scored, settings, found, row, class_index)


def _array(tensor: Tensor) -> NDArray[np.float32]:
    return read_only(tensor.cpu().numpy().astype(np.float32))
